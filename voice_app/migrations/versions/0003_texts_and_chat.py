"""texts that are looked up, rounds of asking, chats, calls

Revision: 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op
from voice_app.db import UtcTime
from voice_app.vault import Sealed
from voice_app.vault import SealedBytes

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# SQLite copies a table to change it, and a copy keeps only the checks it is told of.
OUTBOUND_TEXT = sa.CheckConstraint(
    "state IN ('queued', 'sending', 'accepted', 'sent', 'delivered', 'not_delivered',"
    " 'failed', 'parked', 'expired')",
    name="state",
)
INVITATION = sa.CheckConstraint("channel IN ('text', 'web')", name="channel")
CONVERSATION = (
    sa.CheckConstraint("kind IN ('survey', 'message')", name="kind"),
    sa.CheckConstraint(
        "(kind = 'survey') = (survey_version_id IS NOT NULL)", name="survey_has_version"
    ),
    sa.CheckConstraint("state IN ('open', 'finished', 'stopped', 'lapsed')", name="state"),
)


def upgrade() -> None:
    op.create_table(
        "chat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("phone_index", sa.String(), nullable=True),
        sa.Column("queue", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("taken_at", UtcTime(), nullable=True),
        sa.Column("began_at", UtcTime(), nullable=False),
        sa.Column("last_at", UtcTime(), nullable=False),
        sa.Column("waiting_since", UtcTime(), nullable=True),
        sa.Column("answer_by", UtcTime(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_chat_state")),
        sa.CheckConstraint(
            "(person_id IS NULL) <> (phone_index IS NULL)", name=op.f("ck_chat_whose")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_chat_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by"], ["staff_user.id"], name=op.f("fk_chat_taken_by_staff_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat")),
        sa.UniqueConstraint("person_id", name=op.f("uq_chat_person_id")),
        sa.UniqueConstraint("phone_index", name=op.f("uq_chat_phone_index")),
    )
    with op.batch_alter_table("chat") as batch_op:
        batch_op.create_index(batch_op.f("ix_chat_answer_by"), ["answer_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_chat_last_at"), ["last_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_chat_taken_by"), ["taken_by"], unique=False)

    op.create_table(
        "provider_pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("since", UtcTime(), nullable=False),
        sa.Column("lifted_at", UtcTime(), nullable=True),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["lifted_by"], ["staff_user.id"], name=op.f("fk_provider_pause_lifted_by_staff_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_pause")),
    )
    with op.batch_alter_table("provider_pause") as batch_op:
        batch_op.create_index(batch_op.f("ix_provider_pause_provider"), ["provider"], unique=False)

    op.create_table(
        "ready_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("retired_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by"], ["staff_user.id"], name=op.f("fk_ready_reply_by_staff_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ready_reply")),
    )
    op.create_table(
        "asking_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_version_id", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=True),
        sa.Column("sent_at", UtcTime(), nullable=True),
        sa.Column("remind_on", sa.Date(), nullable=True),
        sa.Column("reminded_at", UtcTime(), nullable=True),
        sa.Column("stopped_at", UtcTime(), nullable=True),
        sa.CheckConstraint("channel IN ('text', 'web')", name=op.f("ck_asking_round_channel")),
        sa.CheckConstraint(
            "state IN ('looked_at', 'going', 'done', 'stopped')", name=op.f("ck_asking_round_state")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["staff_user.id"], name=op.f("fk_asking_round_made_by_staff_user")
        ),
        sa.ForeignKeyConstraint(
            ["sent_by"], ["staff_user.id"], name=op.f("fk_asking_round_sent_by_staff_user")
        ),
        sa.ForeignKeyConstraint(
            ["survey_version_id"],
            ["survey_version.id"],
            name=op.f("fk_asking_round_survey_version_id_survey_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asking_round")),
    )
    op.create_table(
        "chat_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["staff_user.id"], name=op.f("fk_chat_step_by_staff_user")),
        sa.ForeignKeyConstraint(["chat_id"], ["chat.id"], name=op.f("fk_chat_step_chat_id_chat")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chat_step")),
    )
    with op.batch_alter_table("chat_step") as batch_op:
        batch_op.create_index(batch_op.f("ix_chat_step_chat_id"), ["chat_id"], unique=False)

    op.create_table(
        "kept_from",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("lifted_at", UtcTime(), nullable=True),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["staff_user.id"], name=op.f("fk_kept_from_by_staff_user")),
        sa.ForeignKeyConstraint(["chat_id"], ["chat.id"], name=op.f("fk_kept_from_chat_id_chat")),
        sa.ForeignKeyConstraint(
            ["lifted_by"], ["staff_user.id"], name=op.f("fk_kept_from_lifted_by_staff_user")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["staff_user.id"], name=op.f("fk_kept_from_user_id_staff_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_from")),
        sa.UniqueConstraint("chat_id", "user_id", name=op.f("uq_kept_from_chat_id_user_id")),
    )
    with op.batch_alter_table("kept_from") as batch_op:
        batch_op.create_index(batch_op.f("ix_kept_from_chat_id"), ["chat_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_kept_from_user_id"), ["user_id"], unique=False)

    op.create_table(
        "asked_in_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_asked_in_round_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["asking_round.id"], name=op.f("fk_asked_in_round_round_id_asking_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked_in_round")),
        sa.UniqueConstraint(
            "round_id", "person_id", name=op.f("uq_asked_in_round_round_id_person_id")
        ),
    )
    with op.batch_alter_table("asked_in_round") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_asked_in_round_person_id"), ["person_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_asked_in_round_round_id"), ["round_id"], unique=False)

    op.create_table(
        "call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.String(), nullable=False),
        sa.Column("phone_index", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=True),
        sa.Column("began_at", UtcTime(), nullable=False),
        sa.Column("ended_at", UtcTime(), nullable=True),
        sa.Column("misheard", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_call_conversation_id_conversation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
        sa.UniqueConstraint("provider_id", name=op.f("uq_call_provider_id")),
    )
    with op.batch_alter_table("call") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_call_conversation_id"), ["conversation_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_call_phone_index"), ["phone_index"], unique=False)

    op.create_table(
        "recording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.String(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("address", Sealed(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("sound", SealedBytes(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("received_at", UtcTime(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.Column("written_by", sa.Integer(), nullable=True),
        sa.Column("written_at", UtcTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'fetched', 'written', 'lost')", name=op.f("ck_recording_state")
        ),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name=op.f("fk_recording_answer_id_answer")
        ),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_recording_call_id_call")),
        sa.ForeignKeyConstraint(
            ["written_by"], ["staff_user.id"], name=op.f("fk_recording_written_by_staff_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording")),
        sa.UniqueConstraint("provider_id", name=op.f("uq_recording_provider_id")),
    )
    with op.batch_alter_table("recording") as batch_op:
        batch_op.create_index(batch_op.f("ix_recording_call_id"), ["call_id"], unique=False)

    op.create_table(
        "staff_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("words", Sealed(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("outbound_id", sa.Integer(), nullable=True),
        sa.Column("seen_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by"], ["staff_user.id"], name=op.f("fk_staff_reply_by_staff_user")
        ),
        sa.ForeignKeyConstraint(["chat_id"], ["chat.id"], name=op.f("fk_staff_reply_chat_id_chat")),
        sa.ForeignKeyConstraint(
            ["outbound_id"],
            ["outbound_text.id"],
            name=op.f("fk_staff_reply_outbound_id_outbound_text"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_reply")),
        sa.UniqueConstraint("outbound_id", name=op.f("uq_staff_reply_outbound_id")),
    )
    with op.batch_alter_table("staff_reply") as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_reply_chat_id"), ["chat_id"], unique=False)

    with op.batch_alter_table("contact_point") as batch_op:
        batch_op.add_column(sa.Column("denied_at", UtcTime(), nullable=True))
        batch_op.add_column(sa.Column("still_theirs_at", UtcTime(), nullable=True))
        batch_op.add_column(sa.Column("bad_since", UtcTime(), nullable=True))

    with op.batch_alter_table("conversation", table_args=CONVERSATION) as batch_op:
        batch_op.add_column(sa.Column("chat_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_conversation_chat_id"), ["chat_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_conversation_chat_id_chat"), "chat", ["chat_id"], ["id"]
        )

    with op.batch_alter_table("inbound_text") as batch_op:
        batch_op.add_column(
            sa.Column("channel", sa.String(), nullable=False, server_default="text")
        )
        batch_op.add_column(sa.Column("chat_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_inbound_text_chat_id"), ["chat_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_inbound_text_chat_id_chat"), "chat", ["chat_id"], ["id"]
        )

    with op.batch_alter_table("invitation", table_args=(INVITATION,)) as batch_op:
        batch_op.add_column(sa.Column("round_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_invitation_round_id"), ["round_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_invitation_round_id_asking_round"), "asking_round", ["round_id"], ["id"]
        )

    with op.batch_alter_table("outbound_text", table_args=(OUTBOUND_TEXT,)) as batch_op:
        batch_op.add_column(
            sa.Column("channel", sa.String(), nullable=False, server_default="text")
        )
        batch_op.add_column(sa.Column("provider", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("not_by", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("chat_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("handed_at", UtcTime(), nullable=True))
        batch_op.add_column(sa.Column("looked_up_at", UtcTime(), nullable=True))
        batch_op.add_column(sa.Column("look_ups", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("settled_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("settled_at", UtcTime(), nullable=True))
        batch_op.create_index(batch_op.f("ix_outbound_text_chat_id"), ["chat_id"], unique=False)
        batch_op.drop_index("ix_outbound_text_due")
        batch_op.create_index("ix_outbound_text_due", ["state", "due_at", "id"], unique=False)
        batch_op.drop_index(batch_op.f("ix_outbound_text_to_index"))
        batch_op.create_index("ix_outbound_text_phone", ["to_index", "id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_outbound_text_chat_id_chat"), "chat", ["chat_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_outbound_text_settled_by_staff_user"),
            "staff_user",
            ["settled_by"],
            ["id"],
        )


def downgrade() -> None:
    with op.batch_alter_table("outbound_text", table_args=(OUTBOUND_TEXT,)) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_outbound_text_settled_by_staff_user"), type_="foreignkey"
        )
        batch_op.drop_constraint(batch_op.f("fk_outbound_text_chat_id_chat"), type_="foreignkey")
        batch_op.drop_index("ix_outbound_text_phone")
        batch_op.create_index(batch_op.f("ix_outbound_text_to_index"), ["to_index"], unique=False)
        batch_op.drop_index("ix_outbound_text_due")
        batch_op.create_index("ix_outbound_text_due", ["state", "due_at"], unique=False)
        batch_op.drop_index(batch_op.f("ix_outbound_text_chat_id"))
        batch_op.drop_column("settled_at")
        batch_op.drop_column("settled_by")
        batch_op.drop_column("look_ups")
        batch_op.drop_column("looked_up_at")
        batch_op.drop_column("handed_at")
        batch_op.drop_column("chat_id")
        batch_op.drop_column("not_by")
        batch_op.drop_column("provider")
        batch_op.drop_column("channel")

    with op.batch_alter_table("invitation", table_args=(INVITATION,)) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_invitation_round_id_asking_round"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_invitation_round_id"))
        batch_op.drop_column("round_id")

    with op.batch_alter_table("inbound_text") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_inbound_text_chat_id_chat"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_inbound_text_chat_id"))
        batch_op.drop_column("chat_id")
        batch_op.drop_column("channel")

    with op.batch_alter_table("conversation", table_args=CONVERSATION) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_conversation_chat_id_chat"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_conversation_chat_id"))
        batch_op.drop_column("chat_id")

    with op.batch_alter_table("contact_point") as batch_op:
        batch_op.drop_column("bad_since")
        batch_op.drop_column("still_theirs_at")
        batch_op.drop_column("denied_at")

    with op.batch_alter_table("staff_reply") as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_reply_chat_id"))

    op.drop_table("staff_reply")
    with op.batch_alter_table("recording") as batch_op:
        batch_op.drop_index(batch_op.f("ix_recording_call_id"))

    op.drop_table("recording")
    with op.batch_alter_table("call") as batch_op:
        batch_op.drop_index(batch_op.f("ix_call_phone_index"))
        batch_op.drop_index(batch_op.f("ix_call_conversation_id"))

    op.drop_table("call")
    with op.batch_alter_table("asked_in_round") as batch_op:
        batch_op.drop_index(batch_op.f("ix_asked_in_round_round_id"))
        batch_op.drop_index(batch_op.f("ix_asked_in_round_person_id"))

    op.drop_table("asked_in_round")
    with op.batch_alter_table("kept_from") as batch_op:
        batch_op.drop_index(batch_op.f("ix_kept_from_user_id"))
        batch_op.drop_index(batch_op.f("ix_kept_from_chat_id"))

    op.drop_table("kept_from")
    with op.batch_alter_table("chat_step") as batch_op:
        batch_op.drop_index(batch_op.f("ix_chat_step_chat_id"))

    op.drop_table("chat_step")
    op.drop_table("asking_round")
    op.drop_table("ready_reply")
    with op.batch_alter_table("provider_pause") as batch_op:
        batch_op.drop_index(batch_op.f("ix_provider_pause_provider"))

    op.drop_table("provider_pause")
    with op.batch_alter_table("chat") as batch_op:
        batch_op.drop_index(batch_op.f("ix_chat_taken_by"))
        batch_op.drop_index(batch_op.f("ix_chat_last_at"))
        batch_op.drop_index(batch_op.f("ix_chat_answer_by"))

    op.drop_table("chat")

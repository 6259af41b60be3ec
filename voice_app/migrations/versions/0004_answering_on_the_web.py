"""answering on the web: agreement, open links, spoken codes, what was taken back

Revision: 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op
from voice_app.db import UtcTime
from voice_app.vault import Sealed
from voice_app.vault import SealedBytes

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# SQLite copies a table to change it, and a copy keeps only the checks it is told of.
ANSWER = (
    sa.CheckConstraint(
        "state IN ('answered', 'skipped', 'misread', 'not_understood')", name="state"
    ),
    sa.CheckConstraint("state <> 'answered' OR value IS NOT NULL", name="answered_has_value"),
)
CONVERSATION = (
    sa.CheckConstraint("kind IN ('survey', 'message')", name="kind"),
    sa.CheckConstraint(
        "(kind = 'survey') = (survey_version_id IS NOT NULL)", name="survey_has_version"
    ),
    sa.CheckConstraint("state IN ('open', 'finished', 'stopped', 'lapsed')", name="state"),
)
NO_NAME_NO_LINK = (
    "kind = 'message' OR person_id IS NOT NULL OR (about_id IS NULL"
    " AND invitation_id IS NULL AND review_id IS NULL"
    " AND phone_index IS NULL AND chat_id IS NULL)"
)
JOB = (sa.CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name="state"),)
INVITATION = (sa.CheckConstraint("channel IN ('text', 'web')", name="channel"),)
ASKING_ROUND = (
    sa.CheckConstraint("state IN ('looked_at', 'going', 'done', 'stopped')", name="state"),
    sa.CheckConstraint("channel IN ('text', 'web')", name="channel"),
)
THEME_TAG = (
    sa.CheckConstraint("state IN ('suggested', 'confirmed', 'rejected')", name="state"),
    sa.CheckConstraint("(rules IS NULL) <> (user_id IS NULL)", name="one_maker"),
)


def upgrade() -> None:
    op.create_table(
        "open_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("code", Sealed(), nullable=False),
        sa.Column("code_index", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("closed_at", UtcTime(), nullable=True),
        sa.Column("sittings", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["staff_user.id"], name=op.f("fk_open_link_made_by_staff_user")
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_open_link_survey_id_survey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_link")),
        sa.UniqueConstraint("code_index", name=op.f("uq_open_link_code_index")),
    )
    with op.batch_alter_table("open_link") as batch_op:
        batch_op.create_index(batch_op.f("ix_open_link_survey_id"), ["survey_id"], unique=False)

    op.create_table(
        "spoken_wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("survey_version_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sound", SealedBytes(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("spoken_by", Sealed(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("kept_by", sa.Integer(), nullable=False),
        sa.Column("kept_at", UtcTime(), nullable=False),
        sa.CheckConstraint("agreed", name=op.f("ck_spoken_wording_agreed")),
        sa.ForeignKeyConstraint(
            ["kept_by"], ["staff_user.id"], name=op.f("fk_spoken_wording_kept_by_staff_user")
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_spoken_wording_survey_id_survey")
        ),
        sa.ForeignKeyConstraint(
            ["survey_version_id"],
            ["survey_version.id"],
            name=op.f("fk_spoken_wording_survey_version_id_survey_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spoken_wording")),
        sa.UniqueConstraint(
            "survey_id", "question", "choice", "digest", name=op.f("uq_spoken_wording_survey_id_question_choice_digest")
        ),
    )

    with op.batch_alter_table("answer", table_args=ANSWER) as batch_op:
        batch_op.add_column(
            sa.Column("unclear", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("taken_back_at", UtcTime(), nullable=True))

    with op.batch_alter_table("asking_round", table_args=ASKING_ROUND) as batch_op:
        batch_op.add_column(
            sa.Column("reminder_days", sa.Integer(), nullable=False, server_default="5")
        )

    with op.batch_alter_table("conversation", table_args=CONVERSATION) as batch_op:
        batch_op.add_column(sa.Column("agreed_at", UtcTime(), nullable=True))
        batch_op.add_column(sa.Column("declined_at", UtcTime(), nullable=True))
        batch_op.add_column(sa.Column("keyed_by", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("observed", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("sitting_index", sa.String(), nullable=True))
        batch_op.create_unique_constraint(
            batch_op.f("uq_conversation_sitting_index"), ["sitting_index"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_conversation_keyed_by_staff_user"), "staff_user", ["keyed_by"], ["id"]
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_conversation_no_name_no_link"), NO_NAME_NO_LINK
        )

    with op.batch_alter_table("invitation", table_args=INVITATION) as batch_op:
        batch_op.add_column(sa.Column("short_code", Sealed(), nullable=True))
        batch_op.add_column(sa.Column("short_index", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("short_until", UtcTime(), nullable=True))
        batch_op.add_column(
            sa.Column("checks_failed", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.add_column(sa.Column("checks_failed_at", UtcTime(), nullable=True))
        batch_op.add_column(sa.Column("shut_at", UtcTime(), nullable=True))
        batch_op.add_column(
            sa.Column("anonymous", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.create_unique_constraint(
            batch_op.f("uq_invitation_short_index"), ["short_index"]
        )

    op.add_column("person", sa.Column("sign_index", sa.String(), nullable=True))
    op.add_column("person", sa.Column("sign_asked_at", UtcTime(), nullable=True))

    with op.batch_alter_table("job", table_args=JOB) as batch_op:
        batch_op.add_column(
            sa.Column("fleeting", sa.Boolean(), nullable=False, server_default=sa.false())
        )

    with op.batch_alter_table("theme_tag", table_args=THEME_TAG) as batch_op:
        batch_op.add_column(sa.Column("disputed_at", UtcTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("theme_tag", table_args=THEME_TAG) as batch_op:
        batch_op.drop_column("disputed_at")

    op.drop_column("person", "sign_asked_at")
    op.drop_column("person", "sign_index")

    with op.batch_alter_table("job", table_args=JOB) as batch_op:
        batch_op.drop_column("fleeting")

    with op.batch_alter_table("invitation", table_args=INVITATION) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_invitation_short_index"), type_="unique")
        batch_op.drop_column("anonymous")
        batch_op.drop_column("shut_at")
        batch_op.drop_column("checks_failed_at")
        batch_op.drop_column("checks_failed")
        batch_op.drop_column("short_until")
        batch_op.drop_column("short_index")
        batch_op.drop_column("short_code")

    with op.batch_alter_table("conversation", table_args=CONVERSATION) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("ck_conversation_no_name_no_link"), type_="check"
        )
        batch_op.drop_constraint(
            batch_op.f("fk_conversation_keyed_by_staff_user"), type_="foreignkey"
        )
        batch_op.drop_constraint(batch_op.f("uq_conversation_sitting_index"), type_="unique")
        batch_op.drop_column("sitting_index")
        batch_op.drop_column("observed")
        batch_op.drop_column("keyed_by")
        batch_op.drop_column("declined_at")
        batch_op.drop_column("agreed_at")

    with op.batch_alter_table("asking_round", table_args=ASKING_ROUND) as batch_op:
        batch_op.drop_column("reminder_days")

    with op.batch_alter_table("answer", table_args=ANSWER) as batch_op:
        batch_op.drop_column("taken_back_at")
        batch_op.drop_column("unclear")

    with op.batch_alter_table("open_link") as batch_op:
        batch_op.drop_index(batch_op.f("ix_open_link_survey_id"))

    op.drop_table("spoken_wording")
    op.drop_table("open_link")

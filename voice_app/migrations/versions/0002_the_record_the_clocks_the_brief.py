"""the record, the clocks, the brief as issued

Revision: 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op
from voice_app.db import UtcTime
from voice_app.vault import Sealed
from voice_app.vault import SealedBytes
from voice_app.vault import SealedJson

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# SQLite copies a table to change it, and a copy keeps only the checks it is told of.
JOB = sa.CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name="state")
OUTBOUND_TEXT = sa.CheckConstraint(
    "state IN ('queued', 'sending', 'accepted', 'sent', 'delivered', 'not_delivered',"
    " 'failed', 'parked', 'expired')",
    name="state",
)
PERSON = sa.CheckConstraint("kind IN ('child', 'parent', 'carer')", name="kind")


def upgrade() -> None:
    op.create_table(
        "home",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home")),
        sa.UniqueConstraint("key", name=op.f("uq_home_key")),
    )
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["team.id"], name=op.f("fk_team_parent_id_team")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("key", name=op.f("uq_team_key")),
    )
    op.create_table(
        "former_number",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("record_number", Sealed(), nullable=False),
        sa.Column("record_index", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.CheckConstraint(
            "why IN ('merged', 'split', 'changed')", name=op.f("ck_former_number_why")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_former_number_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_number")),
        sa.UniqueConstraint("record_index", name=op.f("uq_former_number_record_index")),
    )
    with op.batch_alter_table("former_number") as batch_op:
        batch_op.create_index(batch_op.f("ix_former_number_person_id"), ["person_id"], unique=False)

    op.create_table(
        "home_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("home_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("visitor", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.CheckConstraint(
            "due_on IS NOT NULL OR held_on IS NOT NULL", name=op.f("ck_home_visit_has_a_day")
        ),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_home_visit_home_id_home")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home_visit")),
    )
    with op.batch_alter_table("home_visit") as batch_op:
        batch_op.create_index(batch_op.f("ix_home_visit_home_id"), ["home_id"], unique=False)

    op.create_table(
        "legal_status",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_legal_status_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_status")),
        sa.UniqueConstraint("person_id", "since", name=op.f("uq_legal_status_person_id_since")),
    )
    with op.batch_alter_table("legal_status") as batch_op:
        batch_op.create_index(batch_op.f("ix_legal_status_person_id"), ["person_id"], unique=False)

    op.create_table(
        "placement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("home_id", sa.Integer(), nullable=True),
        sa.Column("carer_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["carer_id"], ["person.id"], name=op.f("fk_placement_carer_id_person")
        ),
        sa.ForeignKeyConstraint(["home_id"], ["home.id"], name=op.f("fk_placement_home_id_home")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_placement_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sa.UniqueConstraint("person_id", "since", name=op.f("uq_placement_person_id_since")),
    )
    with op.batch_alter_table("placement") as batch_op:
        batch_op.create_index(batch_op.f("ix_placement_person_id"), ["person_id"], unique=False)

    op.create_table(
        "qa_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("plan_kind", sa.String(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["qa_document.id"], name=op.f("fk_qa_item_document_id_qa_document")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_qa_item_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_qa_item")),
        sa.UniqueConstraint("document_id", "key", name=op.f("uq_qa_item_document_id_key")),
    )
    with op.batch_alter_table("qa_item") as batch_op:
        batch_op.create_index(batch_op.f("ix_qa_item_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_qa_item_person_id"), ["person_id"], unique=False)

    op.create_table(
        "qa_planned",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("stages", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["qa_document.id"], name=op.f("fk_qa_planned_document_id_qa_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_qa_planned")),
        sa.UniqueConstraint("key", name=op.f("uq_qa_planned_key")),
    )
    op.create_table(
        "digest",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("how_often", sa.String(), nullable=False),
        sa.Column("address", Sealed(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.CheckConstraint("how_often IN ('daily', 'weekly')", name=op.f("ck_digest_how_often")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["staff_user.id"], name=op.f("fk_digest_user_id_staff_user")
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_digest")),
    )
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["staff_user.id"], name=op.f("fk_saved_view_user_id_staff_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint(
            "user_id", "page", "name", name=op.f("uq_saved_view_user_id_page_name")
        ),
    )
    with op.batch_alter_table("saved_view") as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_view_user_id"), ["user_id"], unique=False)

    op.create_table(
        "setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=True),
        sa.Column("set_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["set_by"], ["staff_user.id"], name=op.f("fk_setting_set_by_staff_user")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "brief_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("issued_at", UtcTime(), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=True),
        sa.Column("page", SealedJson(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("approved", sa.Boolean(), nullable=False),
        sa.Column("pdf", SealedBytes(), nullable=True),
        sa.Column("pdf_state", sa.String(), nullable=False),
        sa.Column("pdf_without", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "pdf_state IN ('waiting', 'made', 'failed')", name=op.f("ck_brief_issue_pdf_state")
        ),
        sa.CheckConstraint(
            "why IN ('first', 'refresh', 'by_hand')", name=op.f("ck_brief_issue_why")
        ),
        sa.ForeignKeyConstraint(
            ["issued_by"], ["staff_user.id"], name=op.f("fk_brief_issue_issued_by_staff_user")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_brief_issue_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["meeting.id"], name=op.f("fk_brief_issue_review_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brief_issue")),
        sa.UniqueConstraint("review_id", "number", name=op.f("uq_brief_issue_review_id_number")),
    )
    with op.batch_alter_table("brief_issue") as batch_op:
        batch_op.create_index(batch_op.f("ix_brief_issue_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_brief_issue_review_id"), ["review_id"], unique=False)

    op.create_table(
        "brief_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("offered_at", UtcTime(), nullable=False),
        sa.Column("answered_at", UtcTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('offered', 'approved', 'left_to_us')", name=op.f("ck_brief_offer_state")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_brief_offer_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["meeting.id"], name=op.f("fk_brief_offer_review_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brief_offer")),
        sa.UniqueConstraint("review_id", name=op.f("uq_brief_offer_review_id")),
    )
    with op.batch_alter_table("brief_offer") as batch_op:
        batch_op.create_index(batch_op.f("ix_brief_offer_person_id"), ["person_id"], unique=False)

    op.create_table(
        "escalation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("raised_by", sa.Integer(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(stage = 'settled') = (settled_on IS NOT NULL)", name=op.f("ck_escalation_settled")
        ),
        sa.CheckConstraint(
            "stage IN ('informal', 'formal', 'settled')", name=op.f("ck_escalation_stage")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_escalation_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["raised_by"], ["staff_user.id"], name=op.f("fk_escalation_raised_by_staff_user")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["meeting.id"], name=op.f("fk_escalation_review_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
    )
    with op.batch_alter_table("escalation") as batch_op:
        batch_op.create_index(batch_op.f("ix_escalation_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_escalation_raised_by"), ["raised_by"], unique=False)

    op.create_table(
        "import_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("piece", SealedBytes(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["import_run.id"],
            name=op.f("fk_import_part_run_id_import_run"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_part")),
        sa.UniqueConstraint(
            "run_id", "name", "number", name=op.f("uq_import_part_run_id_name_number")
        ),
    )
    with op.batch_alter_table("import_part") as batch_op:
        batch_op.create_index(batch_op.f("ix_import_part_run_id"), ["run_id"], unique=False)

    op.create_table(
        "review_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("words", Sealed(), nullable=False),
        sa.Column("told_by", sa.Integer(), nullable=False),
        sa.Column("told_at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_review_reply_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["meeting.id"], name=op.f("fk_review_reply_review_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["told_by"], ["staff_user.id"], name=op.f("fk_review_reply_told_by_staff_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_reply")),
    )
    with op.batch_alter_table("review_reply") as batch_op:
        batch_op.create_index(batch_op.f("ix_review_reply_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_reply_review_id"), ["review_id"], unique=False)

    op.create_table(
        "brief_recipient",
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["issue_id"],
            ["brief_issue.id"],
            name=op.f("fk_brief_recipient_issue_id_brief_issue"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["staff_user.id"], name=op.f("fk_brief_recipient_user_id_staff_user")
        ),
        sa.PrimaryKeyConstraint("issue_id", "user_id", name=op.f("pk_brief_recipient")),
    )
    op.create_table(
        "escalation_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("escalation_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("words", Sealed(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by"], ["staff_user.id"], name=op.f("fk_escalation_step_by_staff_user")
        ),
        sa.ForeignKeyConstraint(
            ["escalation_id"],
            ["escalation.id"],
            name=op.f("fk_escalation_step_escalation_id_escalation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation_step")),
    )
    with op.batch_alter_table("escalation_step") as batch_op:
        batch_op.create_index(
            batch_op.f("ix_escalation_step_escalation_id"), ["escalation_id"], unique=False
        )

    op.create_table(
        "part_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("held_back", sa.Boolean(), nullable=False),
        sa.Column("who_sees", sa.String(), nullable=False),
        sa.Column("reworded", Sealed(), nullable=True),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["answer.id"],
            name=op.f("fk_part_choice_answer_id_answer"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["meeting.id"], name=op.f("fk_part_choice_review_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part_choice")),
        sa.UniqueConstraint(
            "review_id", "answer_id", name=op.f("uq_part_choice_review_id_answer_id")
        ),
    )
    with op.batch_alter_table("part_choice") as batch_op:
        batch_op.create_index(batch_op.f("ix_part_choice_answer_id"), ["answer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_part_choice_review_id"), ["review_id"], unique=False)

    op.create_table(
        "translation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("words", Sealed(), nullable=False),
        sa.Column("translated_by", Sealed(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("replaced_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["answer.id"],
            name=op.f("fk_translation_answer_id_answer"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["staff_user.id"], name=op.f("fk_translation_entered_by_staff_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_translation")),
    )
    with op.batch_alter_table("translation") as batch_op:
        batch_op.create_index(batch_op.f("ix_translation_answer_id"), ["answer_id"], unique=False)

    op.create_table(
        "view_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("plan_kind", sa.String(), nullable=False),
        sa.Column("words", Sealed(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.CheckConstraint("outcome IN ('used', 'not_used')", name=op.f("ck_view_use_outcome")),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["answer.id"],
            name=op.f("fk_view_use_answer_id_answer"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["staff_user.id"], name=op.f("fk_view_use_decided_by_staff_user")
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["meeting.id"], name=op.f("fk_view_use_review_id_meeting")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_view_use")),
        sa.UniqueConstraint("review_id", "answer_id", name=op.f("uq_view_use_review_id_answer_id")),
    )
    with op.batch_alter_table("view_use") as batch_op:
        batch_op.create_index(batch_op.f("ix_view_use_answer_id"), ["answer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_view_use_review_id"), ["review_id"], unique=False)

    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("before", SealedJson(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", UtcTime(), nullable=False),
        sa.CheckConstraint(
            "why IN ('corrected', 'over', 'wrong_child', 'twice', 'not_so')",
            name=op.f("ck_correction_why"),
        ),
        sa.ForeignKeyConstraint(
            ["by"], ["staff_user.id"], name=op.f("fk_correction_by_staff_user")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_correction_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    with op.batch_alter_table("correction") as batch_op:
        batch_op.create_index(batch_op.f("ix_correction_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("import_run") as batch_op:
        batch_op.add_column(
            sa.Column("trial", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("state", sa.String(), nullable=False, server_default="done"))
        batch_op.add_column(
            sa.Column("lines_done", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.add_column(
            sa.Column("lines_in_all", sa.Integer(), nullable=False, server_default="0")
        )
        batch_op.add_column(sa.Column("report", Sealed(), nullable=True))
        batch_op.add_column(sa.Column("finished_at", UtcTime(), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_import_run_state"), "state IN ('waiting', 'running', 'done', 'stopped')"
        )

    with op.batch_alter_table("relation") as batch_op:
        batch_op.add_column(sa.Column("ended_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("source", sa.String(), nullable=False, server_default=""))

    with op.batch_alter_table("involvement") as batch_op:
        batch_op.add_column(sa.Column("source", sa.String(), nullable=False, server_default=""))

    with op.batch_alter_table("job", table_args=(JOB,)) as batch_op:
        batch_op.add_column(sa.Column("key", sa.String(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_job_key"), ["key"])

    with op.batch_alter_table("meeting") as batch_op:
        batch_op.add_column(sa.Column("cancelled_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("child_seen", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("seen_alone", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("source", sa.String(), nullable=False, server_default=""))

    with op.batch_alter_table("outbound_text", table_args=(OUTBOUND_TEXT,)) as batch_op:
        batch_op.add_column(sa.Column("promise_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_outbound_text_promise_id_promise"), "promise", ["promise_id"], ["id"]
        )

    with op.batch_alter_table("person", table_args=(PERSON,)) as batch_op:
        batch_op.add_column(sa.Column("record", sa.String(), nullable=False, server_default="open"))
        batch_op.add_column(sa.Column("record_since", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_person_merged_into_id_person"), "person", ["merged_into_id"], ["id"]
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_person_record"), "record IN ('open', 'died', 'sealed', 'merged')"
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_person_merged"), "(record = 'merged') = (merged_into_id IS NOT NULL)"
        )

    with op.batch_alter_table("care_spell") as batch_op:
        batch_op.add_column(sa.Column("source", sa.String(), nullable=False, server_default=""))

    with op.batch_alter_table("plan") as batch_op:
        batch_op.add_column(sa.Column("source", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("responsible_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_plan_responsible_id_staff_user"),
            "staff_user",
            ["responsible_id"],
            ["id"],
        )

    with op.batch_alter_table("plan_version") as batch_op:
        batch_op.add_column(
            sa.Column("next_source", sa.String(), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("next_rule", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("responsible", Sealed(), nullable=True))

    with op.batch_alter_table("decision") as batch_op:
        batch_op.add_column(sa.Column("corrects_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_decision_corrects_id_decision"), "decision", ["corrects_id"], ["id"]
        )

    with op.batch_alter_table("promise") as batch_op:
        batch_op.add_column(sa.Column("what", Sealed(), nullable=True))
        batch_op.add_column(sa.Column("asked_at", UtcTime(), nullable=True))
        batch_op.create_index(batch_op.f("ix_promise_due_on"), ["due_on"], unique=False)

    with op.batch_alter_table("staff_user") as batch_op:
        batch_op.add_column(sa.Column("team_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("staff_number", sa.String(), nullable=True))
        batch_op.create_unique_constraint(
            batch_op.f("uq_staff_user_staff_number"), ["staff_number"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_staff_user_team_id_team"), "team", ["team_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("staff_user") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_staff_user_team_id_team"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_staff_user_staff_number"), type_="unique")
        batch_op.drop_column("staff_number")
        batch_op.drop_column("team_id")

    with op.batch_alter_table("promise") as batch_op:
        batch_op.drop_index(batch_op.f("ix_promise_due_on"))
        batch_op.drop_column("asked_at")
        batch_op.drop_column("what")

    with op.batch_alter_table("decision") as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_decision_corrects_id_decision"), type_="foreignkey"
        )
        batch_op.drop_column("corrects_id")

    with op.batch_alter_table("plan_version") as batch_op:
        batch_op.drop_column("responsible")
        batch_op.drop_column("next_rule")
        batch_op.drop_column("next_source")

    with op.batch_alter_table("plan") as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_plan_responsible_id_staff_user"), type_="foreignkey"
        )
        batch_op.drop_column("responsible_id")
        batch_op.drop_column("source")

    with op.batch_alter_table("care_spell") as batch_op:
        batch_op.drop_column("source")

    with op.batch_alter_table("person", table_args=(PERSON,)) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_person_merged"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_person_record"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_person_merged_into_id_person"), type_="foreignkey")
        batch_op.drop_column("merged_into_id")
        batch_op.drop_column("record_since")
        batch_op.drop_column("record")

    with op.batch_alter_table("outbound_text", table_args=(OUTBOUND_TEXT,)) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_outbound_text_promise_id_promise"), type_="foreignkey"
        )
        batch_op.drop_column("promise_id")

    with op.batch_alter_table("meeting") as batch_op:
        batch_op.drop_column("source")
        batch_op.drop_column("seen_alone")
        batch_op.drop_column("child_seen")
        batch_op.drop_column("cancelled_on")

    with op.batch_alter_table("job", table_args=(JOB,)) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_job_key"), type_="unique")
        batch_op.drop_column("key")

    with op.batch_alter_table("involvement") as batch_op:
        batch_op.drop_column("source")

    with op.batch_alter_table("relation") as batch_op:
        batch_op.drop_column("source")
        batch_op.drop_column("ended_on")

    with op.batch_alter_table("import_run") as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_import_run_state"), type_="check")
        batch_op.drop_column("finished_at")
        batch_op.drop_column("report")
        batch_op.drop_column("lines_in_all")
        batch_op.drop_column("lines_done")
        batch_op.drop_column("state")
        batch_op.drop_column("trial")

    with op.batch_alter_table("correction") as batch_op:
        batch_op.drop_index(batch_op.f("ix_correction_person_id"))

    op.drop_table("correction")
    with op.batch_alter_table("view_use") as batch_op:
        batch_op.drop_index(batch_op.f("ix_view_use_review_id"))
        batch_op.drop_index(batch_op.f("ix_view_use_answer_id"))

    op.drop_table("view_use")
    with op.batch_alter_table("translation") as batch_op:
        batch_op.drop_index(batch_op.f("ix_translation_answer_id"))

    op.drop_table("translation")
    with op.batch_alter_table("part_choice") as batch_op:
        batch_op.drop_index(batch_op.f("ix_part_choice_review_id"))
        batch_op.drop_index(batch_op.f("ix_part_choice_answer_id"))

    op.drop_table("part_choice")
    with op.batch_alter_table("escalation_step") as batch_op:
        batch_op.drop_index(batch_op.f("ix_escalation_step_escalation_id"))

    op.drop_table("escalation_step")
    op.drop_table("brief_recipient")
    with op.batch_alter_table("review_reply") as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_reply_review_id"))
        batch_op.drop_index(batch_op.f("ix_review_reply_person_id"))

    op.drop_table("review_reply")
    with op.batch_alter_table("import_part") as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_part_run_id"))

    op.drop_table("import_part")
    with op.batch_alter_table("escalation") as batch_op:
        batch_op.drop_index(batch_op.f("ix_escalation_raised_by"))
        batch_op.drop_index(batch_op.f("ix_escalation_person_id"))

    op.drop_table("escalation")
    with op.batch_alter_table("brief_offer") as batch_op:
        batch_op.drop_index(batch_op.f("ix_brief_offer_person_id"))

    op.drop_table("brief_offer")
    with op.batch_alter_table("brief_issue") as batch_op:
        batch_op.drop_index(batch_op.f("ix_brief_issue_review_id"))
        batch_op.drop_index(batch_op.f("ix_brief_issue_person_id"))

    op.drop_table("brief_issue")
    op.drop_table("setting")
    with op.batch_alter_table("saved_view") as batch_op:
        batch_op.drop_index(batch_op.f("ix_saved_view_user_id"))

    op.drop_table("saved_view")
    op.drop_table("digest")
    op.drop_table("qa_planned")
    with op.batch_alter_table("qa_item") as batch_op:
        batch_op.drop_index(batch_op.f("ix_qa_item_person_id"))
        batch_op.drop_index(batch_op.f("ix_qa_item_document_id"))

    op.drop_table("qa_item")
    with op.batch_alter_table("placement") as batch_op:
        batch_op.drop_index(batch_op.f("ix_placement_person_id"))

    op.drop_table("placement")
    with op.batch_alter_table("legal_status") as batch_op:
        batch_op.drop_index(batch_op.f("ix_legal_status_person_id"))

    op.drop_table("legal_status")
    with op.batch_alter_table("home_visit") as batch_op:
        batch_op.drop_index(batch_op.f("ix_home_visit_home_id"))

    op.drop_table("home_visit")
    with op.batch_alter_table("former_number") as batch_op:
        batch_op.drop_index(batch_op.f("ix_former_number_person_id"))

    op.drop_table("former_number")
    op.drop_table("team")
    op.drop_table("home")

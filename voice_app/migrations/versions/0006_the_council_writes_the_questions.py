"""the council writes the questions: members, ideas, votes, what is kept back, the way round its gate

Revision: 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op
from voice_app.db import UtcTime
from voice_app.vault import Sealed

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "council_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notes", Sealed(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by"], ["staff_user.id"], name=op.f("fk_council_meeting_by_staff_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_meeting")),
    )
    op.create_table(
        "council_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("wave", sa.String(), nullable=False),
        sa.Column("headlines", sa.JSON(), nullable=False),
        sa.Column("words", Sealed(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by"], ["staff_user.id"], name=op.f("fk_council_reading_by_staff_user")
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_council_reading_survey_id_survey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_reading")),
    )
    with op.batch_alter_table("council_reading", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_council_reading_survey_id"), ["survey_id"])

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("picture", sa.String(), nullable=False),
        sa.Column("word_index", sa.String(), nullable=False),
        sa.Column("code", Sealed(), nullable=False),
        sa.Column("code_index", sa.String(), nullable=False),
        sa.Column("tries_failed", sa.Integer(), nullable=False),
        sa.Column("has_helper", sa.Boolean(), nullable=False),
        sa.Column("invited_by", sa.Integer(), nullable=False),
        sa.Column("invited_at", UtcTime(), nullable=False),
        sa.Column("joined_at", UtcTime(), nullable=True),
        sa.Column("left_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["invited_by"], ["staff_user.id"], name=op.f("fk_membership_invited_by_staff_user")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["staff_user.id"], name=op.f("fk_membership_user_id_staff_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("code_index", name=op.f("uq_membership_code_index")),
        sa.UniqueConstraint("user_id", name=op.f("uq_membership_user_id")),
    )
    op.create_table(
        "bypass",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_version_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("explain_by", UtcTime(), nullable=False),
        sa.Column("explained_at", UtcTime(), nullable=True),
        sa.Column("heard_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by"], ["staff_user.id"], name=op.f("fk_bypass_by_staff_user")),
        sa.ForeignKeyConstraint(
            ["heard_by"], ["staff_user.id"], name=op.f("fk_bypass_heard_by_staff_user")
        ),
        sa.ForeignKeyConstraint(
            ["survey_version_id"],
            ["survey_version.id"],
            name=op.f("fk_bypass_survey_version_id_survey_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bypass")),
        sa.UniqueConstraint("survey_version_id", name=op.f("uq_bypass_survey_version_id")),
    )
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("nameless", sa.Boolean(), nullable=False),
        sa.Column("from_adult", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", Sealed(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", UtcTime(), nullable=True),
        sa.Column("read_at", UtcTime(), nullable=True),
        sa.Column("used_in", sa.Integer(), nullable=True),
        sa.Column("at", UtcTime(), nullable=False),
        sa.CheckConstraint(
            "about IN ('question', 'change', 'choice', 'theme', 'word', 'not_word', 'rules', 'version')",
            name=op.f("ck_proposal_about"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'accepted', 'declined', 'used')", name=op.f("ck_proposal_state")
        ),
        sa.ForeignKeyConstraint(["by"], ["staff_user.id"], name=op.f("fk_proposal_by_staff_user")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["staff_user.id"], name=op.f("fk_proposal_decided_by_staff_user")
        ),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_proposal_survey_id_survey")
        ),
        sa.ForeignKeyConstraint(
            ["used_in"], ["survey_version.id"], name=op.f("fk_proposal_used_in_survey_version")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["survey_version.id"],
            name=op.f("fk_proposal_version_id_survey_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposal_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposal_survey_id"), ["survey_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposal_version_id"), ["version_id"], unique=False)

    op.create_table(
        "council_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_council_rules_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_rules")),
    )
    op.create_table(
        "proposed_wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", Sealed(), nullable=False),
        sa.Column("choices", Sealed(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("nameless", sa.Boolean(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["by"], ["staff_user.id"], name=op.f("fk_proposed_wording_by_staff_user")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_proposed_wording_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_wording")),
        sa.UniqueConstraint(
            "proposal_id", "number", name=op.f("uq_proposed_wording_proposal_id_number")
        ),
    )
    with op.batch_alter_table("proposed_wording", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_proposed_wording_proposal_id"), ["proposal_id"], unique=False
        )

    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("words", Sealed(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("nameless", sa.Boolean(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["staff_user.id"], name=op.f("fk_remark_by_staff_user")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_remark_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
    with op.batch_alter_table("remark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_remark_proposal_id"), ["proposal_id"], unique=False)

    op.create_table(
        "vote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wording_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.Column("on_paper_by", sa.Integer(), nullable=True),
        sa.Column("at", UtcTime(), nullable=False),
        sa.CheckConstraint("says IN ('yes', 'no', 'change')", name=op.f("ck_vote_says")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["staff_user.id"], name=op.f("fk_vote_member_id_staff_user")
        ),
        sa.ForeignKeyConstraint(
            ["on_paper_by"], ["staff_user.id"], name=op.f("fk_vote_on_paper_by_staff_user")
        ),
        sa.ForeignKeyConstraint(
            ["wording_id"],
            ["proposed_wording.id"],
            name=op.f("fk_vote_wording_id_proposed_wording"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote")),
        sa.UniqueConstraint("wording_id", "member_id", name=op.f("uq_vote_wording_id_member_id")),
    )
    with op.batch_alter_table("vote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vote_wording_id"), ["wording_id"], unique=False)

    op.create_table(
        "held_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wording_id", sa.Integer(), nullable=True),
        sa.Column("remark_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("reported_by", sa.Integer(), nullable=True),
        sa.Column("worry_id", sa.Integer(), nullable=True),
        sa.Column("held_at", UtcTime(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("told", Sealed(), nullable=False),
        sa.Column("looked_by", sa.Integer(), nullable=True),
        sa.Column("looked_at", UtcTime(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('', 'shown', 'kept_back')", name=op.f("ck_held_words_outcome")
        ),
        sa.CheckConstraint(
            "(wording_id IS NULL) <> (remark_id IS NULL)", name=op.f("ck_held_words_of_one")
        ),
        sa.ForeignKeyConstraint(
            ["looked_by"], ["staff_user.id"], name=op.f("fk_held_words_looked_by_staff_user")
        ),
        sa.ForeignKeyConstraint(
            ["remark_id"], ["remark.id"], name=op.f("fk_held_words_remark_id_remark")
        ),
        sa.ForeignKeyConstraint(
            ["reported_by"], ["staff_user.id"], name=op.f("fk_held_words_reported_by_staff_user")
        ),
        sa.ForeignKeyConstraint(
            ["wording_id"],
            ["proposed_wording.id"],
            name=op.f("fk_held_words_wording_id_proposed_wording"),
        ),
        sa.ForeignKeyConstraint(
            ["worry_id"], ["worry.id"], name=op.f("fk_held_words_worry_id_worry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_words")),
        sa.UniqueConstraint("remark_id", name=op.f("uq_held_words_remark_id")),
        sa.UniqueConstraint("wording_id", name=op.f("uq_held_words_wording_id")),
    )
    with op.batch_alter_table("sign_off", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("kind", sa.String(), nullable=False, server_default="meeting")
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_sign_off_kind"), "kind IN ('meeting', 'vote', 'quick')"
        )
        batch_op.add_column(sa.Column("denied_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("denied_at", UtcTime(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_sign_off_denied_by_staff_user"), "staff_user", ["denied_by"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("sign_off", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_sign_off_denied_by_staff_user"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("ck_sign_off_kind"), type_="check")
        batch_op.drop_column("denied_at")
        batch_op.drop_column("denied_by")
        batch_op.drop_column("kind")

    op.drop_table("held_words")
    with op.batch_alter_table("vote", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_vote_wording_id"))

    op.drop_table("vote")
    with op.batch_alter_table("remark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_remark_proposal_id"))

    op.drop_table("remark")
    with op.batch_alter_table("proposed_wording", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposed_wording_proposal_id"))

    op.drop_table("proposed_wording")
    op.drop_table("council_rules")
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposal_version_id"))
        batch_op.drop_index(batch_op.f("ix_proposal_survey_id"))
        batch_op.drop_index(batch_op.f("ix_proposal_state"))

    op.drop_table("proposal")
    op.drop_table("bypass")
    op.drop_table("membership")
    with op.batch_alter_table("council_reading", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_council_reading_survey_id"))
    op.drop_table("council_reading")
    op.drop_table("council_meeting")

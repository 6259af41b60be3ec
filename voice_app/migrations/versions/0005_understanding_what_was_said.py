"""understanding what was said: surer tags, tagging again, words and models of one's own

Revision: 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op
from voice_app.db import UtcTime
from voice_app.vault import Sealed

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# SQLite copies a table to change it, and a copy keeps only the checks it is told of.
ANSWER = (
    sa.CheckConstraint(
        "state IN ('answered', 'skipped', 'misread', 'not_understood')", name="state"
    ),
    sa.CheckConstraint("state <> 'answered' OR value IS NOT NULL", name="answered_has_value"),
)
THEME_TAG = (
    sa.CheckConstraint("state IN ('suggested', 'confirmed', 'rejected')", name="state"),
    sa.CheckConstraint("(rules IS NULL) <> (user_id IS NULL)", name="one_maker"),
)


def upgrade() -> None:
    op.create_table(
        "lexicon_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("phrase", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("must_match", sa.String(), nullable=False),
        sa.Column("must_not_match", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", UtcTime(), nullable=True),
        sa.CheckConstraint("kind IN ('added', 'set_aside')", name=op.f("ck_lexicon_word_kind")),
        sa.ForeignKeyConstraint(
            ["made_by"], ["staff_user.id"], name=op.f("fk_lexicon_word_made_by_staff_user")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"],
            ["staff_user.id"],
            name=op.f("fk_lexicon_word_withdrawn_by_staff_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lexicon_word")),
    )
    with op.batch_alter_table("lexicon_word") as batch_op:
        batch_op.create_index("ix_lexicon_word_language_theme", ["language", "theme"])

    op.create_table(
        "language_model",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("card", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_at", UtcTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('used', 'refused', 'retired')", name=op.f("ck_language_model_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language_model")),
        sa.UniqueConstraint("version", name=op.f("uq_language_model_version")),
    )

    op.create_table(
        "theme_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("machine", sa.JSON(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("drawn", sa.Boolean(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["answer.id"],
            name=op.f("fk_theme_check_answer_id_answer"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["staff_user.id"], name=op.f("fk_theme_check_user_id_staff_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_check")),
    )
    with op.batch_alter_table("theme_check") as batch_op:
        batch_op.create_index("ix_theme_check_answer_id_user_id", ["answer_id", "user_id"])

    op.create_table(
        "approved_quote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("words", Sealed(), nullable=False),
        sa.Column("approved_by", sa.Integer(), nullable=False),
        sa.Column("approved_at", UtcTime(), nullable=False),
        sa.Column("withdrawn_at", UtcTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["answer.id"],
            name=op.f("fk_approved_quote_answer_id_answer"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"],
            ["staff_user.id"],
            name=op.f("fk_approved_quote_approved_by_staff_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approved_quote")),
    )
    with op.batch_alter_table("approved_quote") as batch_op:
        batch_op.create_index(batch_op.f("ix_approved_quote_answer_id"), ["answer_id"])

    with op.batch_alter_table("answer", table_args=ANSWER) as batch_op:
        batch_op.add_column(sa.Column("tagged_by", sa.String(), nullable=True))

    with op.batch_alter_table("theme_tag", table_args=THEME_TAG) as batch_op:
        batch_op.add_column(
            sa.Column("leaned_on", sa.JSON(), nullable=False, server_default="[]")
        )
        batch_op.add_column(
            sa.Column("sure", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch_op.add_column(sa.Column("set_aside_at", UtcTime(), nullable=True))


def downgrade() -> None:
    # Readings that were set aside would stand again beside those that took their place.
    op.execute("DELETE FROM theme_tag WHERE set_aside_at IS NOT NULL")
    with op.batch_alter_table("theme_tag", table_args=THEME_TAG) as batch_op:
        batch_op.drop_column("set_aside_at")
        batch_op.drop_column("sure")
        batch_op.drop_column("leaned_on")

    with op.batch_alter_table("answer", table_args=ANSWER) as batch_op:
        batch_op.drop_column("tagged_by")

    with op.batch_alter_table("approved_quote") as batch_op:
        batch_op.drop_index(batch_op.f("ix_approved_quote_answer_id"))
    op.drop_table("approved_quote")

    with op.batch_alter_table("theme_check") as batch_op:
        batch_op.drop_index("ix_theme_check_answer_id_user_id")
    op.drop_table("theme_check")
    op.drop_table("language_model")

    with op.batch_alter_table("lexicon_word") as batch_op:
        batch_op.drop_index("ix_lexicon_word_language_theme")
    op.drop_table("lexicon_word")

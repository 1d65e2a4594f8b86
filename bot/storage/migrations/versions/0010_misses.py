"""What nobody could answer, what was taught since, and what is looked up."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add three tables, of which an earlier program knows nothing."""
    zoned = sa.DateTime(timezone=True)
    op.create_table(
        "misses",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("server", sa.String(200), nullable=False),
        sa.Column("command", sa.String(10), nullable=False),
        sa.Column("canonical", sa.String(200), nullable=False),
        sa.Column("words", sa.String(200), nullable=False),
        sa.Column("language", sa.String(10), nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("unsure", sa.Integer, nullable=False),
        sa.Column("first", zoned, nullable=False),
        sa.Column("last", zoned, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_misses"),
    )
    op.create_index("ix_misses_platform_server", "misses", ["platform", "server"])
    op.create_index("ix_misses_canonical", "misses", ["canonical"])
    op.create_index("ix_misses_last", "misses", ["last"])
    op.create_table(
        "taught",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("server", sa.String(200), nullable=False),
        sa.Column("command", sa.String(10), nullable=False),
        sa.Column("canonical", sa.String(200), nullable=False),
        sa.Column("words", sa.String(200), nullable=False),
        sa.Column("entry_id", sa.String(40), nullable=False),
        sa.Column("at", zoned, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_taught"),
        sa.UniqueConstraint(
            "platform",
            "server",
            "command",
            "canonical",
            name="uq_taught_platform_server_command_canonical",
        ),
    )
    op.create_table(
        "lookups",
        sa.Column("entry_id", sa.String(40), nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("entry_id", name="pk_lookups"),
    )

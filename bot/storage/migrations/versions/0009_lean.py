"""Nobody looks history up by its time alone."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Drop what each move of a delivery had to write to."""
    op.drop_index("ix_events_at", table_name="events")

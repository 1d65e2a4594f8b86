"""What is missing, and what was skipped before its time, is found by when it was due."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add an index."""
    op.create_index("ix_deliveries_state_due", "deliveries", ["state", "due"])

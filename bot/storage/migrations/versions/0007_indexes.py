"""What is missing is found by when it was due; how far a channel is, in an index alone."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Change indexes."""
    op.create_index("ix_deliveries_state_due", "deliveries", ["state", "due"])
    taken = sa.text("lesson_id IS NOT NULL")
    op.create_index(
        "ix_deliveries_taken",
        "deliveries",
        ["subscription_id", "id", "state", "lesson_id"],
        sqlite_where=taken,
        postgresql_where=taken,
    )
    op.drop_index("ix_deliveries_subscription_id_id", table_name="deliveries")

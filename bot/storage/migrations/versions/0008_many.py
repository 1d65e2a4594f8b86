"""Many processes: of a subscription one delivery is sent at a time, and a token's budget is shared."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    # What a kill left so is looked for; of two of one subscription, the older no later for that.
    op.execute(
        "UPDATE deliveries SET state = 'in doubt' WHERE state = 'sending' AND EXISTS (SELECT 1"
        " FROM deliveries AS other WHERE other.subscription_id = deliveries.subscription_id"
        " AND other.state = 'sending' AND other.id > deliveries.id)"
    )
    op.create_table(
        "rate_budgets",
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("next_at", sa.Float, nullable=False),
        sa.Column("departures", sa.ARRAY(sa.Float).with_variant(sa.Text, "sqlite")),
        sa.PrimaryKeyConstraint("name", name="pk_rate_budgets"),
        # As good as new when it is lost.
        prefixes=["UNLOGGED"] if op.get_bind().dialect.name == "postgresql" else [],
    )
    sending = sa.text("state = 'sending'")
    op.create_index(
        "uq_deliveries_sending",
        "deliveries",
        ["subscription_id"],
        unique=True,
        sqlite_where=sending,
        postgresql_where=sending,
    )
    # The one by state and then by time serves whoever asks for times.
    op.drop_index("ix_deliveries_due", table_name="deliveries")

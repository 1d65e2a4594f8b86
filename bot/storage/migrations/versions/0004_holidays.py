"""The public holidays on which a subscription is quiet."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column(
        "subscriptions", sa.Column("holidays", sa.String(20), nullable=False, server_default="")
    )

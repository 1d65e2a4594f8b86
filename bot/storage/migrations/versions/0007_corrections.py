"""Why a post could not be corrected."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column(
        "deliveries", sa.Column("not_corrected", sa.Text, nullable=False, server_default="")
    )

"""Servers, and what a subscription says of its posts; notes of the program's own."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    for column in (
        sa.Column("server", sa.String(200), nullable=False, server_default=""),
        sa.Column("status", sa.String(10), nullable=False, server_default="active"),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        sa.Column("thread", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("publish", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("mention", sa.String(40), nullable=False, server_default=""),
        sa.Column("tag", sa.String(40), nullable=False, server_default=""),
    ):
        op.add_column("subscriptions", column)
    op.create_index("ix_subscriptions_platform_server", "subscriptions", ["platform", "server"])
    op.create_table(
        "servers",
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("server", sa.String(200), nullable=False),
        sa.Column("managers", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("platform", "server", name="pk_servers"),
    )
    op.create_table(
        "notes",
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_notes"),
    )

"""Every answer of a learner, several managers of a server, and when a server was left."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    with op.batch_alter_table("attempts") as attempts:
        attempts.drop_constraint("uq_attempts_platform_learner_question_id", type_="unique")
        attempts.add_column(
            sa.Column("server", sa.String(200), nullable=False, server_default=""),
        )
        attempts.add_column(
            sa.Column("lesson_id", sa.String(40), nullable=False, server_default=""),
        )
        attempts.add_column(
            sa.Column("first", sa.Boolean, nullable=False, server_default=sa.true()),
        )
    # Where lessons come to a channel, its server is known.
    op.execute(
        "UPDATE attempts SET server = COALESCE((SELECT MAX(server) FROM subscriptions"
        " WHERE subscriptions.platform = attempts.platform"
        " AND subscriptions.channel = attempts.channel), '')"
    )
    first = sa.text("first")
    op.create_index(
        "uq_attempts_first",
        "attempts",
        ["platform", "learner", "question_id"],
        unique=True,
        sqlite_where=first,
        postgresql_where=first,
    )
    op.create_index("ix_attempts_platform_learner_at", "attempts", ["platform", "learner", "at"])
    op.create_index("ix_attempts_platform_server", "attempts", ["platform", "server"])
    with op.batch_alter_table("servers") as servers:
        servers.alter_column("managers", type_=sa.Text, existing_nullable=False)
        servers.add_column(sa.Column("left_at", sa.DateTime(timezone=True)))

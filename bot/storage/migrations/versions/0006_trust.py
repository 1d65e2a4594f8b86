"""Several lessons a day, vacations, and all that is needed to trust a delivery: its history, the
text it was posted with, who is told when it fails."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    # Not as a batch: SQLite would drop the table, and every delivery with its rows.
    for column in (
        sa.Column("times", sa.String(60), nullable=False, server_default=""),
        sa.Column("ending", sa.String(10), nullable=False, server_default="stop"),
        sa.Column("starts", sa.Date),
        sa.Column("vacations", sa.Text, nullable=False, server_default=""),
        sa.Column("catch_up", sa.Integer),
        sa.Column("owner", sa.String(200), nullable=False, server_default=""),
        sa.Column("language", sa.String(10), nullable=False, server_default="en"),
        sa.Column("next_nth", sa.Integer, nullable=False, server_default="0"),
    ):
        op.add_column("subscriptions", column)
    op.execute("UPDATE subscriptions SET times = local_time")
    op.drop_column("subscriptions", "local_time")
    op.create_table(
        "editions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("lesson_id", sa.String(40), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("reply", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_editions"),
        sa.UniqueConstraint("lesson_id", "digest", name="uq_editions_lesson_id_digest"),
    )
    with op.batch_alter_table("deliveries") as deliveries:
        more: tuple[sa.Column[Any], ...] = (
            sa.Column("nth", sa.Integer, nullable=False, server_default="0"),
            sa.Column("tried", sa.DateTime(timezone=True)),
            sa.Column("late", sa.Boolean, nullable=False, server_default=sa.false()),
            sa.Column("again", sa.Boolean, nullable=False, server_default=sa.false()),
            sa.Column("edition", sa.Integer),
            sa.Column("follow_at", sa.DateTime(timezone=True)),
            sa.Column("correct_at", sa.DateTime(timezone=True)),
            sa.Column("not_corrected", sa.Text, nullable=False, server_default=""),
        )
        for extra in more:
            deliveries.add_column(extra)
        deliveries.create_foreign_key("fk_deliveries_edition", "editions", ["edition"], ["id"])
        deliveries.drop_constraint("uq_deliveries_subscription_id_slot", type_="unique")
        deliveries.create_unique_constraint(
            "uq_deliveries_subscription_id_slot_nth", ["subscription_id", "slot", "nth"]
        )
    for name in ("follow_at", "correct_at"):
        there = sa.text(f"{name} IS NOT NULL")
        op.create_index(
            f"ix_deliveries_{name}",
            "deliveries",
            [name],
            sqlite_where=there,
            postgresql_where=there,
        )
    op.create_index("ix_deliveries_due", "deliveries", ["due"])
    op.create_index("ix_deliveries_subscription_id_id", "deliveries", ["subscription_id", "id"])
    again = sa.text("again")
    op.create_index(
        "ix_deliveries_again",
        "deliveries",
        ["subscription_id", "id"],
        sqlite_where=again,
        postgresql_where=again,
    )
    op.create_index("ix_deliveries_edition", "deliveries", ["edition", "id"])
    op.create_table(
        "events",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("delivery_id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["deliveries.id"], name="fk_events_delivery_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_events_delivery_id", "events", ["delivery_id"])
    op.create_index("ix_events_at", "events", ["at"])
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("subscription_id", sa.Integer, nullable=False),
        sa.Column("trouble", sa.String(20), nullable=False),
        sa.Column("slot", sa.Date, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("ready", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscriptions.id"],
            name="fk_notices_subscription_id",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint(
            "subscription_id", "slot", "trouble", name="uq_notices_subscription_id_slot_trouble"
        ),
    )
    to_tell = sa.text("NOT done")
    op.create_index(
        "ix_notices_ready",
        "notices",
        ["ready"],
        sqlite_where=to_tell,
        postgresql_where=to_tell,
    )

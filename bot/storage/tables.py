"""The tables. Migrations bring a database here; a test holds the two together."""

import datetime as dt

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[dt.datetime]):
    """An aware datetime. SQLite forgets zones, so it is kept in UTC and given back with it."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Turn an aware time into UTC. Raises ``ValueError`` for one without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"a time without a zone: {value}"
            raise ValueError(message)
        value = value.astimezone(dt.UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(
        self, value: dt.datetime | None, dialect: Dialect
    ) -> dt.datetime | None:
        """Give a time back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("platform", String(20), nullable=False),
    Column("channel", String(200), nullable=False),
    Column("local_time", String(5), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("days", String(7), nullable=False),
    Column("track", String(100), nullable=False),
    Column("mode", String(10), nullable=False),
    Column("server", String(200), nullable=False, server_default=""),
    Column("status", String(10), nullable=False, server_default="active"),
    Column("reason", Text, nullable=False, server_default=""),
    Column("thread", Boolean, nullable=False, server_default=false()),
    Column("publish", Boolean, nullable=False, server_default=false()),
    Column("mention", String(40), nullable=False, server_default=""),
    Column("tag", String(40), nullable=False, server_default=""),
    Column("next_date", Date, nullable=False),
    Column("next_due", Instant, nullable=False),
    Index(None, "next_due"),
    Index(None, "platform", "channel"),
    Index(None, "platform", "server"),
)

servers = Table(
    "servers",
    metadata,
    Column("platform", String(20), primary_key=True),
    Column("server", String(200), primary_key=True),
    # The role that may manage the lessons, beside those who may manage the server.
    Column("managers", String(40), nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("text", Text, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subscription_id", ForeignKey("subscriptions.id", ondelete="CASCADE"), nullable=False),
    Column("slot", Date, nullable=False),
    Column("due", Instant, nullable=False),
    Column("state", String(10), nullable=False),
    Column("lesson_id", String(40)),
    Column("post_id", String(200)),
    Column("reason", Text, nullable=False, default=""),
    Column("attempts", Integer, nullable=False),
    # From when on the next step may be taken: sent, looked for, or held to be given up.
    Column("ready", Instant, nullable=False),
    # What makes "once" true: planning a slot a second time finds it taken.
    UniqueConstraint("subscription_id", "slot"),
    Index(None, "state", "id"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("platform", String(20), nullable=False),
    Column("channel", String(200), nullable=False),
    Column("learner", String(200), nullable=False),
    Column("question_id", String(8), nullable=False),
    Column("right", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("platform", "learner", "question_id"),
)

posts = Table(
    "posts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("channel", String(200), nullable=False),
    Column("key", String(100), nullable=False),
    Column("reply", Text, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("channel", "key"),
)

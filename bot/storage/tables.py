"""The tables. Migrations bring a database here; a test holds the two together."""

import datetime as dt

from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
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
        if value is None or value.tzinfo is dt.UTC:
            return value
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
    # Local times, with blanks between.
    Column("times", String(60), nullable=False, server_default=""),
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
    # The region on whose public holidays nothing comes, such as DE-BY; empty for none.
    Column("holidays", String(20), nullable=False, server_default=""),
    Column("ending", String(10), nullable=False, server_default="stop"),
    Column("starts", Date),
    # First and last dates such as 2026-12-24/2027-01-01, with blanks between.
    Column("vacations", Text, nullable=False, server_default=""),
    # Minutes; null for the rest of the day.
    Column("catch_up", Integer),
    # Who made it, and is told when it breaks, in this language.
    Column("owner", String(200), nullable=False, server_default=""),
    Column("language", String(10), nullable=False, server_default="en"),
    Column("next_date", Date, nullable=False),
    Column("next_nth", Integer, nullable=False, server_default="0"),
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
    # Who may manage the lessons, beside those who may manage the server: ids with blanks between.
    Column("managers", Text, nullable=False),
    # Since when the bot is not there. Once that is long ago, what it knows of it is deleted.
    Column("left_at", Instant),
)

# When the next request under a token may leave, in seconds of the server's clock: shared by all
# processes, and no loss when it is gone.
rate_budgets = Table(
    "rate_budgets",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("next_at", Float, nullable=False),
    # When the newest requests left: what SQLite has no use for.
    Column("departures", ARRAY(Float).with_variant(Text, "sqlite")),
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
    Column("nth", Integer, nullable=False, server_default="0"),
    # When the first try began that may have come to something.
    Column("tried", Instant),
    Column("late", Boolean, nullable=False, server_default=false()),
    # Whether the course begins again with it: what has a lower id does not count for its progress.
    Column("again", Boolean, nullable=False, server_default=false()),
    Column("edition", ForeignKey("editions.id")),
    # Whether what follows the post is still to be done, and from when on it may be.
    Column("follow_at", Instant),
    # Whether the post is to be changed to what its lesson says now, and from when on it may be.
    Column("correct_at", Instant),
    # Why that could not be done, the last time it was tried.
    Column("not_corrected", Text, nullable=False, server_default=""),
    # What makes "once" true: planning a slot a second time finds it taken.
    UniqueConstraint("subscription_id", "slot", "nth"),
    Index(None, "state", "id"),
    Index(None, "state", "due"),
    # Of a subscription one is sent at a time: two workers would choose the same lesson for two.
    Index(
        "uq_deliveries_sending",
        "subscription_id",
        unique=True,
        sqlite_where=text("state = 'sending'"),
        postgresql_where=text("state = 'sending'"),
    ),
    # All that there is to know of how far a channel is.
    Index(
        "ix_deliveries_taken",
        "subscription_id",
        "id",
        "state",
        "lesson_id",
        sqlite_where=text("lesson_id IS NOT NULL"),
        postgresql_where=text("lesson_id IS NOT NULL"),
    ),
    Index(
        "ix_deliveries_again",
        "subscription_id",
        "id",
        sqlite_where=text("again"),
        postgresql_where=text("again"),
    ),
    # Few have these; the indexes hold no others.
    Index(
        "ix_deliveries_follow_at",
        "follow_at",
        sqlite_where=text("follow_at IS NOT NULL"),
        postgresql_where=text("follow_at IS NOT NULL"),
    ),
    Index(
        "ix_deliveries_correct_at",
        "correct_at",
        sqlite_where=text("correct_at IS NOT NULL"),
        postgresql_where=text("correct_at IS NOT NULL"),
    ),
    Index("ix_deliveries_edition", "edition", "id"),
)

# Each change of a delivery, with its reason.
events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("delivery_id", ForeignKey("deliveries.id", ondelete="CASCADE"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("state", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "delivery_id"),
)

# The texts that posts stand with, each once.
editions = Table(
    "editions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("lesson_id", String(40), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("reply", Text, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("lesson_id", "digest"),
)

# What somebody is to be told; with ``done`` it was, or nobody can be.
notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subscription_id", ForeignKey("subscriptions.id", ondelete="CASCADE"), nullable=False),
    Column("trouble", String(20), nullable=False),
    Column("slot", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("ready", Instant, nullable=False),
    Column("done", Boolean, nullable=False, server_default=false()),
    # What makes it told once.
    UniqueConstraint("subscription_id", "slot", "trouble"),
    Index(
        "ix_notices_ready",
        "ready",
        sqlite_where=text("NOT done"),
        postgresql_where=text("NOT done"),
    ),
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
    Column("server", String(200), nullable=False, server_default=""),
    Column("lesson_id", String(40), nullable=False, server_default=""),
    # Whether the learner had not answered this question before.
    Column("first", Boolean, nullable=False, server_default=true()),
    # Of a learner's answers to a question one is the first, however fast they press.
    Index(
        "uq_attempts_first",
        "platform",
        "learner",
        "question_id",
        unique=True,
        sqlite_where=text("first"),
        postgresql_where=text("first"),
    ),
    Index(None, "platform", "learner", "at"),
    Index(None, "platform", "server"),
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

misses = Table(
    "misses",
    metadata,
    # Of all that tells one apart: who counts one, need not look for it first.
    Column("id", String(16), primary_key=True),
    Column("platform", String(20), nullable=False),
    Column("server", String(200), nullable=False),
    Column("command", String(10), nullable=False),
    Column("canonical", String(200), nullable=False),
    Column("words", String(200), nullable=False),
    Column("language", String(10), nullable=False),
    Column("times", Integer, nullable=False),
    Column("unsure", Integer, nullable=False),
    Column("first", Instant, nullable=False),
    Column("last", Instant, nullable=False),
    Index(None, "platform", "server"),
    Index(None, "canonical"),
    Index(None, "last"),
)

taught = Table(
    "taught",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("platform", String(20), nullable=False),
    Column("server", String(200), nullable=False),
    Column("command", String(10), nullable=False),
    Column("canonical", String(200), nullable=False),
    Column("words", String(200), nullable=False),
    Column("entry_id", String(40), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("platform", "server", "command", "canonical"),
)

lookups = Table(
    "lookups",
    metadata,
    Column("entry_id", String(40), primary_key=True),
    Column("times", Integer, nullable=False),
)

# Slack's own library reads and writes the three below: their names and columns are its. What it
# keeps in them of tokens is encrypted, and longer than a token.
slack_installations = Table(
    "slack_installations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("client_id", String(32), nullable=False),
    Column("app_id", String(32), nullable=False),
    Column("enterprise_id", String(32)),
    Column("enterprise_name", Text),
    Column("enterprise_url", Text),
    Column("team_id", String(32)),
    Column("team_name", Text),
    Column("bot_token", Text),
    Column("bot_id", String(32)),
    Column("bot_user_id", String(32)),
    Column("bot_scopes", Text),
    Column("bot_refresh_token", Text),
    Column("bot_token_expires_at", DateTime),
    Column("user_id", String(32), nullable=False),
    Column("user_token", Text),
    Column("user_scopes", Text),
    Column("user_refresh_token", Text),
    Column("user_token_expires_at", DateTime),
    Column("incoming_webhook_url", Text),
    Column("incoming_webhook_channel", Text),
    Column("incoming_webhook_channel_id", Text),
    Column("incoming_webhook_configuration_url", Text),
    Column("is_enterprise_install", Boolean, nullable=False),
    Column("token_type", String(32)),
    Column("installed_at", DateTime, nullable=False),
    Index("ix_slack_installations_team", "client_id", "team_id", "enterprise_id"),
)

slack_bots = Table(
    "slack_bots",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("client_id", String(32), nullable=False),
    Column("app_id", String(32), nullable=False),
    Column("enterprise_id", String(32)),
    Column("enterprise_name", Text),
    Column("team_id", String(32)),
    Column("team_name", Text),
    Column("bot_token", Text),
    Column("bot_id", String(32)),
    Column("bot_user_id", String(32)),
    Column("bot_scopes", Text),
    Column("bot_refresh_token", Text),
    Column("bot_token_expires_at", DateTime),
    Column("is_enterprise_install", Boolean, nullable=False),
    Column("installed_at", DateTime, nullable=False),
    Index("ix_slack_bots_team", "client_id", "team_id", "enterprise_id"),
)

slack_oauth_states = Table(
    "slack_oauth_states",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("state", String(200), nullable=False),
    Column("expire_at", DateTime, nullable=False),
    UniqueConstraint("state"),
    Index(None, "expire_at"),
)

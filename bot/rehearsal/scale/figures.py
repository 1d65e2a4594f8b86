"""The figures that a simulation goes by: each with where it comes from."""

from dataclasses import dataclass
from enum import Enum

from bot.delivery.assigning import AT_ONCE as JOBS_AT_ONCE
from bot.platforms.discord.pace import PER_SECOND
from bot.platforms.slack.posting.pace import BETWEEN_IN_CHANNEL, POSTS_PER_MINUTE
from bot.queueing.workers import AT_ONCE


class Known(Enum):
    """How a figure is known."""

    PUBLISHED = "published"
    """By the platform."""
    OURS = "ours"
    """Homeroom's own, in its code; for a platform's limit, a little below what is published."""
    MEASURED = "measured"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, what it means, how it is known and from where."""

    what: str
    value: float
    known: Known
    source: str


DISCORD_GLOBAL = 50
"""Requests a second of a bot."""
SERVERS_PER_SHARD = 2_500
IDENTIFIES_PER_DAY = 1_000
IDENTIFY_EVERY = 5.0
"""Seconds between two rounds of ``max_concurrency`` identifies; most bots have 1."""
MAX_CONCURRENCY = 1
MOST_CHANNELS = 500
"""Of a server on Discord; taken for a workspace, too."""
SLACK_TIER_3 = 50
"""Look-ups of history a minute in a workspace, for internal and Marketplace apps."""
SLACK_TIER_1 = 1
"""The same for an app that is sold outside the Marketplace."""
SLACK_SOCKETS = 10
SLACK_EVENTS = 30_000
"""Events an hour in a workspace; above that they are dropped."""

RING = 5.0
"""Seconds between two rings: the setting ``ring_seconds``."""
PLANS = 4_300
"""Slots planned, and made jobs of, a second, on PostgreSQL."""
ANSWER = 0.25
"""Seconds that a platform takes to answer a post."""
TAKING = 0.05
"""Seconds until a place that has become free has its next job."""
SERVERS_PER_GATEWAY = 40_000
"""Of one process that is connected to Discord, in sixteen shards."""
DELIVERY_BYTES, SQLITE_DELIVERY_BYTES = 748, 520
"""What a delivery takes with its three events and all indexes, on PostgreSQL and SQLite."""
ROWS = 4
"""Of a delivery: itself, and three events: planned, sending, sent."""
CHANNEL_BYTES, ATTEMPT_BYTES = 344, 299
"""What a channel takes, and the first answer of somebody to a quiz question; on PostgreSQL."""
PROCESS_BYTES, SERVER_BYTES = 75 * 2**20, 22 * 2**10
"""What a process takes before it knows any server, and what discord.py keeps of one with thirty
channels and fifteen roles."""
SETTLING = 30.0
"""Seconds after which what got no answer is looked for."""
TO_ANSWER = 2.63e-3
"""Seconds that a command takes to its answer, one after the other."""

PRESSES = 4
"""Commands and presses of a learner in a day."""
SOON_SHARE, SOON = 0.5, 600
"""The share of them that follows a post within so many seconds; the rest is spread over a day."""

_LIMITS = "docs.discord.com, topics/rate-limits"
_GATEWAY = "docs.discord.com, events/gateway"
_WEB_API = "docs.slack.dev, apis/web-api/rate-limits"

FIGURES = (
    Figure("Discord: requests a second, of one bot", DISCORD_GLOBAL, Known.PUBLISHED, _LIMITS),
    Figure("Discord: of these, used", PER_SECOND, Known.OURS, "platforms/discord/pace.py"),
    Figure("Discord: invalid requests in 10 minutes", 10_000, Known.PUBLISHED, _LIMITS),
    Figure("Discord: servers in a shard, at most", SERVERS_PER_SHARD, Known.PUBLISHED, _GATEWAY),
    Figure("Discord: identifies a day", IDENTIFIES_PER_DAY, Known.PUBLISHED, _GATEWAY),
    Figure("Discord: seconds between identifies", IDENTIFY_EVERY, Known.PUBLISHED, _GATEWAY),
    Figure("Discord: of these at once (max_concurrency)", MAX_CONCURRENCY, Known.ASSUMED,
           "what Discord's example shows; Discord tells each bot its own"),
    Figure("Discord: channels of a server, at most", MOST_CHANNELS, Known.PUBLISHED,
           "docs.discord.com, topics/opcodes-and-status-codes (30013)"),
    Figure("Slack: posts a second in a channel", 1, Known.PUBLISHED, _WEB_API),
    Figure("Slack: of these, used", 1 / BETWEEN_IN_CHANNEL, Known.OURS,
           "platforms/slack/posting/pace.py"),
    Figure("Slack: posts a minute in a workspace (several hundred)", 300, Known.PUBLISHED,
           "docs.slack.dev, reference/methods/chat.postMessage; read as at least 300"),
    Figure("Slack: of these, used", POSTS_PER_MINUTE, Known.OURS,
           "platforms/slack/posting/pace.py"),
    Figure("Slack: look-ups a minute in a workspace (tier 3)", SLACK_TIER_3, Known.PUBLISHED,
           _WEB_API),
    Figure("Slack: the same, sold outside the Marketplace (tier 1)", SLACK_TIER_1,
           Known.PUBLISHED, "docs.slack.dev, changelog/2025/05/29"),
    Figure("Slack: sockets of an app, at most", SLACK_SOCKETS, Known.PUBLISHED,
           "docs.slack.dev, apis/events-api/using-socket-mode"),
    Figure("Slack: events an hour in a workspace", SLACK_EVENTS, Known.PUBLISHED,
           "docs.slack.dev, apis/events-api"),
    Figure("seconds between two rings", RING, Known.OURS, "setting ring_seconds"),
    Figure("jobs made in one look, of a platform", JOBS_AT_ONCE, Known.OURS,
           "delivery/assigning.py"),
    Figure("channels sent to side by side, a worker and platform", AT_ONCE, Known.OURS,
           "queueing/workers.py"),
    Figure("slots planned and made jobs of, a second, on PostgreSQL", PLANS, Known.MEASURED,
           "20,000 due at one minute, two cores; SQLite: 5,100"),
    Figure("seconds until a platform has answered a post", ANSWER, Known.ASSUMED,
           "neither platform promises one"),
    Figure("seconds until a free place has its next job", TAKING, Known.MEASURED,
           "PgQueuer 1.6, PostgreSQL, two cores: jobs of 0.25 s, 673 a second through 200 places"),
    Figure("bytes of a delivery with its events, on PostgreSQL", DELIVERY_BYTES,
           Known.MEASURED, "benchmarks/row_sizes.py: 100,000 deliveries; indexes and all"),
    Figure("the same on SQLite", SQLITE_DELIVERY_BYTES, Known.MEASURED,
           "benchmarks/row_sizes.py"),
    Figure("bytes of a channel, on PostgreSQL", CHANNEL_BYTES, Known.MEASURED,
           "benchmarks/row_sizes.py"),
    Figure("bytes of an answer to a quiz question, on PostgreSQL", ATTEMPT_BYTES,
           Known.MEASURED, "benchmarks/row_sizes.py"),
    Figure("servers that one gateway process carries", SERVERS_PER_GATEWAY, Known.MEASURED,
           "benchmarks/bench_discord_memory.py, with 40,000 nearly empty ones: 232 MiB"),
    Figure("KiB that it keeps of a server with 30 channels and 15 roles", SERVER_BYTES / 1024,
           Known.MEASURED, "discord.py 2.7.1, 2,000 of its Guild; how many they have is assumed"),
    Figure("seconds from a command to its answer, one by one", TO_ANSWER, Known.MEASURED,
           "benchmarks/bench_discord.py: /term, on a local Discord"),
    Figure("commands and presses of a learner in a day", PRESSES, Known.ASSUMED,
           "a section or two, a term, a quiz"),
)  # fmt: skip
"""All that is not a parameter of the command."""

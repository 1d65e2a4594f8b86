"""What it takes: workers, shards and gateways, rows, answers. All of it on paper, in formulas."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from bot.platforms.discord.pace import PER_SECOND
from bot.platforms.slack.posting.pace import POSTS_PER_MINUTE
from bot.queueing.workers import AT_ONCE
from bot.rehearsal.scale import figures

MINUTE = 60.0


def carried(worker_rate: float) -> float:
    """Return the deliveries a second of one worker on one platform.

    What its records bear, and no more than its places allow while the platform answers.
    """
    return min(worker_rate, AT_ONCE / (figures.ANSWER + figures.TAKING))


def workers_for(at_once: Mapping[str, int], bots: int, worker_rate: float) -> int:
    """Return how many workers get what is due within a minute out within a minute.

    More than the platform's pace bears is of no use.
    """
    rates = {name: many / MINUTE for name, many in at_once.items()}
    if "Discord" in rates:
        rates["Discord"] = min(rates["Discord"], bots * PER_SECOND)
    return max(1, ceil(sum(rates.values()) / carried(worker_rate)))


@dataclass(frozen=True, slots=True)
class Gateways:
    """What it takes to be connected to Discord with so many servers, for one bot.

    ``starting``: seconds until every shard has identified. ``starts``: how often a day all may.
    """

    servers: int

    @property
    def shards(self) -> int:
        """The least that Discord allows."""
        return max(1, ceil(self.servers / figures.SERVERS_PER_SHARD))

    @property
    def processes(self) -> int:
        """Of as many servers as were measured."""
        return max(1, ceil(self.servers / figures.SERVERS_PER_GATEWAY))

    @property
    def gigabytes(self) -> float:
        """Memory of all its processes (2^30 bytes)."""
        return (
            self.processes * figures.PROCESS_BYTES + self.servers * figures.SERVER_BYTES
        ) / 2**30

    @property
    def starting(self) -> float:
        """Seconds from the first identify to the last."""
        return figures.IDENTIFY_EVERY * (ceil(self.shards / figures.MAX_CONCURRENCY) - 1)

    @property
    def starts(self) -> int:
        """How often in a day all shards may start anew."""
        return figures.IDENTIFIES_PER_DAY // self.shards


@dataclass(frozen=True, slots=True)
class Records:
    """What the database takes in, with so many posts and answers to a quiz in a day."""

    channels: int
    posts: float
    answers: float

    @property
    def rows(self) -> float:
        """Rows a day."""
        return figures.ROWS * self.posts + self.answers

    @property
    def of_deliveries(self) -> float:
        """Gigabytes (10^9 bytes) after a year on PostgreSQL, of channels and deliveries.

        Nothing is ever deleted but with its server.
        """
        year = 365 * figures.DELIVERY_BYTES * self.posts
        return (year + figures.CHANNEL_BYTES * self.channels) / 1e9

    @property
    def of_answers(self) -> float:
        """The same of answers to a quiz."""
        return 365 * figures.ATTEMPT_BYTES * self.answers / 1e9


@dataclass(frozen=True, slots=True)
class Presses:
    """Commands and presses of so many learners, if ``fullest`` of all posts stand within the
    fullest ten minutes."""

    learners: int
    fullest: float

    @property
    def a_day(self) -> int:
        """How many in a day."""
        return self.learners * figures.PRESSES

    @property
    def at_peak(self) -> float:
        """How many a second, after the fullest ten minutes."""
        soon = figures.SOON_SHARE * self.fullest / figures.SOON
        return self.a_day * (soon + (1 - figures.SOON_SHARE) / 86400)

    @property
    def busy(self) -> float:
        """How many processes answer them at the peak, at the least: all their time."""
        return self.at_peak * figures.TO_ANSWER


def looked_up_on_discord() -> float:
    """Return the seconds until the fate of all is known that were out when a worker was killed.

    A turn is taken before a post is out: no more are out than turns come while one is answered.
    """
    return figures.SETTLING + ceil(PER_SECOND * figures.ANSWER) / PER_SECOND


def looked_up_on_slack(a_minute: float) -> float:
    """Return the same for a workspace where history may be read so many times a minute."""
    out = ceil(POSTS_PER_MINUTE / MINUTE * figures.ANSWER)
    return figures.SETTLING + MINUTE * out / a_minute

"""The cases that are played: how very many channels may be spread, and what may befall them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from bot.rehearsal.scale.crowd import Crowd, all_at_once, spread

ZONE, AT = "Asia/Seoul", dt.time(9)
"""Where everybody is, and at what time, if not around the world."""
QUARTER, HOUR = 900.0, 3600.0


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of all cases.

    ``worker_rate``: deliveries a second that a worker carries. ``learners``: how many use the bot
    in a day. The days are UTC's.
    """

    channels: int
    days: int
    start: dt.date
    seed: int
    worker_rate: float
    learners: int


@dataclass(frozen=True, slots=True)
class Case:
    """Very many channels in one way.

    ``slack``: the share of servers that are workspaces on Slack. ``bots``: tokens on Discord,
    among which servers are shared out. ``turns``: of Discord's pace, for a post. ``jitter``: by
    how many seconds at most a channel's time is moved, either way. ``down``: seconds for which
    nothing runs, half of them before the fullest moment.
    """

    name: str
    crowd: Callable[[int, int], Crowd] = spread
    slack: float = 0.0
    bots: int = 1
    turns: int = 1
    jitter: float = 0.0
    down: float = 0.0


def _one_zone(channels: int, seed: int) -> Crowd:
    return spread(channels, seed, {ZONE: 1})


def _one_time(channels: int, seed: int) -> Crowd:
    return all_at_once(channels, seed, ZONE, AT)


CASES = (
    Case("world"),
    Case("world, each with a thread", turns=2),
    Case("world, two bots", bots=2),
    Case("world, moved by up to 15 min", jitter=QUARTER),
    Case("world, an hour down", down=HOUR),
    Case("world, half on Slack", slack=0.5),
    Case("one zone", _one_zone),
    Case("one zone, four bots", _one_zone, bots=4),
    Case("one zone, moved by up to 15 min", _one_zone, jitter=QUARTER),
    Case("one zone, half on Slack", _one_zone, slack=0.5),
    Case("one zone at 09:00", _one_time),
    Case("one zone at 09:00, on Slack", _one_time, slack=1.0),
)
"""All on Discord with one bot, unless its name says otherwise."""

"""What can go wrong: a table. To some it happens now and then, to others for a while."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from bot.errors import UnknownFault


class Where(Enum):
    """What a fault befalls."""

    SEND = "send"
    """One request to post."""
    CHANNEL = "channel"
    SERVER = "server"
    EVERYWHERE = "everywhere"
    COMMIT = "commit"
    """One commit to the database."""


@dataclass(frozen=True, slots=True)
class Fault:
    """``chance`` is of one request or commit; a fault that lasts begins every ``every`` days
    wherever it befalls, and lasts between ``least`` and ``most`` seconds."""

    name: str
    help: str
    where: Where
    chance: float = 0.0
    every: float = 0.0
    least: float = 0.0
    most: float = 0.0


MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0

FAULTS: tuple[Fault, ...] = (
    Fault("lost-answer", "the post stands, but the answer is lost", Where.SEND, 0.0015),
    Fault("no-connection", "no connection: surely not posted", Where.SEND, 0.0015),
    Fault("reset", "the connection breaks before the post is there", Where.SEND, 0.001),
    Fault("error-before", "500, and the post is not there", Where.SEND, 0.001),
    Fault("error-after", "500, and yet the post stands", Where.SEND, 0.001),
    Fault("late-acceptance", "the post appears after its sender gave up", Where.SEND, 0.001),
    Fault("timeout", "no answer; the post may stand or not", Where.SEND, 0.001),
    Fault("too-many", "429: not now, but in some seconds", Where.SEND, 0.0015),
    Fault("surprise", "an answer that nobody expects", Where.SEND, 0.0005),
    Fault("rests", "a server's turn is some minutes off", Where.SERVER, 0, 60, 20, 5 * MINUTE),
    Fault("unreadable", "some channels can never be read back", Where.CHANNEL),
    Fault("unreadable-a-while", "a channel can't be read back", Where.CHANNEL, 0, 150, HOUR, DAY),
    Fault("outage", "the platform is gone", Where.EVERYWHERE, 0, 25, 10 * MINUTE, 6 * HOUR),
    Fault(
        "refusal",
        "a channel refuses posts; mended in the end, and a manager resumes",
        Where.CHANNEL,
        0,
        120,
        2 * HOUR,
        4 * DAY,
    ),
    Fault("crash", "the program is killed at a commit or a request", Where.COMMIT, 0.0005),
    Fault("downtime", "the program is down", Where.EVERYWHERE, 0, 30, 20 * MINUTE, 3 * DAY),
    Fault("locked", "a commit finds the database locked", Where.COMMIT, 0.001),
    Fault("full", "no commit goes through", Where.EVERYWHERE, 0, 40, 2 * MINUTE, HOUR),
    Fault(
        "clock", "the clock is set wrong, and later right", Where.EVERYWHERE, 0, 20, 60, 2 * HOUR
    ),
    Fault("zone", "a channel's zone is not known", Where.CHANNEL, 0, 1500, 3 * HOUR, 2 * DAY),
    Fault("two", "two programs run for a moment", Where.EVERYWHERE, 0, 10, 30, 5 * MINUTE),
)

BY_NAME = {fault.name: fault for fault in FAULTS}


def chosen(words: str) -> frozenset[str]:
    """Return the names of the faults that ``all``, ``none`` or names with commas mean.

    Raises ``UnknownFault``.
    """
    if words == "none":
        return frozenset()
    if words == "all":
        return frozenset(BY_NAME)
    names = [name.strip() for name in words.split(",")]
    for name in names:
        if name not in BY_NAME:
            raise UnknownFault(name=name, names=", ".join(BY_NAME))
    return frozenset(names)


def listing() -> Sequence[str]:
    """Return a line for each fault."""
    return [f"{fault.name:20}{fault.help}" for fault in FAULTS]

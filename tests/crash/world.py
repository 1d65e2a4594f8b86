"""A small world: two platforms, channels with a lesson a day each, and a bot that can be killed."""

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.crash.bots import Bot, Bots
from tests.crash.clock import SharedClock
from tests.crash.ledger import Records
from tests.crash.rooms import OnDiscord, Place
from tests.local_discord.server import LocalDiscord
from tests.local_slack.server import LocalSlack

FIRST_DAY = dt.date(2027, 1, 4)
AT = dt.time(8)
LOOK_EVERY = 0.02
LONGEST = 90.0
"""Seconds until something that is waited for counts as never coming."""


@dataclass(frozen=True)
class Room:
    """A channel with its subscription."""

    id: int
    place: Place

    def key(self, date: dt.date) -> str:
        """The key of the post of a date."""
        return f"{self.id}-{date:%Y%m%d}"


class Stuck(AssertionError):
    """What was waited for did not come; with the state of everything."""


@dataclass
class World:
    """All of it."""

    discord: LocalDiscord
    slack: LocalSlack
    clock: SharedClock
    bots: Bots
    records: Records
    rooms: Sequence[Room]
    environment: dict[str, str]
    date: dt.date = FIRST_DAY - dt.timedelta(days=1)
    starting: float = 1.0
    """Seconds from the birth of a process until the bot is open, as it was last measured."""
    burst: float = 2.0
    """Seconds from when posts are due until all are recorded, as it was last measured."""
    phases: Counter[str] = field(default_factory=Counter)
    """At what kills have struck."""
    starts: int = 0
    troubles: int = 0
    """How many connections broke, and how often the bot complained of its database."""
    now: Bot | None = None

    @property
    def bot(self) -> Bot:
        """The bot that runs, or ran last."""
        assert self.now is not None
        return self.now

    @property
    def met(self) -> int:
        """How often something went wrong, in whatever way."""
        answers = self.discord.faults.met + self.slack.faults.met
        return answers + self.troubles + self.phases.total()

    async def start(self) -> None:
        """Start the bot; it is not open yet."""
        self.now = await self.bots.start(self.environment)
        self.starts += 1

    async def open(self) -> None:
        """Start the bot, and wait until it is there."""
        began = _time()
        await self.start()
        await self.until(lambda: self.bot.started.is_set() and self.connected, "the bot to open")
        self.starting = _time() - began

    @property
    def connected(self) -> bool:
        """Whether the bot is open, and listens to Discord."""
        return self.bot.started.is_set() and bool(self.discord.gateway.connected())

    async def kill(self) -> None:
        """Kill the bot, and note what that interrupted."""
        await self.bot.kill()
        self.phases[self.phase()] += 1

    def phase(self) -> str:
        """What the bot was doing when it was killed, as its records and the platforms show it."""
        states = self.records.deliveries(self.date)
        if not self.bot.started.is_set():
            return "starting up"
        if not states:
            return "before or while planning"
        by_state = Counter(row.state for row in states.values())
        if by_state["sending"]:
            unrecorded = any(
                states[room.id].state == "sending" and room.place.standing()[room.key(self.date)]
                for room in self.rooms
                if room.id in states
            )
            return "posted, not yet recorded" if unrecorded else "sending"
        if by_state["in doubt"]:
            return "with posts in doubt"
        return "planned, between posts" if by_state["planned"] else "everything recorded"

    def tomorrow(self) -> None:
        """Let the next day come, at the time when lessons are due."""
        self.date += dt.timedelta(days=1)
        due = dt.datetime.combine(self.date, AT, dt.UTC)
        self.clock.pass_by((due - self.clock.now()).total_seconds())

    def let_late_through(self) -> None:
        """Have what the platforms have not carried out yet carried out now."""
        self.discord.faults.late.set()
        self.slack.faults.late.set()

    def well(self) -> None:
        """Let everything go well again."""
        self.discord.faults.clear()
        self.slack.faults.clear()
        self.discord.faults.late.clear()
        self.slack.faults.late.clear()
        for room in self.rooms:
            if isinstance(room.place, OnDiscord) and room.place.deaf:
                room.place.deafen(deaf=False)

    async def until(self, holds: Callable[[], object], what: str, longest: float = LONGEST) -> None:
        """Wait until something holds. Raises ``Stuck``."""
        end = _time() + longest
        while not holds():
            if _time() > end:
                raise Stuck(f"waited {longest:.0f} s for {what}\n{self.described()}")
            if self.bot.ended.is_set():
                raise Stuck(f"the bot has ended by itself\n{self.described()}")
            await asyncio.sleep(LOOK_EVERY)

    def described(self) -> str:
        """The state of everything, for whoever has to find out why."""
        states = self.records.deliveries(self.date)
        lines = [f"{self.clock.now():%F %T}, connected: {self.connected}"]
        for room in self.rooms:
            stands = room.place.standing()[room.key(self.date)]
            deaf = " (no history)" if room.place.deaf else ""
            lines.append(
                f"{room.place.platform}{deaf} {room.key(self.date)}: stands {stands} times, "
                f"told {room.place.told(self.date)}, {states.get(room.id)}"
            )
        return "\n".join([*lines, "The bot's log:", *list(self.bots.log)[-60:]])


def _time() -> float:
    return asyncio.get_running_loop().time()

"""A day among many processes: something goes wrong, everything comes to rest, it is counted."""

import asyncio
import random
import re
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.crash.days import Counted, Outcome, counted
from tests.crash.ledger import Row
from tests.crash.many.faults import KINDS
from tests.crash.many.world import Many, many
from tests.crash.resting import OVER
from tests.crash.world import Room, Stuck

RECOVERED_WITHIN = 30.0
"""Seconds after a fault in which all that can be known to be unsent is sent, by itself."""
LOOK_EVERY = 0.25
QUIET = 3.0
"""Seconds without a change until the time is moved on: what is in doubt is looked for by it."""
STEP, LONGEST = 31.0, 180.0
"""Seconds by which it is moved on; and that a day may take here."""


@dataclass(frozen=True)
class Day:
    """What became of a day on which something went wrong."""

    kind: str
    lessons: Sequence[Counted]
    recovery: float
    """Seconds from the end of the fault until nothing waited to be sent any more."""
    doubted: int
    """How many were in doubt by then: those that had been on their way."""
    kills: int
    starts: int


async def lived(folder: Path, kinds: Iterable[str], chance: random.Random) -> Sequence[Day]:
    """Open a world and live a day there for each kind. Raises ``Stuck``."""
    async with many(folder) as world:
        await world.open()
        supervising = asyncio.create_task(world.supervise())
        try:
            days = [await _day(world, kind, chance) for kind in kinds]
        finally:
            supervising.cancel()
        if repeated := await world.repeated():
            message = f"the same lesson twice: {repeated}"
            raise Stuck(message)
        return days


async def _day(world: Many, kind: str, chance: random.Random) -> Day:
    kills, starts = world.kills, world.starts
    await KINDS[kind](world, chance)
    ended = time.monotonic()
    rows = await _begun(world)
    recovery = time.monotonic() - ended
    doubted = sum(row.state != "sent" for row in rows.values())
    rows = await _rest(world)
    lessons = [counted(room, world.date, rows.get(room.id)) for room in world.rooms]
    return Day(kind, lessons, recovery, doubted, world.kills - kills, world.starts - starts)


def _nothing_waits(world: Many, rows: Mapping[int, Row]) -> bool:
    """Whether every lesson of the day was at least begun to be sent."""
    return len(rows) == len(world.rooms) and all(row.state != "planned" for row in rows.values())


async def _begun(world: Many) -> Mapping[int, Row]:
    """Wait until nothing is left that is surely not sent. Raises ``Stuck``."""
    ends = time.monotonic() + 2 * RECOVERED_WITHIN
    while True:
        rows = await world.rows()
        if _nothing_waits(world, rows):
            return rows
        if time.monotonic() > ends:
            message = f"{world.date}: still not sent\n{_described(world, rows)}"
            raise Stuck(message)
        await asyncio.sleep(LOOK_EVERY)


async def _rest(world: Many) -> Mapping[int, Row]:
    """Let time go by until every lesson of the day has come to something. Raises ``Stuck``."""
    ends, changed, before = time.monotonic() + LONGEST, time.monotonic(), ""
    while True:
        rows = await world.rows()
        if all(_over(world, room, rows.get(room.id)) for room in world.rooms):
            return rows
        if time.monotonic() > ends:
            message = f"{world.date} does not come to rest\n{_described(world, rows)}"
            raise Stuck(message)
        if (now := f"{sorted(rows.items(), key=str)}{world.standing()}") != before:
            before, changed = now, time.monotonic()
        elif time.monotonic() - changed > QUIET:
            world.clock.pass_by(STEP)
            changed = time.monotonic()
        await asyncio.sleep(LOOK_EVERY)


def _over(world: Many, room: Room, row: Row | None) -> bool:
    if row is None:
        return False
    deaf = row.state == "in doubt" and room.place.deaf and room.place.told(world.date) > 0
    return row.state in OVER or deaf


def _described(world: Many, rows: Mapping[int, Row]) -> str:
    states = Counter(row.state for row in rows.values())
    said = [line for line in world.bots.log if re.match(r"\d+ (WARNING|ERROR|INFO bot)", line)]
    log = "\n".join(said[-60:])
    return f"{dict(states)}, {world.standing()} of {len(world.rooms)} stand\n{log}"


def wrong(days: Sequence[Day]) -> list[str]:
    """Return what should not have been."""
    said = []
    for day in days:
        if day.recovery > RECOVERED_WITHIN:
            said.append(f"{day.kind}: recovered only after {day.recovery:.0f} s")
        bad = (one for one in day.lessons if one.outcome not in (Outcome.ONCE, Outcome.IN_DOUBT))
        said += [
            f"{day.kind}: {one.room.key(one.date)} {one.outcome.value}, {one.said}" for one in bad
        ]
    return said


def table(days: Sequence[Day]) -> str:
    """Return what came of it all: a row for each kind of fault."""
    names = [outcome.value for outcome in Outcome]
    head = (
        f"{'fault':36}{'days':>6}{'kills':>7}{'due':>6}{'recovery p50':>14}{'max':>7}{'doubted':>9}"
    )
    lines = [head + "".join(f"{name:>{len(name) + 2}}" for name in names)]
    lines.append("-" * len(lines[0]))
    for kind in [*KINDS, "all"]:
        some = [day for day in days if kind in (day.kind, "all")]
        if not some:
            continue
        seconds = sorted(day.recovery for day in some)
        outcomes = Counter(one.outcome for day in some for one in day.lessons)
        row = f"{kind:36}{len(some):>6}{sum(day.kills for day in some):>7}{outcomes.total():>6}"
        row += f"{seconds[len(seconds) // 2]:>13.1f}s{seconds[-1]:>6.1f}s"
        row += f"{sum(day.doubted for day in some):>9}"
        row += "".join(f"{outcomes[one]:>{len(one.value) + 2}}" for one in Outcome)
        lines.append(row)
    return "\n".join(lines)

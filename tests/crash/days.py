"""A day in the world: something goes wrong, everything comes to rest, and it is counted."""

import datetime as dt
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from tests.crash.faults import KILLS, OTHERS
from tests.crash.ledger import Row
from tests.crash.opening import world
from tests.crash.resting import rest
from tests.crash.world import FIRST_DAY, Room, Stuck, World

KINDS = {**KILLS, **OTHERS}


class Outcome(Enum):
    """What became of a lesson that was due."""

    ONCE = "once"
    IN_DOUBT = "in doubt, told"
    """It can't be known whether it stands there, and its admin was told so, once."""
    UNTOLD = "in doubt, untold"
    UNSETTLED = "unsettled"
    """It stands there once, but the ledger says otherwise."""
    MISSING = "missing"
    DOUBLED = "doubled"


FINE = frozenset({Outcome.ONCE, Outcome.IN_DOUBT})


@dataclass(frozen=True)
class Counted:
    """What became of one lesson."""

    room: Room
    date: dt.date
    outcome: Outcome
    said: str
    """What the ledger says of it."""


@dataclass(frozen=True)
class Day:
    """What became of a day on which something went wrong."""

    kind: str
    lessons: list[Counted]
    starts: int
    met: int
    """How many answers were wrong, connections broke, and so on."""
    phases: Mapping[str, int]
    """At what the bot was killed, and how often."""

    @property
    def kills(self) -> int:
        """How often the bot was killed."""
        return sum(self.phases.values())

    @property
    def wrong(self) -> list[Counted]:
        """What should not have been."""
        return [one for one in self.lessons if one.outcome not in FINE]


async def lived(
    folder: Path, kinds: Iterable[str], chance: random.Random, *, channels: int = 5
) -> list[Day]:
    """Open a world, live a day there for each kind and a calm one, and count.

    What stands there is counted once more in the end. Raises ``Stuck`` if a day does not come to
    rest.
    """
    async with world(folder, channels=channels) as there:
        await there.open()
        days = [await _day(there, kind, chance) for kind in ["nothing", *kinds, "nothing"]]
        if odd := [*there.records.repeated(), *_stray(there)]:
            message = f"the same lesson twice, or posts that belong to no day: {odd}"
            raise Stuck(message)
        return [replace(day, lessons=[*map(_still, day.lessons)]) for day in days]


def _stray(there: World) -> list[tuple[int, str]]:
    """Return the posts that stand there for no day that was."""
    past = (there.date - FIRST_DAY).days + 1
    dates = [FIRST_DAY + dt.timedelta(days=number) for number in range(past)]
    return [
        (room.id, key)
        for room in there.rooms
        for key in room.place.standing().keys() - {room.key(date) for date in dates}
    ]


async def _day(there: World, kind: str, chance: random.Random) -> Day:
    phases, starts, met = there.phases.copy(), there.starts, there.met
    await KINDS[kind](there, chance)
    took = await rest(there)
    if kind == "nothing":
        there.burst = took
    rows = there.records.deliveries(there.date)
    lessons = [counted(room, there.date, rows.get(room.id)) for room in there.rooms]
    there.well()
    return Day(kind, lessons, there.starts - starts, there.met - met, there.phases - phases)


def counted(room: Room, date: dt.date, row: Row | None) -> Counted:
    """Return what became of a lesson, of which the ledger says so much."""
    count = room.place.standing()[room.key(date)]
    times_told = room.place.told(date)
    said = f"{row.state} ({row.reason})" if row else "nothing"
    outcome = _outcome(count, row.state if row else "", times_told, deaf=room.place.deaf)
    return Counted(room, date, outcome, f"{said}, told {times_told} times")


def _outcome(count: int, state: str, told: int, *, deaf: bool) -> Outcome:
    if count > 1:
        return Outcome.DOUBLED
    if state == "in doubt" and deaf:
        return Outcome.IN_DOUBT if told == 1 else Outcome.UNTOLD
    if not count:
        return Outcome.MISSING
    return Outcome.ONCE if state == "sent" else Outcome.UNSETTLED


def _still(one: Counted) -> Counted:
    """Count once more: it may have been doubled, or have gone, on a later day."""
    count = one.room.place.standing()[one.room.key(one.date)]
    if count > 1:
        return replace(one, outcome=Outcome.DOUBLED)
    if not count and one.outcome is Outcome.ONCE:
        return replace(one, outcome=Outcome.MISSING)
    return one

"""Time goes by until everything that was due has come to something."""

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.crash.ledger import Row
from tests.crash.world import LOOK_EVERY, Room, Stuck, World

QUIET, QUIET_WAITING = 0.35, 0.8
"""Seconds without a change until time is moved on; the second while the bot waits for somebody.
Slack's posts come four a second, and seldom later."""
STEP, GROWTH, LONGEST_STEP = 31.0, 1.5, 600.0
"""Seconds by which it is moved on, at first, and each time more."""
TOLD_WITHIN = 4 * 3600.0
"""Seconds in which whoever has to be told is told; the day is not over by then."""
PATIENCE = 120.0
"""Seconds that all this may take here."""
OVER = frozenset({"sent", "failed", "skipped"})


@dataclass(frozen=True)
class Look:
    """What can be seen at one time."""

    date: dt.date
    rows: Mapping[int, Row]
    untold: int
    standing: Sequence[int]
    connected: bool

    @property
    def waiting(self) -> bool:
        """Whether the bot waits for an answer, or to be connected again."""
        return not self.connected or any(row.state == "sending" for row in self.rows.values())

    def rests(self, rooms: Sequence[Room], *, late: bool) -> bool:
        """Whether nothing more is to be expected: what can't be known was told, or it is late."""
        known = all(self._over(room, late=late) for room in rooms)
        return known and self.connected and (late or not self.untold)

    def _over(self, room: Room, *, late: bool) -> bool:
        row = self.rows.get(room.id)
        if row is None:
            return False
        doubted = row.state == "in doubt" and room.place.deaf
        return row.state in OVER or (doubted and (late or room.place.told(self.date) > 0))


def look(there: World) -> Look:
    """Look at the records and the platforms."""
    rows, untold = there.records.look(there.date)
    standing = [room.place.standing()[room.key(there.date)] for room in there.rooms]
    return Look(there.date, rows, untold, standing, there.connected)


async def rest(there: World) -> float:
    """Let time go by until every lesson of the day has come to something.

    Returns how many seconds that took here. Raises ``Stuck``.
    """
    loop = asyncio.get_running_loop()
    began = changed = loop.time()
    seen, step, passed = look(there), STEP, 0.0
    while not seen.rests(there.rooms, late=passed > TOLD_WITHIN):
        if there.bot.ended.is_set() or loop.time() - began > PATIENCE:
            message = f"the day does not come to rest\n{there.described()}"
            raise Stuck(message)
        await asyncio.sleep(LOOK_EVERY)
        before, seen = seen, look(there)
        if seen != before:
            changed = loop.time()
        elif loop.time() - changed > (QUIET_WAITING if seen.waiting else QUIET):
            # Only where it waits for somebody is its patience tried.
            (there.clock.advance if seen.waiting else there.clock.pass_by)(step)
            changed, passed, step = loop.time(), passed + step, min(step * GROWTH, LONGEST_STEP)
    return loop.time() - began

"""What a process does each time the clock rings."""

import logging
from dataclasses import dataclass, field

from bot.app.joining import POSTING, Joined
from bot.app.parts import Homeroom, backups_of
from bot.core import readiness
from bot.core.readiness import Check, Rings
from bot.delivery.classroom import Timetable, keep_classroom
from bot.delivery.membership import Purging
from bot.delivery.rounds import Rounds
from bot.errors import OperatorError
from bot.platforms import web
from bot.settings.roles import Role
from bot.storage.backups.timer import Backups

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Ringing:
    """Looks at the lessons and the clock; as a scheduler, goes over everything that is due."""

    homeroom: Homeroom
    roles: frozenset[Role]
    rounds: Rounds
    joined: Joined
    backups: Backups = field(init=False)
    _rings: Rings = field(init=False)
    _purging: Purging = field(init=False)
    _timetable: Timetable = field(init=False)

    def __post_init__(self) -> None:
        settings, telemetry = self.homeroom.settings, self.homeroom.telemetry
        self.backups = backups_of(self.homeroom)
        self._purging = Purging(self.homeroom.store, self.joined.everywhere)
        self._timetable = Timetable(
            web.PLACE, settings.classroom_time, settings.timezone, settings.classroom_track
        )
        self._rings = telemetry.rings = Rings(self.homeroom.clock, settings.ring_seconds)
        telemetry.readiness.checks.append(Check("rings", self._rings.look))
        if self.roles & POSTING:
            telemetry.readiness.checks.append(readiness.clock(lambda: self.rounds.believed))

    async def ring(self) -> None:
        """Do what this process does each time."""
        clock = self.homeroom.clock
        read = clock.now()
        await self._look_at_lessons()
        if Role.SCHEDULER in self.roles:
            store, library = self.homeroom.store, self.homeroom.library
            await keep_classroom(store, library, self._timetable, clock.now())
            await self.rounds.ring(read)
        elif Role.WORKER in self.roles:
            await self.rounds.watch_clock(read)
        self._rings.rang()
        if Role.SCHEDULER in self.roles:
            await self._purging.go(clock.now())
            await self.backups.go(clock.now())
        await self.homeroom.learning.go()

    async def _look_at_lessons(self) -> None:
        """Take up what changed; trouble with the lessons' folder must not stop the posts."""
        try:
            await self.homeroom.lessons.look()
        except (OSError, OperatorError) as error:
            log.warning("the lessons could not be looked at, and stay as they were: %s", error)

"""What may be sent becomes jobs for whoever works."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from bot.core.ports import Clock, Job, Ledger

EVERY = dt.timedelta(seconds=20)
"""How often all that may be sent is looked at, whether it has a job or not: a queue may be lost,
or a job come to nothing. In between only what has become ready since."""
AT_ONCE = 50_000
"""Jobs made of one platform's deliveries in one look."""
OVERLAP = dt.timedelta(seconds=10)
"""What was recorded by a process whose clock is behind is not overlooked."""
LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(slots=True)
class Assigning:
    """Makes jobs of planned deliveries; one that has a job already keeps it."""

    ledger: Ledger
    clock: Clock
    platforms: Callable[[], Iterable[str]]
    _looked: dict[str, tuple[dt.datetime, dt.datetime]] = field(default_factory=dict, init=False)
    """When, by platform, was looked at everything the last time, and at anything."""

    def forget(self) -> None:
        """Look at everything the next time: the jobs that were made were not put anywhere."""
        self._looked.clear()

    async def jobs(self, *, planned: bool = False) -> Sequence[Job]:
        """Return the jobs that there are to do; ``planned``: there may be new old ones."""
        return [job for name in self.platforms() for job in await self._of(name, planned=planned)]

    async def _of(self, platform: str, *, planned: bool) -> Sequence[Job]:
        now = self.clock.now()
        whole, last = self._looked.get(platform, (LONG_AGO, LONG_AGO))
        # Not "now - whole >= EVERY": the clock may have been set back.
        everything = planned or not whole <= now < whole + EVERY
        since = LONG_AGO if everything else last - OVERLAP
        turns = await self.ledger.turns(platform, now, since=since, limit=AT_ONCE)
        # If there was more than that, there is enough to do until everything is looked at again.
        self._looked[platform] = (now if everything else whole), now
        # The first of every server goes before the second of any.
        return [Job(platform, str(one.delivery_id), -one.turn) for one in turns]

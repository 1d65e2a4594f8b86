"""What Slack has told already: it tells again whatever it thinks we have not heard."""

import asyncio
import datetime as dt
import hashlib
import logging
from collections import OrderedDict

from bot.core.ports import Clock, Notes

log = logging.getLogger(__name__)

KEPT = dt.timedelta(minutes=10)
"""Slack repeats an event at once, after a minute and after five (docs.slack.dev, apis/events-api);
a signed request is valid for five."""
MOST = 50_000
"""Keys that are kept, about 10 MB; above that the oldest go."""


PATIENCE = 1.0
"""Seconds: somebody waits for an answer, and Slack for a word within three."""
HEARD = "slack heard "
"""What the notes' names begin with."""


class Seen:
    """Remembers keys for some minutes; in ``notes``, if other processes are told things, too."""

    def __init__(self, clock: Clock, notes: Notes | None = None) -> None:
        self._clock, self._notes = clock, notes
        self._keys: OrderedDict[str, dt.datetime] = OrderedDict()
        self._swept = clock.now()

    def again(self, key: str) -> bool:
        """Tell whether a key was seen before, and remember it."""
        now = self._clock.now()
        self._forget(now - KEPT)
        if key in self._keys:
            return True
        self._keys[key] = now
        return False

    async def again_anywhere(self, key: str) -> bool:
        """Tell whether any process has seen a key before, and remember it.

        If that can't be asked just now, whether this one has.
        """
        if self.again(key):
            return True
        if self._notes is None:
            return False
        try:
            async with asyncio.timeout(PATIENCE):
                return not await self._first(self._notes, key)
        except Exception:
            log.exception("whether another process was told the same of Slack is not known")
            return False

    async def _first(self, notes: Notes, key: str) -> bool:
        now = self._clock.now()
        if now - self._swept > KEPT:
            self._swept = now
            await notes.drop(HEARD, (now - KEPT).isoformat())
        # Some keys answer a request: they are not for whoever reads the database.
        digest = hashlib.sha256(key.encode()).hexdigest()
        return await notes.first(f"{HEARD}{digest}", now.isoformat())

    def _forget(self, before: dt.datetime) -> None:
        while self._keys:
            key, at = next(iter(self._keys.items()))
            if at > before and len(self._keys) < MOST:
                return
            del self._keys[key]

"""What Slack has told already: it tells again whatever it thinks we have not heard."""

import datetime as dt
from collections import OrderedDict

from bot.core.ports import Clock

KEPT = dt.timedelta(minutes=10)
"""Slack repeats an event at once, after a minute and after five (docs.slack.dev, apis/events-api);
a signed request is valid for five."""
MOST = 50_000
"""Keys that are kept, about 10 MB; above that the oldest go."""


class Seen:
    """Remembers keys for some minutes."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._keys: OrderedDict[str, dt.datetime] = OrderedDict()

    def again(self, key: str) -> bool:
        """Tell whether a key was seen before, and remember it."""
        now = self._clock.now()
        self._forget(now - KEPT)
        if key in self._keys:
            return True
        self._keys[key] = now
        return False

    def _forget(self, before: dt.datetime) -> None:
        while self._keys:
            key, at = next(iter(self._keys.items()))
            if at > before and len(self._keys) < MOST:
                return
            del self._keys[key]

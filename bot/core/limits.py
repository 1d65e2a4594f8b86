"""How often one person, and all of one server, may ask."""

import math

from bot.core.buckets import Buckets, a_minute
from bot.core.request import Asker, Place, Rank
from bot.errors import TooFast, TooFastHere, UserError

KEYSTROKES = 10
"""Completions for each command: one is asked for with nearly every key."""


class Limits:
    """Lets commands, presses of buttons and completions through, so many a minute; 0 is no limit.

    ``now`` is in seconds, on a clock that nobody sets.
    """

    def __init__(self, person_per_minute: int = 0, server_per_minute: int = 0) -> None:
        self._people = a_minute(person_per_minute)
        self._servers = a_minute(server_per_minute)
        self._typing = a_minute(person_per_minute * KEYSTROKES)

    def refusal(self, place: Place, asker: Asker, now: float) -> UserError | None:
        """Return why somebody has to wait, and for how long; ``None`` if they may go on.

        Counts nothing. Whoever manages a server is not kept out of it by all the others.
        """
        if wait := _wait(self._people, _person(place, asker.id), now):
            return TooFast(seconds=math.ceil(wait))
        if asker.rank is Rank.LEARNER and (wait := _wait(self._servers, _server(place), now)):
            return TooFastHere(seconds=math.ceil(wait))
        return None

    def take(self, place: Place, asker: Asker, now: float) -> None:
        """Count one time. Raises ``UserError`` if they have to wait."""
        if refused := self.refusal(place, asker, now):
            raise refused
        _take(self._people, _person(place, asker.id), now)
        _take(self._servers, _server(place), now)

    def completes(self, place: Place, person: str, now: float) -> bool:
        """Return whether one more completion is let through, and count it."""
        who = _person(place, person)
        if _wait(self._typing, who, now):
            return False
        _take(self._typing, who, now)
        return True


NO_LIMITS = Limits()


def _person(place: Place, person: str) -> str:
    # On Slack a person's id means something in their workspace only.
    return f"{place.platform} {place.server} {person}"


def _server(place: Place) -> str:
    """Return a server's name; none where somebody is alone with the bot."""
    return f"{place.platform} {place.server}" if place.server else ""


def _wait(buckets: Buckets | None, who: str, now: float) -> float:
    return buckets.wait(who, now) if buckets is not None and who else 0.0


def _take(buckets: Buckets | None, who: str, now: float) -> None:
    if buckets is not None and who:
        buckets.take(who, now)

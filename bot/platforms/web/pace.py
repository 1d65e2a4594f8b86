"""How fast one may ask on the page: learners, and the addresses they ask from."""

from bot.core.buckets import Buckets, a_minute

EACH = 30
"""Questions and presses of a learner in a minute, unless the operator says otherwise."""


class Pace:
    """Lets a request through if both its learner and its address may go on.

    Anybody can invent an id, so it alone would hold nobody up; an address has to be had. It is
    allowed more than a learner, as a class may share it. ``now`` is in seconds, on a clock that
    nobody sets.
    """

    def __init__(self, per_minute: int = EACH) -> None:
        self._learners = a_minute(per_minute)
        self._addresses = Buckets(burst=120, per_second=10.0)

    def ask(self, learner: str, address: str, now: float) -> float:
        """Return the seconds until a question is let through: 0 if it is, which counts it."""
        own = self._learners.wait(learner, now) if self._learners is not None else 0.0
        wait = max(own, self._addresses.wait(address, now))
        if not wait:
            if self._learners is not None:
                self._learners.take(learner, now)
            self._addresses.take(address, now)
        return wait

    def complete(self, address: str, now: float) -> float:
        """Return the same for a half-typed line, which counts for its address only."""
        wait = self._addresses.wait(address, now)
        if not wait:
            self._addresses.take(address, now)
        return wait

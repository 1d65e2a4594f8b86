"""Records in memory, for tests that are not about records."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.ports import Attempt
from bot.core.request import Place
from bot.domain.delivery import Delivery
from bot.domain.subscription import Slot, Subscription


class MemoryStore:
    def __init__(self) -> None:
        self.attempts: list[Attempt] = []
        self.delivered: dict[Place, Delivery] = {}
        self.slots: dict[int, Slot] = {}
        self._subscriptions: list[Subscription] = []

    async def add_attempt(self, attempt: Attempt) -> bool:
        known = {(a.place.platform, a.learner, a.question_id) for a in self.attempts}
        if (attempt.place.platform, attempt.learner, attempt.question_id) in known:
            return False
        self.attempts.append(attempt)
        return True

    async def last_delivery(self, place: Place) -> Delivery | None:
        return self.delivered.get(place)

    async def subscriptions(self, place: Place | None = None) -> Sequence[Subscription]:
        return [
            one
            for one in self._subscriptions
            if place is None or (one.platform, one.channel) == (place.platform, place.channel)
        ]

    async def next_slot(self, subscription_id: int) -> Slot | None:
        return self.slots.get(subscription_id)

    async def taken(self, subscription_id: int) -> frozenset[str]:
        return frozenset(d.lesson_id for d in self.delivered.values() if d.lesson_id)

    async def reschedule(self, changed: Subscription, then: Slot) -> None:
        self._subscriptions[changed.id - 1] = changed
        self.slots[changed.id] = then

    async def subscribe(self, wish: Subscription, first: Slot) -> Subscription:
        made = replace(wish, id=len(self._subscriptions) + 1)
        self._subscriptions.append(made)
        self.slots[made.id] = first
        return made

"""How far a channel is in its track: which lessons its deliveries have taken."""

from collections.abc import Collection, Mapping

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import HOLDING
from bot.storage.tables import deliveries, subscriptions

# The unique key on (subscription, slot) serves this too.
_TAKEN = (
    select(deliveries.c.subscription_id, deliveries.c.lesson_id)
    .join(subscriptions)
    .where(
        deliveries.c.subscription_id.in_(bindparam("ids", expanding=True)),
        # Of a course that began again, only what came since.
        deliveries.c.id >= subscriptions.c.began,
        deliveries.c.state.in_([state.value for state in HOLDING]),
        deliveries.c.lesson_id.is_not(None),
    )
)


async def taken_lessons(
    connection: AsyncConnection, subscription_ids: Collection[int]
) -> Mapping[int, frozenset[str]]:
    """Return the ids of lessons that channels were sent, or may have been, by subscription."""
    taken: dict[int, set[str]] = {}
    for subscription_id, lesson_id in await connection.execute(
        _TAKEN, {"ids": [*subscription_ids]}
    ):
        taken.setdefault(subscription_id, set()).add(lesson_id)
    return {of: frozenset(lessons) for of, lessons in taken.items()}

"""How far a channel is in its track: which lessons its deliveries have taken."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import HOLDING
from bot.storage.tables import deliveries, subscriptions


async def taken_lessons(
    connection: AsyncConnection, subscription_ids: Collection[int]
) -> Mapping[int, frozenset[str]]:
    """Return the ids of lessons that channels were sent, or may have been, by subscription."""
    # The unique key on (subscription, slot) serves this too.
    query = (
        select(deliveries.c.subscription_id, deliveries.c.lesson_id)
        .join(subscriptions)
        .where(
            deliveries.c.subscription_id.in_(subscription_ids),
            # Of a course that began again, only what came since.
            deliveries.c.id >= subscriptions.c.began,
            deliveries.c.state.in_([state.value for state in HOLDING]),
            deliveries.c.lesson_id.is_not(None),
        )
    )
    taken: dict[int, set[str]] = {}
    for subscription_id, lesson_id in await connection.execute(query):
        taken.setdefault(subscription_id, set()).add(lesson_id)
    return {of: frozenset(lessons) for of, lessons in taken.items()}

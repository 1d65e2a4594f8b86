"""How far a channel is in its track: which lessons its deliveries have taken."""

from collections.abc import Collection, Mapping

from sqlalchemy import bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import HOLDING
from bot.storage.tables import deliveries

_HELD = [state.value for state in HOLDING]
_first = deliveries.alias()
# What the course began again with the last time, unless that came to nothing.
_ROUND = (
    select(func.max(_first.c.id))
    .where(
        _first.c.subscription_id == deliveries.c.subscription_id,
        _first.c.again,
        _first.c.state.in_(_HELD),
    )
    .correlate(deliveries)
    .scalar_subquery()
)
_TAKEN = select(deliveries.c.subscription_id, deliveries.c.lesson_id).where(
    deliveries.c.subscription_id.in_(bindparam("ids", expanding=True)),
    deliveries.c.id >= func.coalesce(_ROUND, 0),
    deliveries.c.state.in_(_HELD),
    deliveries.c.lesson_id.is_not(None),
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

"""How far a channel is in its track: which lessons its deliveries have taken."""

from sqlalchemy import exists, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery import HOLDING
from bot.storage.tables import deliveries, subscriptions

_HELD = [state.value for state in HOLDING]
_first = deliveries.alias("rounds")
_since = deliveries.alias("since")
# What the course began again with the last time, if that or something after it was posted or may
# yet be: else it has not begun. Where only the first came to nothing, that one comes next.
_ROUND = (
    select(func.max(_first.c.id))
    .where(
        _first.c.subscription_id == subscriptions.c.id,
        # In the words of the index, or SQLite does not know it for the same.
        text("rounds.again"),
        exists().where(
            _since.c.subscription_id == _first.c.subscription_id,
            _since.c.id >= _first.c.id,
            _since.c.lesson_id.is_not(None),
            _since.c.state.in_(_HELD),
        ),
    )
    .correlate(subscriptions)
    .scalar_subquery()
)
TAKEN = (
    select(func.aggregate_strings(deliveries.c.lesson_id, " "))
    .where(
        deliveries.c.subscription_id == subscriptions.c.id,
        deliveries.c.id >= func.coalesce(_ROUND, 0),
        deliveries.c.lesson_id.is_not(None),
        deliveries.c.state.in_(_HELD),
    )
    .correlate(subscriptions)
    .scalar_subquery()
)
"""The ids of lessons that a subscription was sent, or may have been, with blanks between. No id
has a blank in it."""


async def taken_lessons(connection: AsyncConnection, subscription_id: int) -> frozenset[str]:
    """Return the ids of lessons that a channel was sent, or may have been."""
    query = select(TAKEN).select_from(subscriptions).where(subscriptions.c.id == subscription_id)
    return frozenset(((await connection.execute(query)).scalar() or "").split())

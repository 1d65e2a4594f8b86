"""How far a channel is in its track: which lessons its deliveries have taken."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.delivery import HOLDING
from bot.storage.tables import deliveries


async def taken_lessons(engine: AsyncEngine, subscription_id: int) -> frozenset[str]:
    """Return the ids of lessons that a channel was sent, or may have been."""
    # The unique key on (subscription, slot) serves this too.
    query = select(deliveries.c.lesson_id).where(
        deliveries.c.subscription_id == subscription_id,
        deliveries.c.state.in_([state.value for state in HOLDING]),
        deliveries.c.lesson_id.is_not(None),
    )
    async with engine.connect() as connection:
        return frozenset((await connection.execute(query)).scalars())

"""Moving deliveries on in PostgreSQL: one statement for however many."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, Boolean, DateTime, Integer, String, Text, bindparam, text
from sqlalchemy.ext.asyncio import AsyncEngine

_COLUMNS: dict[str, Any] = {
    "of": Integer(),
    "before": String(),
    "tries": Integer(),
    "begins": Boolean(),
    "to_state": String(),
    "to_at": DateTime(timezone=True),
    "to_ready": DateTime(timezone=True),
    "to_reason": Text(),
    "to_lesson": String(),
    "to_post": String(),
    "more_attempts": Integer(),
    "to_tried": DateTime(timezone=True),
    "to_late": Boolean(),
    "to_again": Boolean(),
    "to_edition": Integer(),
    "to_follow_at": DateTime(timezone=True),
}
_NAMES = ", ".join(_COLUMNS)
_LISTS = ", ".join(f":{name}" for name in _COLUMNS)
# Equality that looks like none: by its figures the planner would rather read a whole table of some
# thousands and join it by hash, for each hundred moves. So it can only look each of them up.
_MOVE = text(
    f"""
    WITH wish AS (
        SELECT * FROM unnest({_LISTS}) AS wish ({_NAMES})
    ), moved AS (
        UPDATE deliveries SET
            state = to_state, ready = to_ready, reason = to_reason, lesson_id = to_lesson,
            post_id = to_post, attempts = attempts + more_attempts, tried = to_tried,
            late = to_late, again = to_again, edition = to_edition, follow_at = to_follow_at
        FROM wish
        WHERE id BETWEEN wish.of AND wish.of
            AND state IS NOT DISTINCT FROM before AND attempts IS NOT DISTINCT FROM tries AND (
            NOT begins OR EXISTS (
                SELECT FROM subscriptions
                WHERE subscriptions.id = subscription_id AND status = 'active'
            )
        )
        RETURNING id, to_at, state, reason
    ), noted AS (
        INSERT INTO events (delivery_id, at, state, reason) SELECT * FROM moved
    )
    SELECT id FROM moved
    """  # noqa: S608 -- names from the code
).bindparams(*(bindparam(name, type_=ARRAY(kind)) for name, kind in _COLUMNS.items()))

Values = dict[str, Any]
"""What becomes of a delivery, by column: see above."""


async def move_at_once(engine: AsyncEngine, wishes: Sequence[Values]) -> frozenset[int]:
    """Change deliveries that still are in the state that is said of them; return their ids."""
    lists = {name: [one[name] for one in wishes] for name in _COLUMNS}
    async with engine.connect() as lent:
        connection = await lent.execution_options(isolation_level="AUTOCOMMIT")
        return frozenset((await connection.execute(_MOVE, lists)).scalars())

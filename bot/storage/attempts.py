"""Learners' answers: each is kept, and which was the first to its question."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.ports import Attempt
from bot.core.request import Place
from bot.storage.inserts import insert_if_new
from bot.storage.tables import attempts

_MINUTES = 15
"""An answer given again takes the place of one in the same quarter of an hour, so that pressing
on and on fills no disk. In every zone a day begins with a quarter."""


async def add_attempt(engine: AsyncEngine, attempt: Attempt) -> bool:
    """Record an answer; return whether it was the learner's first to this question."""
    row = _values(attempt)
    async with engine.begin() as connection:
        first = row | {"first": True}
        done = await connection.execute(insert_if_new(attempts, first), first)
        if done.rowcount == 1:
            return True
        again = (
            update(attempts)
            .where(
                attempts.c.platform == attempt.place.platform,
                attempts.c.learner == attempt.learner,
                attempts.c.question_id == attempt.question_id,
                attempts.c.server == attempt.place.server,
                attempts.c.at >= _quarter(attempt.at),
                attempts.c.first.is_(False),
            )
            .values(right=attempt.right, at=attempt.at)
        )
        if (await connection.execute(again)).rowcount == 0:
            await connection.execute(insert(attempts).values(row | {"first": False}))
    return False


async def attempts_of(
    engine: AsyncEngine, platform: str, learner: str, limit: int | None = None
) -> Sequence[Attempt]:
    """Return a learner's answers, newest first, and no more than ``limit``."""
    query = (
        select(attempts)
        .where(attempts.c.platform == platform, attempts.c.learner == learner)
        .order_by(attempts.c.at.desc(), attempts.c.id.desc())
        .limit(limit)
    )
    async with engine.connect() as connection:
        return [_attempt(row) for row in await connection.execute(query)]


def _quarter(at: dt.datetime) -> dt.datetime:
    return at.replace(minute=at.minute // _MINUTES * _MINUTES, second=0, microsecond=0)


def _values(attempt: Attempt) -> dict[str, Any]:
    return {
        "platform": attempt.place.platform,
        "channel": attempt.place.channel,
        "server": attempt.place.server,
        "learner": attempt.learner,
        "question_id": attempt.question_id,
        "lesson_id": attempt.lesson_id,
        "right": attempt.right,
        "at": attempt.at,
    }


def _attempt(row: Row[Any]) -> Attempt:
    return Attempt(
        place=Place(row.platform, row.channel, row.server),
        learner=row.learner,
        question_id=row.question_id,
        right=row.right,
        at=row.at,
        lesson_id=row.lesson_id,
        first=row.first,
    )

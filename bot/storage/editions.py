"""The texts that lessons were posted with, and which posts are to be corrected."""

import asyncio
import datetime as dt
import hashlib
import logging
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Row, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.codec import from_json, to_json
from bot.core.ports import Edition, Standing
from bot.core.reply import Reply
from bot.domain.delivery import Delivery, State
from bot.domain.progress import FINISHED
from bot.storage.inserts import insert_if_new
from bot.storage.rows import delivery_of
from bot.storage.tables import deliveries, editions, events, subscriptions

log = logging.getLogger(__name__)

_SENT = deliveries.c.state == State.SENT.value


class SqlEditions:
    """``core.ports.Editions`` in a database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._kept: dict[str, tuple[Reply, int]] = {}
        self._keeping = asyncio.Lock()

    async def keep(self, lesson_id: str, post: Reply, at: dt.datetime) -> int:
        """Return the id of a lesson's edition with this very text; it is recorded if it is new."""
        # A lesson goes to many channels with the same text, and to those at the same time: it is
        # looked up for the first.
        if (known := self._known(lesson_id, post)) is not None:
            return known
        async with self._keeping:
            if (known := self._known(lesson_id, post)) is not None:
                return known
            edition = await self._keep(lesson_id, to_json(post), at)
            self._kept[lesson_id] = (post, edition)
            return edition

    def _known(self, lesson_id: str, post: Reply) -> int | None:
        kept = self._kept.get(lesson_id)
        return kept[1] if kept is not None and (kept[0] is post or kept[0] == post) else None

    async def _keep(self, lesson_id: str, text: str, at: dt.datetime) -> int:
        digest = hashlib.sha256(text.encode()).hexdigest()
        row = {"lesson_id": lesson_id, "digest": digest, "reply": text, "at": at}
        query = select(editions.c.id).where(
            editions.c.lesson_id == lesson_id, editions.c.digest == digest
        )
        async with self._engine.connect() as connection:
            there = (await connection.execute(query)).scalar()
        if there is not None:
            return int(there)
        async with self._engine.begin() as connection:
            await connection.execute(insert_if_new(editions, row), row)
            return int((await connection.execute(query)).scalar_one())

    async def all(self) -> Sequence[Edition]:
        """Return the editions that posts stand with, by lesson and age; the readable ones."""
        there = exists().where(deliveries.c.edition == editions.c.id, _SENT)
        query = select(editions).where(there).order_by(editions.c.lesson_id, editions.c.id)
        async with self._engine.connect() as connection:
            rows = (await connection.execute(query)).all()
        return [edition for row in rows if (edition := _readable(row))]

    async def standing(
        self, since: dt.datetime, before: dt.datetime | None = None
    ) -> Sequence[Standing]:
        """Return what posts stand with that were due since a time, and before another."""
        due, to = deliveries.c, subscriptions.c
        alike = (due.edition, due.lesson_id, to.platform, due.not_corrected)
        query = (
            select(
                *alike,
                func.count().label("posts"),
                func.count((to.server + " " + to.channel).distinct()).label("channels"),
                func.count(due.correct_at).label("marked"),
            )
            .join(subscriptions)
            .where(_SENT, due.due >= since, due.lesson_id.is_not(None), due.lesson_id != FINISHED)
            .group_by(*alike)
            .order_by(due.edition.nulls_first(), *alike[1:])
        )
        if before is not None:
            query = query.where(due.due < before)
        async with self._engine.connect() as connection:
            return [Standing(*row) for row in await connection.execute(query)]

    async def mark(self, edition_ids: Collection[int], since: dt.datetime, at: dt.datetime) -> int:
        """Have the posts with some editions corrected, of those due since a time."""
        statement = (
            update(deliveries)
            .where(_SENT, deliveries.c.edition.in_(edition_ids), deliveries.c.due >= since)
            .values(correct_at=at, not_corrected="")
        )
        async with self._engine.begin() as connection:
            return (await connection.execute(statement)).rowcount

    async def to_correct(self, platform: str, by: dt.datetime, *, limit: int) -> Sequence[Delivery]:
        """Return posts that were marked, or may be tried again, by a time, the oldest first."""
        # Few are marked, and a platform has many channels: it must not begin with those.
        of = subscriptions.c.platform + ""
        query = (
            select(deliveries)
            .join(subscriptions)
            .where(deliveries.c.correct_at <= by, of == platform)
            .order_by(deliveries.c.correct_at, deliveries.c.id)
            .limit(limit)
        )
        async with self._engine.connect() as connection:
            return [delivery_of(row) for row in await connection.execute(query)]

    async def corrected(self, delivery: Delivery, edition: int, by: dt.datetime) -> None:
        """Record that a post now stands with an edition; marked after ``by``, it stays marked."""
        await self._done(delivery, by, "corrected", {"edition": edition})

    async def refused(self, delivery: Delivery, reason: str, by: dt.datetime) -> None:
        """Record why a post can't be corrected; marked after ``by``, it stays marked."""
        await self._done(delivery, by, f"not corrected: {reason}", {"not_corrected": reason})

    async def put_off(self, delivery: Delivery, until: dt.datetime) -> None:
        """Record that a try to correct it came to nothing."""
        statement = (
            update(deliveries)
            .where(deliveries.c.id == delivery.id, deliveries.c.correct_at.is_not(None))
            .values(correct_at=until)
        )
        async with self._engine.begin() as connection:
            await connection.execute(statement)

    async def _done(
        self, delivery: Delivery, by: dt.datetime, what: str, values: dict[str, Any]
    ) -> None:
        """Record what came of a correction, in the delivery and in its history."""
        this = update(deliveries).where(deliveries.c.id == delivery.id)
        event = {
            "delivery_id": delivery.id,
            "at": by,
            "state": delivery.state.value,
            "reason": what,
        }
        async with self._engine.begin() as connection:
            await connection.execute(this.values(values))
            # Marked anew while this was being done, it may have to change once more.
            await connection.execute(
                this.where(deliveries.c.correct_at <= by).values(correct_at=None)
            )
            await connection.execute(insert(events), event)


def _readable(row: Row[Any]) -> Edition | None:
    try:
        return Edition(row.id, row.lesson_id, from_json(row.reply))
    except (ValueError, KeyError, TypeError):
        log.exception("edition %s can't be read and is left out", row.id)
        return None

"""APScheduler rings; what is due is decided elsewhere, by the database.

Its own triggers are not trusted with due-ness: by default it drops what is more than a second
late, it advances a job before running it, and a day whose clock change is at midnight it skips.
A ring that comes late, twice or not at all does no harm here.
"""

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable
from typing import Self

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)


class Bell:
    """Calls a coroutine function at once and then every so many seconds, never twice at a time.

    In the end, what it is doing has ``grace`` seconds to finish before it is cancelled.
    """

    def __init__(
        self, ring: Callable[[], Awaitable[None]], seconds: float, *, grace: float = 10
    ) -> None:
        self._ring = ring
        self._grace = grace
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._scheduler = AsyncIOScheduler(timezone=dt.UTC)
        self._scheduler.add_job(
            self._carefully,
            "interval",
            seconds=seconds,
            next_run_time=dt.datetime.now(dt.UTC),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )

    async def __aenter__(self) -> Self:
        self._scheduler.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        # Shutting the scheduler down cancels what runs; let a round under way finish first.
        self._scheduler.pause()
        try:
            await asyncio.wait_for(self._quiet.wait(), self._grace)
        except TimeoutError:
            log.warning("a round did not end in %s s and is broken off", self._grace)
        self._scheduler.shutdown(wait=False)

    async def _carefully(self) -> None:
        self._quiet.clear()
        try:
            await self._ring()
        except Exception:
            log.exception("a round failed; the next one will try again")
        finally:
            self._quiet.set()

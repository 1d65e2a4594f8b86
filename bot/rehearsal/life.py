"""One run of the program: it can be killed, and then does nothing more."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from typing import Any
from weakref import WeakSet

from bot.rehearsal.weather import Weather


class Killed(BaseException):
    """The program was killed here. No ``Exception``: a program does not survive it."""


class Life:
    """Whether a run of the program goes on. It is asked at all that can be seen from outside.

    It is the ``Probe`` of the run's database.
    """

    def __init__(self, weather: Weather, elapsed: Callable[[], float]) -> None:
        self._weather = weather
        self._elapsed = elapsed
        self.dead = asyncio.Event()
        self.tasks: WeakSet[asyncio.Task[Any]] = WeakSet()
        self.commits = 0

    def check(self) -> None:
        """Raise ``Killed`` if it was killed."""
        if self.dead.is_set():
            raise Killed

    def may_end(self) -> None:
        """Be killed here, perhaps."""
        self.check()
        if self._weather.toss("crash"):
            self.dead.set()
            raise Killed

    def before_commit(self) -> None:
        """Perhaps be killed, or find the database locked or full."""
        self.may_end()
        if self._weather.toss("locked"):
            message = "database is locked"
            raise sqlite3.OperationalError(message)
        if self._weather.spell("full", "", self._elapsed()):
            message = "database or disk is full"
            raise sqlite3.OperationalError(message)

    def after_commit(self) -> None:
        """Perhaps be killed when all is written, and nobody knows."""
        self.commits += 1
        self.may_end()

    async def bury(self) -> None:
        """End everything that it still does. Nothing of that can be seen from outside."""
        self.dead.set()
        while left := [task for task in self.tasks if not task.done()]:
            # What only has to give a connection back does so.
            await asyncio.sleep(0)
            for task in left:
                task.cancel()
            await asyncio.wait(left)
        for task in self.tasks:
            # Asked for, so that nobody complains that it was not.
            _ = task.cancelled() or task.exception()


LIVING: ContextVar[Life | None] = ContextVar("LIVING", default=None)
"""The run that what is done belongs to."""


def task_of_life(
    loop: asyncio.AbstractEventLoop, coro: Coroutine[Any, Any, Any], **options: Any
) -> asyncio.Task[Any]:
    """Make a task, and note which run it belongs to."""
    task: asyncio.Task[Any] = asyncio.Task(coro, loop=loop, **options)
    if life := LIVING.get():
        life.tasks.add(task)
    return task

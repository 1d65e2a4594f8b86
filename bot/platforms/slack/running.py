"""Keeps Homeroom on Slack while it is entered, and its troubles to itself."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from typing import Self

from slack_bolt.async_app import AsyncApp

from bot.platforms.slack.adapter import Adapter

log = logging.getLogger(__name__)

CLOSING = 10.0
SWEEP_EVERY = 24 * 3600.0
"""Seconds between two looks at whether every workspace still has Homeroom: events get lost."""

Life = Callable[[], Awaitable[None]]
"""Something that goes on until it is cancelled."""


class Slack:
    """Runs the bot on Slack while it is entered. Nothing that goes wrong leaves it."""

    def __init__(self, app: AsyncApp, adapter: Adapter, lives: Sequence[Life]) -> None:
        self._app = app
        self._adapter = adapter
        self._lives = lives
        self._tasks: list[asyncio.Task[None]] = []
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        self._tasks = [asyncio.create_task(_kept(life), name="slack") for life in self._lives]
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._adapter.underway:
            await asyncio.wait(self._adapter.underway, timeout=CLOSING)
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=CLOSING)


async def _kept(life: Life) -> None:
    try:
        await life()
    except Exception:
        log.exception("a part of Slack has ended; everything else runs on")

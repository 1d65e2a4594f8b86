"""Keeps Homeroom on Slack while it is entered, and its troubles to itself."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Self

from bot.platforms.slack.adapter import Adapter

log = logging.getLogger(__name__)

CLOSING = 10.0
"""Seconds that answers under way, and connections, have to come to an end."""

Life = Callable[[], Awaitable[None]]
"""Something that goes on until it is cancelled."""


class Slack:
    """Keeps several lives going. Nothing that goes wrong in one leaves it, or ends another."""

    def __init__(self, adapter: Adapter, lives: Sequence[Life]) -> None:
        self._adapter = adapter
        self._lives = lives
        self._tasks: list[asyncio.Task[None]] = []

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

"""Waiting for what a bot does."""

import asyncio
from collections.abc import Callable

PATIENCE = 30.0
"""Seconds: a whole process may have to start first, beside others, with nothing compiled yet."""


async def until(holds: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.01)

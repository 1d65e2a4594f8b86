"""Running a discord.py client against the local Discord."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

import discord

from tests.local_discord.server import LocalDiscord

Client = TypeVar("Client", bound=discord.Client)


@asynccontextmanager
async def running(here: LocalDiscord, client: Client) -> AsyncIterator[Client]:
    """The client from login to ready, and closed again."""
    async with client:
        task = asyncio.create_task(client.start(here.token))
        async with asyncio.timeout(20):
            await _ready(client, task)
        yield client
    with suppress(discord.ConnectionClosed):
        await task


async def until(fine: Callable[[], object], seconds: float = 10) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(seconds):
        while not fine():
            await asyncio.sleep(0.005)


async def _ready(client: discord.Client, task: "asyncio.Task[None]") -> None:
    # Before login `wait_until_ready` raises; a client that fails must not be waited for.
    while not client.is_ready():
        if task.done():
            await task
        await asyncio.sleep(0.005)

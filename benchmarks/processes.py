"""A bot in a process of its own, that obeys the words it is told, a line each."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import must

ROOT = Path(__file__).parents[1]


@dataclass
class Bot:
    """A process that runs."""

    process: asyncio.subprocess.Process

    async def told(self, word: str) -> str:
        """Tell the bot to do something, and return what it says of it."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n".encode())
        return await self.heard()

    async def heard(self) -> str:
        """Return the bot's next line."""
        assert self.process.stdout is not None
        line = await self.process.stdout.readline()
        must(bool(line), "the bot has ended")
        return line.decode().strip()


@asynccontextmanager
async def started(module: str, name: str, *more: str) -> AsyncIterator[Bot]:
    """Start a module as a bot, wait until it is ready, and end it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-W", "ignore", "-m", module, name, *more),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    bot = Bot(process)
    must(await bot.heard() == "ready", f"{name} did not start")
    yield bot
    assert process.stdin is not None
    process.stdin.close()
    await process.wait()

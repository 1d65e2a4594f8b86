"""Bots in processes of their own: started, killed, and listened to."""

import asyncio
import json
import os
import resource
import signal
import sys
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.fakes.paths import ROOT

LINES = 3_000
"""How much of what the bots log is kept."""


@dataclass
class Bot:
    """A process that is a bot."""

    pid: int
    started: asyncio.Event = field(default_factory=asyncio.Event)
    """Whether it is open: it rings, and plans and sends."""
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    code: int | None = None

    async def kill(self) -> None:
        """End it as a crash of the machine would: ``kill -9``."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """End it as its operator would."""
        await self._end(signal.SIGTERM)

    async def _end(self, number: signal.Signals) -> None:
        if not self.ended.is_set():
            os.kill(self.pid, number)
        await self.ended.wait()

    def no_room(self) -> None:
        """Let no file of its grow, as on a full disk: from now on the system refuses each write."""
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))

    def room_again(self) -> None:
        """Let it write again."""
        if not self.ended.is_set():
            unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
            resource.prlimit(self.pid, resource.RLIMIT_FSIZE, unlimited)


class Bots:
    """Starts bots, and hears of them."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._alive: dict[int, Bot] = {}
        self._born: asyncio.Queue[int] = asyncio.Queue()
        self.ready = asyncio.Event()
        self.log: deque[str] = deque(maxlen=LINES)
        self.logged = 0

    async def start(self, environment: Mapping[str, str]) -> Bot:
        """Start a bot and return as soon as there is a process: it has done nothing yet."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{json.dumps(dict(environment))}\n".encode())
        return self._alive[await self._born.get()]

    def heard_since(self, line: int, *words: str) -> bool:
        """Whether a bot has logged one of these words since so many lines were logged."""
        newest = list(self.log)[-max(0, self.logged - line) :] if self.logged > line else []
        return any(word in one for one in newest for word in words)

    async def hear(self) -> None:
        """Take in what is said of the bots."""
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            match line.decode().split():
                case ["ready"]:
                    self.ready.set()
                case ["born", pid]:
                    self._born.put_nowait(self._bot(pid).pid)
                case ["started", pid]:
                    self._bot(pid).started.set()
                case ["ended", pid, code]:
                    bot = self._bot(pid)
                    bot.code = int(code)
                    bot.ended.set()
                case words:
                    self.log.append(f"not understood: {words}")

    def _bot(self, pid: str) -> Bot:
        # Its first word may be heard before it is said that there is such a process.
        return self._alive.setdefault(int(pid), Bot(int(pid)))

    async def read(self) -> None:
        """Take in what the bots log; a bot whose log nobody reads would come to a halt."""
        assert self._process.stderr is not None
        while line := await self._process.stderr.readline():
            self.log.append(line.decode(errors="replace").rstrip())
            self.logged += 1

    async def end(self) -> None:
        """End them all."""
        for bot in self._alive.values():
            if not bot.ended.is_set():
                await bot.kill()
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()


@asynccontextmanager
async def bots(clock_file: Path, discord_url: str) -> AsyncIterator[Bots]:
    """Have a process that bots are forked from."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-W", "ignore", "-m", "tests.crash.bot_process"),
        *(str(clock_file), discord_url),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=1 << 20,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ.get("PATH", "")},
    )
    them = Bots(process)
    listening = [asyncio.create_task(them.hear()), asyncio.create_task(them.read())]
    try:
        async with asyncio.timeout(60):
            await them.ready.wait()
        yield them
    finally:
        await them.end()
        await asyncio.gather(*listening)

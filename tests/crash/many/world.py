"""A world with PostgreSQL, three workers, two schedulers and a gateway, any of which can fail."""

import asyncio
import datetime as dt
import os
import signal
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg

from bot.platforms.slack.admission.tokens import new_key
from bot.settings import values
from tests.crash.bots import Bot, Bots, bots
from tests.crash.clock import SharedClock
from tests.crash.ledger import Row
from tests.crash.opening import environment_of, subscribed, write_lessons
from tests.crash.rooms import Place, on_discord, on_slack
from tests.crash.world import AT, FIRST_DAY, Room
from tests.fakes.postgres import Postgres, postgres
from tests.fakes.proxy import Proxy
from tests.local_discord.server import LocalDiscord
from tests.local_slack.server import LocalSlack, local_slack

ON_DISCORD, ON_SLACK, DEAF = 60, 12, 2
"""Channels: in two guilds, in two workspaces, and where the bot may not read back."""
WORKERS, SCHEDULERS = 3, 2
RESTART = 1.0
"""Seconds after which what ended by itself is started again."""


@dataclass
class Many:
    """All of it."""

    discord: LocalDiscord
    slack: LocalSlack
    clock: SharedClock
    bots: Bots
    server: Postgres
    database: str
    proxy: Proxy
    rooms: Sequence[Room]
    environment: dict[str, str]
    date: dt.date = FIRST_DAY - dt.timedelta(days=1)
    workers: list[Bot] = field(default_factory=list)
    schedulers: list[Bot] = field(default_factory=list)
    kills: int = 0
    starts: int = 0
    _starting: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    async def start(self, role: str) -> Bot:
        """Start a process with a role."""
        self.starts += 1
        return await self.bots.start(self.environment | {"ROLES": role})

    async def open(self) -> None:
        """Start all of them, and wait until they are there."""
        self.workers = [await self.start("worker") for _ in range(WORKERS)]
        self.schedulers = [await self.start("scheduler") for _ in range(SCHEDULERS)]
        gateway = await self.start("gateway")
        async with asyncio.timeout(60):
            for one in (*self.workers, *self.schedulers, gateway):
                await one.started.wait()

    async def kill(self, some: list[Bot], one: Bot) -> None:
        """Kill a process; as its supervisor would, start another in its place."""
        async with self._starting:
            await one.kill()
            self.kills += 1
            some[some.index(one)] = await self.start(self._role(some))

    async def supervise(self) -> None:
        """Start again what has ended by itself, as when there was no database to begin with."""
        while True:
            await asyncio.sleep(RESTART)
            async with self._starting:
                for some in (self.workers, self.schedulers):
                    for ended in [one for one in some if one.ended.is_set()]:
                        some[some.index(ended)] = await self.start(self._role(some))

    def _role(self, some: list[Bot]) -> str:
        return "worker" if some is self.workers else "scheduler"

    def halt(self, one: Bot) -> None:
        """Stop a process where it stands; it does not know."""
        os.kill(one.pid, signal.SIGSTOP)

    def resume(self, one: Bot) -> None:
        """Let it go on."""
        os.kill(one.pid, signal.SIGCONT)

    def tomorrow(self) -> None:
        """Let the next day come, at the time when lessons are due."""
        self.date += dt.timedelta(days=1)
        due = dt.datetime.combine(self.date, AT, dt.UTC)
        self.clock.pass_by((due - self.clock.now()).total_seconds())

    async def rows(self) -> Mapping[int, Row]:
        """Return the deliveries of the day by subscription; none while there is no database."""
        query = "SELECT subscription_id, state, reason, attempts FROM deliveries WHERE slot = $1"
        with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            connection = await asyncpg.connect(self.database, timeout=5)
            try:
                found = await connection.fetch(query, self.date)
            finally:
                await connection.close()
            return {number: Row(*rest) for number, *rest in found}
        return {}

    async def repeated(self) -> Sequence[object]:
        """Return the lessons that a subscription was sent more than once."""
        query = (
            "SELECT subscription_id, lesson_id FROM deliveries WHERE state = 'sent'"
            " GROUP BY subscription_id, lesson_id HAVING count(*) > 1"
        )
        connection = await asyncpg.connect(self.database)
        try:
            return [tuple(row) for row in await connection.fetch(query)]
        finally:
            await connection.close()

    def standing(self) -> int:
        """Return in how many channels the day's lesson stands."""
        return sum(bool(room.place.standing()[room.key(self.date)]) for room in self.rooms)


@asynccontextmanager
async def many(folder: Path) -> AsyncIterator[Many]:
    """Open a world where nothing has happened yet, and nothing runs but the platforms."""
    clock, here = SharedClock(folder / "clock"), LocalDiscord()
    clock.begin(dt.datetime.combine(FIRST_DAY - dt.timedelta(days=1), AT, dt.UTC))
    here.clock.source = clock.seconds
    await here.start()
    try:
        with postgres(safe=True) as server:
            async with (
                local_slack() as slack,
                bots(folder / "clock", here.state.url) as them,
                Proxy(server.port) as proxy,
            ):
                slack.clock.source = clock.seconds
                places: list[Place] = [
                    *(one for _ in range(2) for one in on_discord(here, ON_DISCORD)),
                    *(one for _ in range(2) for one in on_slack(slack, ON_SLACK)),
                    *on_slack(slack, DEAF, deaf=True),
                ]
                write_lessons(folder / "lessons" / "course")
                key, database = new_key(), await server.database()
                rooms = await subscribed(values.database(database), slack, key, places)
                through = database.replace(f":{server.port}/", f":{proxy.port}/")
                environment = environment_of(folder, here, slack, key)
                environment |= {"DATABASE_URL": through, "HOMEROOM_RING_SECONDS": "0.5"}
                yield Many(here, slack, clock, them, server, database, proxy, rooms, environment)
    finally:
        # Not the clock: what hangs on the platforms yet may look at it.
        await here.stop()

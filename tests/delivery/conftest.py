import datetime as dt
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.content.library import LessonLibrary
from bot.core.ports import NO_METER, Messenger, Meter
from bot.core.reply import Text
from bot.delivery.rounds import Records, Rounds, rounds_over
from bot.domain.delivery import Delivery, State
from bot.domain.lesson import Lesson
from bot.domain.subscription import EVERY_DAY, Mode, Slot, Subscription
from bot.storage.database import opened
from bot.storage.editions import SqlEditions
from bot.storage.ledger import SqlLedger
from bot.storage.notices import SqlNotices
from bot.storage.store import SqlStore
from tests.fakes.clock import FakeClock
from tests.fakes.lessons import lesson
from tests.fakes.messenger import FakeMessenger
from tests.fakes.store import migrated

COURSE = [lesson(f"day-{n}", track="course") for n in (1, 2, 3)]
NEWS = [lesson("friday", track="news", date="2026-01-16")]
SEOUL = ZoneInfo("Asia/Seoul")


@dataclass
class World:
    """Delivery over real records, with a platform and a clock that do as they are told."""

    engine: AsyncEngine
    store: SqlStore
    ledger: SqlLedger
    messenger: FakeMessenger
    clock: FakeClock
    rounds: Rounds

    async def subscribe(
        self,
        channel: str = "a",
        *,
        at: str = "08:00",
        days: frozenset[int] = EVERY_DAY,
        mode: Mode = Mode.COURSE,
        first: str = "2026-01-16",
        **more: Any,
    ) -> Subscription:
        track = "news" if mode is Mode.NEWS else "course"
        time = dt.time.fromisoformat(at)
        wish = Subscription(0, "fake", channel, (time,), SEOUL, track, days, mode)
        wish = replace(wish, owner="ann", server="s", **more) if more else wish
        date = dt.date.fromisoformat(first)
        return await self.store.subscribe(
            wish, Slot(date, dt.datetime.combine(date, time, SEOUL).astimezone(dt.UTC))
        )

    async def states(self) -> list[tuple[str, str, str | None]]:
        found: list[Delivery] = []
        for state in State:
            found += await self.ledger.in_state(state, limit=1_000)
        ordered = sorted(found, key=lambda one: (one.slot, one.subscription_id, one.nth))
        return [(f"{one.slot:%m-%d}", one.state.value, one.lesson_id) for one in ordered]

    async def only(self) -> Delivery:
        """The one delivery there is."""
        found = [one for state in State for one in await self.ledger.in_state(state, limit=9)]
        (delivery,) = found
        return delivery

    @property
    def told(self) -> list[str]:
        """Who was told what, a line each."""
        texts = (
            (owner, [block.text for block in notice.blocks if isinstance(block, Text)])
            for owner, _, notice in self.messenger.told
        )
        return [f"{owner}: {' / '.join(lines)}" for owner, lines in texts]

    def restarted(
        self,
        *,
        with_ledger: type[SqlLedger] = SqlLedger,
        lessons: Sequence[Lesson] = COURSE + NEWS,
        messengers: Mapping[str, Messenger] | None = None,
        patience: float = 30,
        meter: Meter = NO_METER,
    ) -> Rounds:
        """The same records under a process that has just started."""
        ledger, library = with_ledger(self.engine), LessonLibrary(lessons)
        messengers = {"fake": self.messenger} if messengers is None else messengers
        records = Records(ledger, SqlNotices(self.engine), SqlEditions(self.engine))
        clock = self.clock
        return rounds_over(
            records, library, messengers, clock, patience=patience, linger=0, meter=meter
        )


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    async with opened(migrated(tmp_path)) as engine:
        yield engine


@pytest.fixture
def world(engine: AsyncEngine) -> World:
    # 08:00 in Seoul on Friday, 16 January 2026.
    clock, messenger = FakeClock("2026-01-15T23:00:00+00:00"), FakeMessenger()
    ledger = SqlLedger(engine)
    records = Records(ledger, SqlNotices(engine), SqlEditions(engine))
    library = LessonLibrary(COURSE + NEWS)
    rounds = rounds_over(records, library, {"fake": messenger}, clock, linger=0)
    return World(engine, SqlStore(engine), ledger, messenger, clock, rounds)

"""Whatever managers do and whatever goes wrong: each lesson comes once, and once a day at most."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.library import LessonLibrary
from bot.core.reply import Heading
from bot.delivery.membership import joined, left
from bot.delivery.rounds import Records, rounds_over
from bot.domain.subscription import Status
from bot.errors import SendInDoubt, SendPostponed, SendRefused
from bot.storage.database import opened
from bot.storage.editions import SqlEditions
from bot.storage.ledger import SqlLedger
from bot.storage.notices import SqlNotices
from bot.storage.store import SqlStore
from tests.fakes.lessons import lesson
from tests.fakes.messenger import FakeMessenger
from tests.fakes.store import migrated
from tests.fakes.talk import PLATFORM, SERVER, Talk, one_schedule

COURSE = [lesson(f"day-{n}", track="course") for n in range(1, 6)]

COMMANDS = st.sampled_from(
    [
        "pause #1",
        "resume #1",
        "skip #1",
        "now #1",
        "now #1",
        "change #1 20:00",
        "change #1 00:30",
        "change #1 08:00,20:00",
        "change #1 late:240min",
        "change #1 starts:tomorrow",
        "pause #1 until:tomorrow",
        'vacation first:tomorrow last:"in 3 days"',
        "change #1 08:00 Pacific/Kiritimati",
        "change #1 08:00 America/Los_Angeles",
        "change #1 08:00 Asia/Seoul mon,thu",
        "change #1 08:00 Asia/Seoul weekdays",
    ]
)
TICKS = st.integers(min_value=0, max_value=30).map(lambda hours: f"{hours} hours")
NO_ANSWER = SendInDoubt(why="no answer")
MOODS: Mapping[str, Mapping[str, Exception]] = {
    "fine": {},
    "not ready": {},
    "refused": {"before": SendRefused(why="Missing Permissions")},
    "postponed": {"before": SendPostponed(why="an outage", after=60)},
    "unsent": {"before": NO_ANSWER},
    "lost": {"after": NO_ANSWER},
    "unknown": {"after": NO_ANSWER, "finding": NO_ANSWER},
}
TROUBLE = st.sampled_from(list(MOODS))
MEMBERSHIP = st.sampled_from(["left", "joined"])
STORIES = st.lists(st.one_of(COMMANDS, TICKS, TICKS, TROUBLE, MEMBERSHIP), max_size=20)


class Story:
    """A server's managers, the rounds that post, and a platform with moods."""

    def __init__(self, store: SqlStore, records: Records) -> None:
        self.messenger, self.talk = FakeMessenger(), Talk(store, COURSE)
        self.store, self.clock = store, self.talk.clock
        library, messengers = LessonLibrary(COURSE), {PLATFORM: self.messenger}
        self.rounds = rounds_over(records, library, messengers, self.clock, linger=0)

    async def go(self, step: str) -> None:
        if step.endswith("hours"):
            self.clock.go_on(hours=int(step.removesuffix(" hours")))
            await self.rounds.go()
        elif step == "left":
            await left(self.store, PLATFORM, SERVER, self.clock.now())
        elif step == "joined":
            await joined(self.store, PLATFORM, SERVER, self.clock.now())
        elif "#" in step or step.startswith("vacation"):
            assert "Sorry" not in " ".join(await self.talk.say(f"/schedule {step}"))
        else:
            self._trouble(step)
        self.check()

    async def to_its_end(self) -> None:
        self._trouble("fine")
        for one in await self.store.subscriptions():
            if one.status is not Status.ACTIVE:
                await self.go("resume #1")
        for _ in range(8 * 50):
            if len(self.titles) == len(COURSE):
                break
            await self.go("3 hours")

    @property
    def titles(self) -> list[str]:
        headings = (post.blocks[0] for _, _, post in self.messenger.posts)
        return [block.text for block in headings if isinstance(block, Heading)]

    def check(self) -> None:
        assert len(self.messenger.keys) == len(set(self.messenger.keys))
        assert len(self.titles) == len(set(self.titles)) == len(self.messenger.posts)

    def _trouble(self, mood: str) -> None:
        failures = MOODS[mood]
        self.messenger.ready = mood != "not ready"
        self.messenger.before = failing(failures.get("before"))
        self.messenger.after = failing(failures.get("after"))
        self.messenger.finding = failing(failures.get("finding"))


def failing(error: Exception | None) -> Callable[[str], None]:
    def fail(key: str) -> None:
        if error is not None:
            raise error

    return fail


async def tell(steps: list[str], folder: Path) -> list[str]:
    async with opened(migrated(folder)) as engine:
        records = Records(SqlLedger(engine), SqlNotices(engine), SqlEditions(engine))
        story = Story(SqlStore(engine), records)
        await one_schedule(story.talk)
        for step in steps:
            await story.go(step)
        await story.to_its_end()
        return story.titles


@settings(max_examples=15, deadline=None)
@given(STORIES)
def test_a_course_neither_repeats_nor_loses_a_lesson(steps: list[str]) -> None:
    with TemporaryDirectory() as folder:
        titles = asyncio.run(tell(steps, Path(folder)))
    assert sorted(titles) == sorted(one.title for one in COURSE)

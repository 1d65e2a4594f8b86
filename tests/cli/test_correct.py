import asyncio
import datetime as dt
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.cli.differences import differences
from bot.content.folder import read_folder
from bot.core.ports import Planned
from bot.core.reply import Button, Buttons, Facts, Heading, Note, Quote, Text, reply
from bot.domain.delivery import Change, State
from bot.domain.subscription import Slot, Subscription
from bot.replies.lesson import post_of
from bot.storage.database import opened
from bot.storage.editions import SqlEditions
from bot.storage.store import SqlStore
from tests.conftest import Homeroom
from tests.fakes.store import migrated

TIDES = "id: tides\ntitle: Tides\nkey_points:\n- The sea rises once a day.\n- The Moon pulls.\n"
MOON = "id: moon\ntitle: Moon\nkey_points: [It turns.]\n"
NOW = dt.datetime.now(dt.UTC)
DAY = dt.timedelta(days=1)
CHANGED = """\
tides:
  - • The sea rises once a day.
  + • The sea rises twice a day.
"""


@dataclass
class School:
    """Lessons in a folder, and the records of what was posted of them."""

    folder: Path
    homeroom: Homeroom
    numbers: dict[str, int] = field(default_factory=dict)

    def write(self, name: str, text: str) -> None:
        path = self.folder / "lessons" / "sea" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def amend(self) -> None:
        self.write("tides", TIDES.replace("once", "twice"))

    def correct(self, *arguments: str) -> str:
        done = self.homeroom("correct", *arguments, HOMEROOM_LESSONS_DIR="lessons")
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    def posted(
        self,
        lesson_id: str,
        channel: str = "classroom",
        platform: str = "web",
        *,
        ago: int = 0,
        kept: bool = True,
    ) -> None:
        asyncio.run(self._posted(lesson_id, channel, platform, ago, kept=kept))

    async def _posted(
        self, lesson_id: str, channel: str, platform: str, ago: int, *, kept: bool
    ) -> None:
        due = NOW - ago * DAY
        slot, zone = Slot(due.date(), due), ZoneInfo("UTC")
        async with opened(self.url) as engine:
            store, editions = SqlStore(engine), SqlEditions(engine)
            edition = None
            if kept:
                lessons = read_folder(self.folder / "lessons").lessons.values()
                (lesson,) = (one for one in lessons if one.id == lesson_id)
                edition = await editions.keep(lesson_id, post_of(lesson), due)
            if channel not in self.numbers:
                wish = Subscription(0, platform, channel, (dt.time(8),), zone, "sea")
                self.numbers[channel] = (await store.subscribe(wish, slot)).id
            number = self.numbers[channel]
            then = Slot(slot.date + DAY, due + DAY)
            await store.plan(number, [Planned(slot, State.PLANNED)], then, due)
            planned = await store.delivery_on(number, slot.date)
            assert planned is not None
            change = Change(State.SENDING, due, lesson_id=lesson_id, edition=edition)
            assert await store.move(planned, change)
            sending = replace(
                planned, state=State.SENDING, lesson_id=lesson_id, edition=edition, attempts=1
            )
            assert await store.move(sending, Change(State.SENT, due, post_id="1"))

    def refuse(self, why: str) -> None:
        """The running bot carried the corrections out, and was refused."""

        async def refused() -> None:
            async with opened(self.url) as engine:
                editions = SqlEditions(engine)
                for one in await editions.to_correct("web", NOW + DAY, limit=9):
                    await editions.refused(one, why, NOW + DAY)

        asyncio.run(refused())

    def waiting(self) -> list[str]:
        """The keys of the posts that are marked."""

        async def found() -> list[str]:
            async with opened(self.url) as engine:
                editions = SqlEditions(engine)
                marked = [
                    one
                    for platform in ("web", "discord", "slack")
                    for one in await editions.to_correct(platform, NOW + DAY, limit=99)
                ]
                return [one.key for one in marked]

        return asyncio.run(found())

    @property
    def url(self) -> str:
        return migrated(self.folder / "data")


@pytest.fixture
def school(tmp_path: Path, homeroom: Homeroom) -> School:
    school = School(tmp_path, homeroom)
    school.write("tides", TIDES)
    school.write("moon", MOON)
    return school


def test_a_dry_run_shows_what_changed_and_where_and_marks_nothing(school: School) -> None:
    school.posted("tides")
    school.posted("tides", ago=1)
    school.posted("tides", "C1", "slack")
    school.posted("moon", "C2", "slack")
    school.amend()
    assert school.correct("--dry-run") == (
        CHANGED
        + "  slack: 1 post in 1 channel\n"
        + "  web: 2 posts in 1 channel\n\n"
        + "3 posts would be corrected. Nothing was marked: that is done without --dry-run.\n"
    )
    assert school.waiting() == []


def test_without_it_posts_are_marked_for_the_running_bot(school: School) -> None:
    school.posted("tides")
    school.posted("moon", "C1", "slack")
    school.amend()
    assert school.correct() == (
        CHANGED
        + "  web: 1 post in 1 channel\n\n"
        + "1 post marked. The running bot corrects them from its next round on, some in each;"
        " if none is running, it does so once it is started.\n"
    )
    assert school.waiting() == [f"1-{NOW:%Y%m%d}"]
    assert "  web: 1 post in 1 channel, 1 of them marked already\n" in school.correct("--dry-run")


def test_where_nothing_changed_there_is_nothing_to_correct(school: School) -> None:
    nothing = "Nothing to correct: every post that can be corrected says what its lesson says.\n"
    assert school.correct() == nothing
    school.posted("tides")
    assert school.correct() == nothing


def test_only_the_lessons_that_are_named_are_corrected(school: School) -> None:
    school.posted("tides")
    school.posted("moon", ago=1)
    school.amend()
    school.write("moon", MOON.replace("turns", "shines"))
    assert "tides:" not in school.correct("moon")
    assert school.waiting() == [f"1-{NOW - DAY:%Y%m%d}"]
    assert "moon:" not in school.correct("lessons/sea/tides.yaml")
    assert len(school.waiting()) == 2


def test_a_lesson_that_is_not_there_is_said_not_to_be(school: School) -> None:
    done = school.homeroom("correct", "tide", HOMEROOM_LESSONS_DIR="lessons")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "homeroom: There is no lesson tide, and no post of one."
        " Name a lesson by its id or its file.\n"
    )


def test_posts_that_are_too_old_are_counted_and_left_alone(school: School) -> None:
    school.posted("tides", ago=40)
    school.posted("tides", ago=20)
    school.amend()
    said = school.correct("--days", "30")
    assert "  web: 1 post in 1 channel\n  web: 1 post in 1 channel older than 30 days" in said
    assert school.waiting() == [f"1-{NOW - 20 * DAY:%Y%m%d}"]
    school.correct("--days", "41")
    assert len(school.waiting()) == 2


def test_each_text_that_posts_stand_with_is_compared(school: School) -> None:
    school.posted("tides", ago=2)
    school.write("tides", TIDES.replace("once a day", "now and then"))
    school.posted("tides", ago=1)
    school.amend()
    said = school.correct("--dry-run")
    assert CHANGED in said
    assert CHANGED.replace("once a day", "now and then") in said
    assert said.endswith(
        "2 posts would be corrected. Nothing was marked: that is done without --dry-run.\n"
    )


def test_what_can_t_be_corrected_is_told_with_its_reason(school: School) -> None:
    school.posted("tides")
    school.posted("moon", ago=1)
    school.posted("tides", "C1", "slack", kept=False)
    (school.folder / "lessons" / "sea" / "moon.yaml").unlink()
    assert school.correct() == (
        "These can't be corrected: their lessons are gone, or their files faulty.\n"
        "  moon, web: 1 post in 1 channel\n\n"
        "These can't be corrected: an older Homeroom posted them, and did not keep the text.\n"
        "  slack: 1 post\n\n"
        "Nothing to correct: every post that can be corrected says what its lesson says.\n"
    )


def test_what_was_refused_says_why_and_is_tried_again_when_asked(school: School) -> None:
    school.posted("tides")
    school.amend()
    school.correct()
    school.refuse("Unknown Message")
    assert school.waiting() == []
    assert (
        "  web: 1 post in 1 channel, refused the last time: Unknown Message\n" in school.correct()
    )
    assert len(school.waiting()) == 1


def test_faulty_files_are_said_and_their_lessons_left_out(school: School) -> None:
    school.posted("tides")
    school.posted("moon", ago=1)
    school.amend()
    school.write("moon", "title: [Moon\n")
    done = school.homeroom("correct", HOMEROOM_LESSONS_DIR="lessons")
    assert done.returncode == 0
    assert "moon.yaml:1:8: opens a bracket" in done.stderr
    assert done.stderr.endswith("These lessons are left out until they are mended.\n")
    assert CHANGED in done.stdout
    assert school.waiting() == [f"1-{NOW:%Y%m%d}"]


@pytest.mark.parametrize("days", ["0", "-1", "many", "36501", "9" * 5000])
def test_days_that_make_no_sense_are_refused(school: School, days: str) -> None:
    done = school.homeroom("correct", f"--days={days}", HOMEROOM_LESSONS_DIR="lessons")
    assert done.returncode == 2
    assert "a number of days is from 1 to 36500" in done.stderr


def test_every_kind_of_line_is_compared() -> None:
    def post(word: str) -> list[str]:
        old = reply(Heading("Sea", 1, "🌊"), Text("Stays."))
        new = reply(
            Heading(f"Sea {word}", 1, "🌊"),
            Text("Stays."),
            Facts((("Also", "ocean"),)),
            Quote("Two\nlines."),
            Note("Small."),
            Buttons((Button("Read on", "/read sea"),)),
        )
        return list(differences(old, new))

    assert post("blue") == [
        "  - 🌊 Sea",
        "  + 🌊 Sea blue",
        "  + Also: ocean",
        "  + Two",
        "  + lines.",
        "  + Small.",
        "  + [Read on]",
    ]


def test_what_one_does_not_see_is_said_to_be_that() -> None:
    old, new = (reply(Buttons((Button("Read on", f"/read {to}"),))) for to in ("a", "b"))
    assert list(differences(old, new)) == [
        "  (Only what its look or its buttons lead to is different.)"
    ]

"""What nobody could answer, shown to whoever writes lessons, and taught from there."""

import asyncio
import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.core.ports import Taught
from bot.core.request import Place
from bot.storage.database import opened
from bot.storage.misses import SqlMisses
from tests.conftest import Homeroom
from tests.fakes.store import migrated

NOW = dt.datetime.now(dt.UTC)
NONE = "Nothing was asked in the last half year that could not be answered.\n"
LIKE_THIS = 'Like this: homeroom teach "WORDS" "ENTRY"\n'


@dataclass
class Desk:
    """Where an author sits: the command line, and the records of what was asked."""

    homeroom: Homeroom
    folder: Path

    def note(self, words: str, command: str = "term", server: str = "77", *flags: bool) -> None:
        asyncio.run(self._note(words, command, server, flags))

    def teach(self, taught: Taught) -> None:
        asyncio.run(self._teach(taught))

    async def _teach(self, taught: Taught) -> None:
        async with opened(self._url) as engine:
            await SqlMisses(engine).teach(taught, NOW)

    async def _note(self, words: str, command: str, server: str, flags: tuple[bool, ...]) -> None:
        async with opened(self._url) as engine:
            for unsure in flags or (False,):
                place = Place("discord", "100", server)
                await SqlMisses(engine).note(place, command, words, "en", NOW, unsure=unsure)

    @property
    def _url(self) -> str:
        return migrated(self.folder / "data")

    def said(self, *arguments: str) -> str:
        done = self.homeroom(*arguments)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    def refused(self, *arguments: str) -> str:
        done = self.homeroom(*arguments)
        assert (done.returncode, done.stdout) == (1, "")
        return done.stderr


@pytest.fixture
def desk(homeroom: Homeroom, tmp_path: Path) -> Desk:
    migrated(tmp_path / "data")
    return Desk(homeroom, tmp_path)


def test_before_anything_was_asked_it_says_so(desk: Desk) -> None:
    assert desk.said("misses") == NONE
    assert desk.said("misses", "--server", "9") == NONE.replace("asked", "asked on 9")
    assert desk.said("misses", "--json") == "[]\n"


def test_what_was_missed_is_shown_the_most_often_first_with_what_is_nearest(desk: Desk) -> None:
    desk.note("[b]fond[/b]")
    desk.note("sovereign stuff", "term", "77", True, False)
    desk.note("why was naver dropped by them", "faq", "78", True)
    shown = desk.said("misses")
    rows = [line.split("│")[1:-1] for line in shown.splitlines() if line.startswith("│")]
    cells = [[cell.strip() for cell in row] for row in rows if row[0].strip()]
    today = f"{NOW:%Y-%m-%d}"
    assert cells[0] == ["2", "1", today, "discord", "/term", "sovereign stuff", "AI Sovereignty"]
    assert {row[4] for row in cells} == {"/term", "/faq"}
    assert "[b]fond[/b]" in shown
    assert "Why was Naver" in shown
    assert 'homeroom teach "WORDS" "ENTRY"' in shown


def test_for_other_programs_there_is_all_of_it_as_json(desk: Desk) -> None:
    desk.note("소버린 머시기", "term", "77", False, True)
    desk.note("elsewhere", "term", "78")
    (one,) = json.loads(desk.said("misses", "--json", "--server", "77"))
    assert one["words"] == "소버린 머시기"
    assert (one["platform"], one["server"], one["command"]) == ("discord", "77", "term")
    assert (one["asked"], one["unsure"], one["last"]) == (2, 1, NOW.isoformat())
    assert len(json.loads(desk.said("misses", "--json", "--limit", "1"))) == 1


@pytest.mark.parametrize("limit", ["0", "-1", "many", "10001"])
def test_a_limit_that_is_none_is_refused(desk: Desk, limit: str) -> None:
    done = desk.homeroom("misses", f"--limit={limit}")
    assert done.returncode == 2
    assert "a limit is a number from 1 to 10000" in done.stderr


def test_a_database_that_cannot_be_reached_is_named(desk: Desk) -> None:
    done = desk.homeroom("misses", DATABASE_URL="postgresql://a:b@127.0.0.1:1/x")
    assert done.returncode == 1
    assert "The database at x on 127.0.0.1:1 can't be used" in done.stderr


def test_what_is_taught_is_found_from_then_on_and_is_no_miss_any_more(desk: Desk) -> None:
    desk.note("brain plan")
    said = desk.said("teach", "Brain  plan", "ai sovereignty")
    assert said.startswith("/term Brain plan leads to “AI Sovereignty” everywhere from now on.\n")
    assert desk.said("misses") == NONE
    assert desk.said("say", "/term brain-plan").startswith("AI Sovereignty\n")
    forget = said.splitlines()[-1].removeprefix("To take it back: homeroom ").split()
    assert desk.said(*forget).startswith("These words lead nowhere any more.")
    assert not desk.said("say", "/term brain-plan").startswith("AI Sovereignty\n")
    assert desk.refused(*forget) == (
        f"homeroom: No words with the id {forget[-1]} were taught."
        " homeroom teach --list shows those that were.\n"
    )


def test_a_question_is_taught_by_its_words_or_its_id(desk: Desk) -> None:
    by_words = desk.said(
        "teach", "green portal out", "why was naver excluded and what will it do now"
    )
    assert "/faq green portal out leads to “Why was Naver excluded" in by_words
    by_id = desk.said("teach", "portal gone", "why-naver", "--server", "discord:77")
    assert "on discord:77 from now on" in by_id


def test_all_that_was_taught_is_listed_and_what_is_gone_is_marked(desk: Desk) -> None:
    assert desk.said("teach", "--list") == "Nothing was taught yet.\n"
    desk.teach(Taught("abc", "term", "old [b]words", "gone1234"))
    desk.said("teach", "brain plan", "AI Sovereignty", "--server", "slack:T1")
    rows = desk.said("teach", "--list").splitlines()
    (old,) = (row for row in rows if "old [b]words" in row)
    (new,) = (row for row in rows if "brain plan" in row)
    assert "gone: gone1234" in old
    assert "everywhere" in old
    assert "AI Sovereignty" in new
    assert "on slack:T1" in new


def test_an_entry_that_is_not_there_brings_the_nearest(desk: Desk) -> None:
    said = desk.refused("teach", "brain plan", "AI sovreignity")
    assert said.startswith(
        "homeroom: There is no term and no question “AI sovreignity”. Did you mean one of these?\n"
    )
    assert "  ai-sovereignty  /term AI Sovereignty\n" in said
    assert "/search WORDS" in desk.refused("teach", "brain plan", "zzzz")
    assert desk.said("teach", "--list") == "Nothing was taught yet.\n"


def test_a_name_that_several_have_is_not_guessed(desk: Desk) -> None:
    lessons = desk.folder / "lessons" / "sea"
    lessons.mkdir(parents=True)
    for name in ("one", "two"):
        (lessons / f"{name}.yaml").write_text(
            f"id: {name}\ntitle: {name}\nkey_points: [It is.]\n"
            f"terms:\n- name: Tide\n  id: tide-{name}\n  short: It comes.\n"
        )
    done = desk.homeroom("teach", "flood", "tide", HOMEROOM_LESSONS_DIR="lessons")
    assert done.stderr == (
        "homeroom: “tide” is the name of several. Say the id of the one you mean:\n"
        "  tide-one  /term Tide\n"
        "  tide-two  /term Tide\n"
    )
    done = desk.homeroom("teach", "flood", "tide-two", HOMEROOM_LESSONS_DIR="lessons")
    assert done.stdout.startswith("/term flood leads to “Tide” everywhere from now on.\n")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "say words and an entry, or --list, or --forget ID"),
        (("--list", "--forget", "a"), "say words and an entry, or --list, or --forget ID"),
        (("words", "entry", "--list"), "say words and an entry, or --list, or --forget ID"),
        (("words",), "it is not said what “words” leads to"),
        ((" ", "AI Sovereignty"), "there are no words"),
    ],
)
def test_what_is_half_said_is_refused(desk: Desk, arguments: tuple[str, ...], why: str) -> None:
    assert desk.refused("teach", *arguments) == f"homeroom: Nothing was taught: {why}. {LIKE_THIS}"


@pytest.mark.parametrize("server", ["77", "web:1", "discord:", "irc:1"])
def test_a_server_is_named_with_its_platform(desk: Desk, server: str) -> None:
    done = desk.homeroom("teach", "words", "AI Sovereignty", "--server", server)
    assert done.returncode == 2
    assert "a server is written like discord:1234 or slack:T0123" in done.stderr

"""What nobody could answer, in chat: it is listed, linked, found from then on, and taken back."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app.learning import HeardMisses
from bot.content.library import LessonLibrary
from bot.content.taught import TaughtWords
from bot.core.ports import Taught
from bot.core.reply import LINE_MAX
from bot.core.request import Asker, Place, Rank
from bot.domain.asked import asked_id
from bot.domain.lesson import Term
from bot.replies.languages import LANGUAGES
from bot.storage.database import opened
from bot.storage.store import SqlStore
from tests.commands.conftest import CHIPS, ENERGY
from tests.fakes.lessons import entry, lesson, term
from tests.fakes.store import migrated
from tests.fakes.talk import HERE, PLATFORM, Talk

BOB, MAX = Asker("bob"), Asker("max", "en", Rank.MANAGER)
ELSEWHERE = Place(PLATFORM, "200", "2")
LIST = "Back to the list"


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talk]:
    async with opened(migrated(tmp_path)) as engine:
        lessons = [CHIPS, ENERGY]
        words = TaughtWords(LessonLibrary(lessons))
        misses = HeardMisses(engine, words)
        yield Talk(SqlStore(engine), lessons, asker=MAX, misses=misses, words=words)


async def missed(
    talk: Talk,
    words: str = "number cruncher",
    command: str = "term",
    *,
    place: Place = HERE,
    unsure: bool = False,
) -> str:
    """Have words be missed; return the miss's id."""
    now = talk.clock.now()
    await talk.misses.note(place, command, words, "en", now, unsure=unsure)
    return asked_id(place.platform, place.server, command, words)


async def gpu(talk: Talk) -> str:
    """Return what a button says that leads to the GPU."""
    (hit,) = LessonLibrary(talk.lessons).complete_term("GPU", 1)
    return f"term:{hit.term.id}"


async def left(talk: Talk) -> list[str]:
    return [one.words for one in await talk.misses.misses()]


async def test_what_was_missed_most_often_comes_first_with_how_often_and_when(talk: Talk) -> None:
    await missed(talk, "who invented sand", "faq", unsure=True)
    talk.clock.go_on(days=1)
    for unsure in (False, True, False):
        await missed(talk, unsure=unsure)
    await missed(talk, "not asked here", place=ELSEWHERE)
    assert await talk.say("/misses") == [
        "What nobody could answer",
        "This was asked here and found nothing, or nothing for sure. Who asked is not kept.",
        "/term number cruncher: nothing found twice, only suggestions once,"
        " last on 17 January 2026",
        "/faq who invented sand: only suggestions once, last on 16 January 2026",
        "Pick one to say which term or question answers it.",
        "[number cruncher] [who invented sand]",
    ]
    assert talk.answer.private


async def test_ten_are_shown_and_long_ones_are_cut_on_their_buttons(talk: Talk) -> None:
    for number in range(12):
        await missed(talk, f"a rather long question about number {number}", "faq")
    await talk.say("/misses")
    assert len(talk.buttons) == 10
    assert {button.label for button in talk.buttons} == {"a rather long question…"}


async def test_where_nothing_was_missed_that_is_said(talk: Talk) -> None:
    await missed(talk, place=ELSEWHERE)
    assert (await talk.say("/misses"))[1].startswith("Everything that was asked here lately was")
    assert not talk.buttons


async def test_a_miss_is_linked_found_from_then_on_and_taken_back(talk: Talk) -> None:
    await missed(talk, "graphic procesor unit thing")
    await talk.say("/misses")
    said = await talk.press(talk.buttons[0].label)
    assert said[0] == "Which entry answers “graphic procesor unit thing”?"
    await talk.say(f"{talk.buttons[0].line.rpartition(' ')[0]} {await gpu(talk)}")
    assert talk.said == [
        "“graphic procesor unit thing” leads to “GPU” on this server from now on.",
        f"[Undo] [{LIST}]",
    ]
    undo = talk.buttons[0].line
    assert await left(talk) == []
    assert (await talk.say("/term graphic procesor unit thing"))[0] == "GPU"
    talk.place = ELSEWHERE
    assert (await talk.say("/term graphic procesor unit thing"))[0] != "GPU"
    talk.place = HERE
    assert (await talk.say(undo))[0].startswith("“graphic procesor unit thing” leads nowhere again")
    assert (await talk.say("/term graphic procesor unit thing"))[0] != "GPU"
    assert (await talk.say(undo))[0].startswith("These words lead nowhere here any more.")


async def test_a_question_may_lead_to_a_term_and_a_term_to_an_answer(talk: Talk) -> None:
    library = LessonLibrary(talk.lessons)
    question = library.complete_question("Who draws", 1)[0].entry
    asked, word = await missed(talk, "number cruncher?", "faq"), await missed(talk, "fabless")
    assert (await talk.say(f"/link {asked} {await gpu(talk)}"))[0].startswith(
        "“number cruncher?” leads to “GPU”"
    )
    assert (await talk.say(f"/link {word} faq:{question.id}"))[0].startswith(
        "“fabless” leads to “Who draws the chips?”"
    )
    assert await left(talk) == []
    assert {one.words: one.command for one in await talk.misses.taught()} == {
        "number cruncher?": "term",
        "fabless": "faq",
    }
    assert (await talk.say("/term number cruncher"))[0] == "GPU"
    assert (await talk.say("/faq fabless"))[0] == "Who draws the chips?"


async def test_five_that_are_near_are_offered_its_own_kind_first_and_some_of_the_other(
    talk: Talk,
) -> None:
    names = [term(f"Wafer {n}") for n in range(7)]
    questions = [entry(f"Wafer {word}?") for word in ("where", "when", "why", "who")]
    talk.lessons = [lesson("wafers", terms=names, faq=questions)]
    talk.words = None
    for command, kinds in (("term", "🔑🔑🔑💬💬"), ("faq", "💬💬💬🔑🔑")):
        await talk.say(f"/link {await missed(talk, 'wafer', command)}")
        assert "".join(button.label[0] for button in talk.buttons[:-1]) == kinds
        assert len({button.line for button in talk.buttons}) == 6


async def test_where_nothing_is_near_that_is_said_with_what_else_there_is(talk: Talk) -> None:
    assert await talk.say(f"/link {await missed(talk, 'xylophone')}") == [
        "No term and no question comes near “xylophone”.",
        "If nothing here fits, it may be something for a new lesson.",
        f"[{LIST}]",
    ]


async def test_the_longest_id_of_an_entry_fits_a_button(talk: Talk) -> None:
    talk.lessons = [lesson("wafers", terms=[Term("Wafer", "Thin.", id="w" * 40)])]
    talk.words = None
    await talk.say(f"/link {await missed(talk, 'wafer')}")
    assert talk.buttons[0].line.endswith("w" * 40)
    assert len(talk.buttons[0].line) <= LINE_MAX


async def test_what_was_missed_on_another_server_or_platform_is_not_told(talk: Talk) -> None:
    key = await gpu(talk)
    for place in (ELSEWHERE, Place("other", "100", HERE.server)):
        miss = await missed(talk, "secret plan", place=place)
        for line in (f"/link {miss}", f"/link {miss} {key}"):
            (said,) = await talk.say(line)
            assert said.startswith("That is not on the list any more")
            assert talk.answer.refusal
    assert await talk.misses.taught() == []
    assert len(await left(talk)) == 2


async def test_what_was_taught_elsewhere_is_not_taken_back(talk: Talk) -> None:
    for platform, server in ((PLATFORM, "2"), ("other", HERE.server), ("", "")):
        id_ = asked_id(platform, server, "term", "number cruncher")
        taught = Taught(id_, "term", "number cruncher", "abcd1234", platform, server)
        await talk.misses.teach(taught, talk.clock.now())
        assert (await talk.say(f"/unlink {id_}"))[0].startswith("These words lead nowhere here")
    assert len(await talk.misses.taught()) == 3


async def test_an_entry_that_is_gone_is_not_linked(talk: Talk) -> None:
    miss = await missed(talk)
    for key in ("term:gone1234", "faq:gone1234", "lesson:chips", "nonsense"):
        (said,) = await talk.say(f"/link {miss} {key}")
        assert said.startswith("What this asks for is no longer in the lessons.")
    assert await talk.misses.taught() == []
    assert (await talk.say("/link 0123456789abcdef"))[0].startswith("That is not on the list any")


async def test_learners_are_refused(talk: Talk) -> None:
    miss, key = await missed(talk), await gpu(talk)
    await talk.say(f"/link {miss} {key}")
    undo, talk.asker = talk.buttons[0].line, BOB
    for line in ("/misses", f"/link {miss}", f"/link {miss} {key}", undo):
        (said,) = await talk.say(line)
        assert "is for the admins here, and for those they chose" in said
    assert len(await talk.misses.taught()) == 1


async def test_where_there_are_no_servers_words_lead_there_everywhere(talk: Talk) -> None:
    talk.place = Place("web", "classroom")
    miss = await missed(talk, place=talk.place)
    await talk.say("/misses")
    assert [button.line for button in talk.buttons] == [f"/link {miss}"]
    said = await talk.say(f"/link {miss} {await gpu(talk)}")
    assert said[0] == "“number cruncher” leads to “GPU” everywhere from now on."
    assert (await talk.say("/term number cruncher"))[0] == "GPU"
    await talk.say(f"/link {miss} {await gpu(talk)}")
    (taught,) = await talk.misses.taught()
    assert taught.id == asked_id("", "", "term", "number cruncher")
    await talk.say(f"/unlink {taught.id}")
    assert await talk.misses.taught() == []


async def test_the_start_page_leads_those_who_manage_to_it(talk: Talk) -> None:
    def leads() -> list[str]:
        return [one.label for one in talk.buttons if one.line == "/misses"]

    await talk.ask("home")
    assert leads() == []
    await missed(talk)
    await missed(talk, "not asked here", place=ELSEWHERE)
    await talk.ask("home")
    assert leads() == ["What nobody could answer (1)"]
    assert (await talk.press("What nobody could answer (1)"))[0] == "What nobody could answer"
    for number in range(100):
        await missed(talk, f"word {number}")
    await talk.ask("home")
    assert leads() == ["What nobody could answer (99+)"]
    talk.asker = BOB
    await talk.ask("home")
    assert leads() == []


async def test_every_language_has_its_words(talk: Talk) -> None:
    key = await gpu(talk)
    for language in LANGUAGES:
        talk.asker = replace(MAX, language=language)
        assert "{" not in " ".join(await talk.say("/misses"))
        miss = await missed(talk, "wafer", unsure=True)
        for line in ("/misses", "/home", f"/link {miss}", f"/link {miss} {key}"):
            assert "{" not in " ".join(await talk.say(line))
        undo = talk.buttons[0].line
        for line in (undo, undo, f"/link {miss}"):
            assert "{" not in " ".join(await talk.say(line))

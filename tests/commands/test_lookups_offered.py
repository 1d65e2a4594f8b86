"""What a look-up offers where it is not sure, what it shows besides, and what is noted of it."""

import dataclasses

import pytest

from bot.core.ports import Miss
from bot.core.reply import LINE_MAX, press
from bot.core.request import Asker, Rank
from bot.domain.asked import asked_id
from bot.errors import SendError
from bot.storage.store import SqlStore
from tests.commands.conftest import CHIPS, ENERGY, LATER
from tests.fakes.lessons import entry, lesson, term
from tests.fakes.misses import FakeMisses
from tests.fakes.talk import PLATFORM, SERVER, Talk

GPU_ID = CHIPS.terms[0].id
EXPENSIVE_ID = CHIPS.faq[0].id
COOLING = lesson(
    "how-data-centres-are-cooled",
    date="2026-01-10",
    terms=[term("GPU", "A GPU gets hot.")],
)
OLDEST = lesson("first-words", date="2025-12-01", terms=[term("GPU", "A GPU draws pictures.")])
LEARNER = Asker("bob", "en", Rank.LEARNER)
LINK_IT = "Link it to an entry…"


@pytest.fixture
def misses() -> FakeMisses:
    return FakeMisses()


@pytest.fixture
def asking(store: SqlStore, misses: FakeMisses) -> Talk:
    """A learner asks."""
    return Talk(store, (CHIPS, ENERGY, LATER, COOLING, OLDEST), asker=LEARNER, misses=misses)


def managing(talk: Talk, language: str = "en") -> Talk:
    return dataclasses.replace(talk, asker=Asker("mia", language, Rank.MANAGER))


async def missed(misses: FakeMisses) -> list[tuple[str, str, int, int]]:
    def told(one: Miss) -> tuple[str, str, int, int]:
        return one.command, one.words, one.times, one.unsure

    return [told(one) for one in await misses.misses()]


def labels(talk: Talk) -> list[str]:
    return [button.label for button in talk.buttons]


# Several lessons explain one term


async def test_the_newest_sense_is_shown_and_the_others_are_offered_newest_first(
    asking: Talk,
) -> None:
    assert await asking.say("/term GPU") == [
        "GPU",
        "A GPU does many sums at once.",
        "Also: graphics processor, 그래픽 처리 장치",
        "From “Chips”, 15 January 2026",
        "[The whole lesson] [Quiz me]",
        "Also explained in:",
        "[How Data Centres Are Cooled, 10 January 2026] [First Words, 1 December 2025]",
    ]


async def test_a_press_shows_the_older_sense_and_leads_back(asking: Talk) -> None:
    await asking.say("/term GPU")
    said = await asking.press("How Data Centres Are Cooled, 10 January 2026")
    assert said[:2] == ["GPU", "A GPU gets hot."]
    assert said[-1] == "[Chips, 15 January 2026] [First Words, 1 December 2025]"
    assert (await asking.press("Chips, 15 January 2026"))[1] == "A GPU does many sums at once."


async def test_a_turned_page_of_an_older_sense_stays_with_that_sense(asking: Talk) -> None:
    older = await asking.say(f"/term #{GPU_ID}:{OLDEST.id}")
    assert older[1] == "A GPU draws pictures."
    assert await asking.say(asking.answer.line) == older


async def test_no_more_than_five_other_senses_are_offered(asking: Talk) -> None:
    years = range(2010, 2018)
    asking.lessons = [
        lesson(f"year-{year}", date=f"{year}-03-01", terms=[term("GPU")]) for year in years
    ]
    await asking.say("/term GPU")
    assert [one for one in labels(asking) if one.startswith("Year")] == [
        f"Year {year}, 1 March {year}" for year in range(2016, 2011, -1)
    ]


async def test_a_long_title_leaves_room_for_its_date(asking: Talk) -> None:
    long = dataclasses.replace(OLDEST, title="Everything there is to know " * 4)
    asking.lessons = [CHIPS, long]
    await asking.say("/term GPU")
    (label,) = [one for one in labels(asking) if one.startswith("Everything")]
    assert label.endswith("…, 1 December 2025")
    assert len(label) <= 75


async def test_a_term_of_one_lesson_offers_no_others(asking: Talk) -> None:
    assert "Also explained in:" not in await asking.say("/term wafer")


@pytest.mark.parametrize("ids", [f"{GPU_ID}:gone", f"00000000:{CHIPS.id}", f"{GPU_ID}:heat-pumps"])
async def test_a_sense_that_is_gone_is_said_to_be_gone(asking: Talk, ids: str) -> None:
    (said,) = await asking.say(f"/term #{ids}")
    assert said.startswith("What this asks for is no longer in the lessons.")


async def test_the_longest_ids_fit_a_button(asking: Talk) -> None:
    longest = dataclasses.replace(term("GPU"), id="t" * 24)
    asking.lessons = [
        dataclasses.replace(lesson("new", date="2026-01-02", terms=[longest])),
        dataclasses.replace(lesson("l" * 40, date="2026-01-01", terms=[longest])),
    ]
    await asking.say("/term GPU")
    line = press("term", f"#{'t' * 24}:{'l' * 40}")
    assert line in [button.line for button in asking.buttons]
    assert len(line) <= LINE_MAX


async def test_other_senses_are_offered_in_korean(asking: Talk) -> None:
    asking.asker = Asker("bob", "ko")
    said = await asking.say("/term GPU")
    assert said[-2:] == [
        "다른 수업에서도 설명했어요.",
        "[How Data Centres Are Cooled, 2026년 1월 10일] [First Words, 2025년 12월 1일]",
    ]


# Titles and questions that are looked up as terms, and the other way round


async def test_the_title_of_a_lesson_opens_the_lesson(asking: Talk, misses: FakeMisses) -> None:
    assert await asking.say("/term how data centres are cooled") == await asking.say(
        f"/lesson {COOLING.id}"
    )
    assert not await missed(misses)


async def test_a_term_counts_before_a_title_of_the_same_name(asking: Talk) -> None:
    asking.lessons = [CHIPS, lesson("gpu", date="2026-01-14")]
    assert (await asking.say("/term gpu"))[1] == "A GPU does many sums at once."


async def test_a_question_that_is_looked_up_as_a_term_is_answered(
    asking: Talk, misses: FakeMisses
) -> None:
    said = await asking.say("/term why are chips so expensive")
    assert said[1] == "The machines that make them are."
    assert asking.lookups.take() == {EXPENSIVE_ID: 1}
    assert not await missed(misses)


async def test_a_term_that_is_asked_as_a_question_is_explained(
    asking: Talk, misses: FakeMisses
) -> None:
    said = await asking.say("/faq what is HBM")
    assert said[:2] == ["High Bandwidth Memory", "High bandwidth memory is stacked."]
    assert asking.lookups.take() == {CHIPS.terms[3].id: 1}
    assert not await missed(misses)


async def test_a_mistyped_title_is_offered_and_a_press_opens_it(asking: Talk) -> None:
    assert await asking.say("/term how data centers are coold") == [
        "I know no term called “how data centers are coold”.",
        "Perhaps you mean one of these:",
        "[How Data Centres Are Cooled]",
    ]
    assert "How Data Centres Are Cooled" in await asking.press("How Data Centres Are Cooled")


async def test_a_title_keeps_its_place_beside_many_terms(asking: Talk) -> None:
    names = [f"Memory number {word}" for word in ("ash", "bay", "cob", "dew", "elm", "fig")]
    asking.lessons = [lesson("memory-numbers", terms=[term(name) for name in names])]
    await asking.say("/term memory nunbers")
    assert len(labels(asking)) == 5
    assert labels(asking)[-1] == "Memory Numbers"
    assert all(label in names for label in labels(asking)[:-1])


async def test_questions_are_offered_only_where_no_term_comes_near(asking: Talk) -> None:
    # Both come near to questions; to the first word a term does, too.
    await asking.say("/term high")
    assert labels(asking) == ["High Bandwidth Memory"]
    assert (await asking.say("/term where is sand"))[:2] == [
        "I know no term called “where is sand”.",
        "Perhaps you mean one of these:",
    ]
    assert labels(asking)[0] == "Where do wafers come from?"
    assert (await asking.press("Where do wafers come from?"))[1] == "From sand, in the end."


# What nothing answers


async def test_a_question_that_is_unsure_offers_from_three_to_five(asking: Talk) -> None:
    questions = [f"Why is {what} so expensive?" for what in ("gold", "silk", "tea", "salt", "ink")]
    asking.lessons = [lesson("trade", faq=[entry(one) for one in (*questions, "Who buys it?")])]
    said = await asking.say("/faq what makes things expensive")
    assert said[0] == "I'm not sure I know that one. Is it one of these?"
    assert 3 <= len(labels(asking)) <= 5
    assert set(labels(asking)) <= set(questions)


async def test_a_question_without_an_answer_offers_what_one_may_be_typing(
    asking: Talk, misses: FakeMisses
) -> None:
    assert await asking.say("/faq who") == [
        "None of the lessons answers that.",
        "Perhaps you mean one of these:",
        "[Who draws the chips?]",
    ]
    assert await missed(misses) == [("faq", "who", 1, 0)]


async def test_a_question_that_nothing_comes_near_offers_the_newest_lessons(asking: Talk) -> None:
    assert (await asking.say("/faq how do I bake bread"))[:2] == [
        "None of the lessons answers that.",
        "These are in the newest lesson:",
    ]
    assert set(labels(asking)) == {one.question for one in CHIPS.faq}


async def test_what_nobody_could_answer_is_noted_and_what_was_unsure_too(
    asking: Talk, misses: FakeMisses
) -> None:
    await asking.say("/term Photosynthesis")
    await asking.say("/term photosynthesis")
    await asking.say("/term bandwidth")
    await asking.say("/faq how do I bake bread")
    await asking.say("/faq where is sand")
    assert sorted(await missed(misses)) == [
        ("faq", "how do I bake bread", 1, 0),
        ("faq", "where is sand", 0, 1),
        ("term", "Photosynthesis", 2, 0),
        ("term", "bandwidth", 0, 1),
    ]
    first = await misses.miss(asked_id(PLATFORM, SERVER, "term", "photosynthesis"))
    assert first is not None
    assert (first.platform, first.server, first.language) == (PLATFORM, SERVER, "en")
    assert first.first == asking.clock.now()
    assert not asking.lookups.take()


async def test_what_is_answered_is_counted_and_not_noted(asking: Talk, misses: FakeMisses) -> None:
    await asking.say("/term gpu")
    await asking.say(f"/term #{GPU_ID}")
    await asking.say(f"/term #{GPU_ID}:{OLDEST.id}")
    await asking.say("/faq why are chips so expensive?")
    await asking.say(f"/faq #{EXPENSIVE_ID}")
    assert asking.lookups.take() == {GPU_ID: 3, EXPENSIVE_ID: 2}
    assert not await missed(misses)


async def test_a_button_that_leads_nowhere_is_neither_counted_nor_noted(
    asking: Talk, misses: FakeMisses
) -> None:
    await asking.say("/term #00000000")
    await asking.say("/faq #00000000")
    assert not asking.lookups.take()
    assert not await missed(misses)


@pytest.mark.parametrize("trouble", [SendError(why="the line is cut"), OSError("the disk is full")])
@pytest.mark.parametrize("line", ["/term photosynthesis", "/faq where is sand"])
async def test_what_cannot_be_noted_spoils_no_answer(
    asking: Talk, trouble: Exception, line: str
) -> None:
    manager = managing(asking)
    answered = [one for one in await manager.say(line) if LINK_IT not in one]
    manager.misses = FakeMisses(trouble)
    # A button to a miss that was not kept would lead nowhere.
    assert await manager.say(line) == answered


# Managers can link it


@pytest.mark.parametrize(
    ("line", "command", "words"),
    [
        ("/term photosynthesis", "term", "photosynthesis"),
        ("/term bandwidth", "term", "bandwidth"),
        ("/faq how do I bake bread", "faq", "how do I bake bread"),
        ("/faq where is sand", "faq", "where is sand"),
    ],
)
async def test_a_manager_is_offered_to_link_it_and_a_learner_is_not(
    asking: Talk, misses: FakeMisses, line: str, command: str, words: str
) -> None:
    said = await asking.say(line)
    assert LINK_IT not in labels(asking)
    manager = managing(asking)
    assert await manager.say(line) == [*said, f"[{LINK_IT}]"]
    miss_id = asked_id(PLATFORM, SERVER, command, words)
    assert manager.buttons[-1].line == press("link", miss_id)
    assert await misses.miss(miss_id) is not None


async def test_the_offer_to_link_it_leads_to_what_was_kept_of_it(
    asking: Talk, misses: FakeMisses
) -> None:
    manager = managing(asking)
    await manager.say("/term photosynthesis ann@example.org")
    assert manager.buttons[-1].line == press(
        "link", asked_id(PLATFORM, SERVER, "term", "photosynthesis")
    )
    assert await missed(misses) == [("term", "photosynthesis", 1, 0)]


async def test_where_nothing_is_kept_there_is_nothing_to_link(
    asking: Talk, misses: FakeMisses
) -> None:
    manager = managing(asking)
    await manager.say("/term ann@example.org")
    assert LINK_IT not in labels(manager)
    assert not await missed(misses)


async def test_what_is_not_found_is_said_in_korean_to_those_who_speak_it(asking: Talk) -> None:
    manager = managing(asking, "ko")
    assert await manager.say("/term how data centers are coold") == [
        "“how data centers are coold”(이)라는 용어는 아직 없어요.",
        "혹시 이 가운데 찾는 것이 있나요?",
        "[How Data Centres Are Cooled]",
        "[항목에 이어 주기…]",
    ]

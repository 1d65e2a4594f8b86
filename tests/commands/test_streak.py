"""What somebody has done so far, over days."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot.content.library import LessonLibrary
from bot.core.ports import Attempt
from bot.core.request import Asker, Place
from bot.domain.quiz import ask
from bot.storage.store import SqlStore
from tests.commands.conftest import CHIPS, ENERGY
from tests.fakes.talk import HERE, PLATFORM, Talk

SEOUL = ZoneInfo("Asia/Seoul")
NEIGHBOURS = LessonLibrary([CHIPS, ENERGY]).neighbours(CHIPS)


@pytest.fixture
def talk(store: SqlStore) -> Talk:
    """Bob, in Seoul, where it is 18:00 on Friday, 16 January 2026."""
    return Talk(store, [CHIPS, ENERGY], asker=Asker("bob", "en", zone=SEOUL))


async def answers(talk: Talk, seed: int, *, rightly: bool = True) -> list[str]:
    """Answer the question of a seed, as the button of a choice does."""
    question = ask(CHIPS, NEIGHBOURS, seed)
    assert question is not None
    stem = question.stem
    choice = stem.right if rightly else next(c for c in question.choices if c != stem.right)
    return await talk.say(f"/answer chips {stem.id} {stem.choice_id(choice)} {seed}")


async def streak(talk: Talk) -> str:
    return (await talk.say("/streak"))[1]


async def test_who_has_not_begun_is_told_how(talk: Talk) -> None:
    assert await talk.say("/streak") == [
        "Your streak and your quizzes",
        "Nothing here yet, and that's all right. Every day on which you answer a question counts,"
        " and one question is enough to begin.",
        "[Quiz me]",
    ]
    assert talk.answer.private


async def test_all_of_it_is_shown(talk: Talk) -> None:
    for seed in range(3):
        await answers(talk, seed, rightly=seed != 1)
    talk.clock.go_on(days=40)
    await answers(talk, 3)
    assert await talk.say("/streak") == [
        "Your streak and your quizzes",
        "Today is day 1 of your streak. Come back tomorrow for day 2.",
        "Longest streak: 1 day",
        "Last 30 days: 1 question, 1 right",
        "In all: 4 questions, 3 right",
        "Each question counts once, with your first answer.",
        "Your latest answers",
        "• ✓ 25 February 2026 · Chips",
        "• ✓ 16 January 2026 · Chips",
        "• ✗ 16 January 2026 · Chips",
        "• ✓ 16 January 2026 · Chips",
        "Press a lesson to be asked about it again.",
        "[Quiz me] [Chips]",
    ]
    assert talk.answer.private
    await talk.press("Chips")
    assert len(talk.buttons) > 1


async def test_days_in_a_row_are_counted_until_a_day_is_left_out(talk: Talk) -> None:
    for day in range(3):
        await answers(talk, day)
        talk.clock.go_on(days=1)
    assert await streak(talk) == (
        "3 days in a row up to yesterday. One question today keeps it going."
    )
    await answers(talk, 3)
    assert await streak(talk) == "4 days in a row, today included. Well done!"
    talk.clock.go_on(days=2)
    assert await streak(talk) == ("No streak at the moment. One question today begins a new one.")
    assert "Longest streak: 4 days" in talk.said


async def test_to_practise_what_one_knows_keeps_the_streak_and_not_the_score(talk: Talk) -> None:
    await answers(talk, 0, rightly=False)
    talk.clock.go_on(days=1)
    said = await answers(talk, 0)
    assert "You have answered this one before; your first answer counts." in said
    assert await streak(talk) == "2 days in a row, today included. Well done!"
    assert "In all: 1 question, 0 right" in talk.said
    assert "• ✓ 17 January 2026 · Chips" in talk.said


async def test_a_day_is_one_where_the_learner_is(talk: Talk) -> None:
    # In Seoul both are on the 17th; in Los Angeles on the 16th, and on the 17th.
    for moment in ("2026-01-17T07:30:00+00:00", "2026-01-17T08:30:00+00:00"):
        talk.clock.set(moment)
        await answers(talk, 0 if "07" in moment else 1)
    assert (await streak(talk)).startswith("Today is day 1")
    talk.asker = replace(talk.asker, zone=ZoneInfo("America/Los_Angeles"))
    assert (await streak(talk)).startswith("2 days in a row, today")


async def test_without_a_zone_of_their_own_the_bots_counts(talk: Talk) -> None:
    talk.clock.set("2026-01-16T23:59:00+00:00")
    await answers(talk, 0)
    talk.clock.go_on(minutes=2)
    assert (await streak(talk)).startswith("Today is day 1")
    talk.asker = replace(talk.asker, zone=None)
    assert (await streak(talk)).startswith("1 day in a row up to yesterday.")


async def test_a_lesson_that_is_gone_is_said_to_be(talk: Talk) -> None:
    await talk.store.add_attempt(Attempt(HERE, "bob", "q", True, talk.clock.now(), "old"))
    said = await talk.say("/streak")
    assert "• ✓ 16 January 2026 · a lesson that is no longer here" in said
    assert said[-1] == "[Quiz me]"


async def test_it_is_ones_own(talk: Talk) -> None:
    await answers(talk, 0)
    for asker, place in (
        (Asker("eve"), HERE),
        (talk.asker, Place("elsewhere", HERE.channel, HERE.server)),
    ):
        talk.asker, talk.place = asker, place
        assert "Nothing here yet" in (await talk.say("/streak"))[1]


async def test_where_an_answer_was_given_is_kept(talk: Talk) -> None:
    await answers(talk, 0)
    (one,) = await talk.store.attempts_of(PLATFORM, "bob")
    assert (one.place, one.place.server, one.lesson_id) == (HERE, HERE.server, "chips")


async def test_in_korean_too(talk: Talk) -> None:
    talk.asker = replace(talk.asker, language="ko")
    await answers(talk, 0)
    talk.clock.go_on(days=1)
    assert (await talk.say("/내기록"))[:4] == [
        "나의 연속 기록과 퀴즈",
        "어제까지 1일 연속으로 풀었어요. 오늘 한 문제만 풀면 계속 이어져요.",
        "가장 긴 연속 기록: 1일",
        "최근 30일: 1문제 중 1문제 정답",
    ]


async def test_the_last_thirty_days_are_those_days(talk: Talk) -> None:
    await answers(talk, 0)
    talk.clock.set("2026-02-14T14:59:00+00:00")
    assert "Last 30 days: 1 question, 1 right" in await talk.say("/streak")
    talk.clock.go_on(minutes=2)
    assert "Last 30 days: 0 questions, 0 right" in await talk.say("/streak")

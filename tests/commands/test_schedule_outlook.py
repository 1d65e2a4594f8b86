"""What lies ahead, how channels are doing, and lessons in doubt.

It is Friday, 16 January 2026, 18:00 in Seoul.
"""

import datetime as dt
from dataclasses import replace

import pytest

from bot.core.request import Asker, Place, Rank
from bot.domain.delivery import Change, State
from bot.domain.progress import FINISHED
from bot.domain.subscription import Status
from tests.fakes.holidays import FakeHolidays
from tests.fakes.talk import PLATFORM, Talk, on, one_schedule


async def lived(talk: Talk, state: State, reason: str = "", lesson_id: str = "day-1") -> None:
    """Today's lesson is sent now and comes to something; then half an hour passes."""
    await talk.ask("schedule now")
    delivery = await on(talk, 16)
    assert delivery is not None
    change = Change(state, talk.clock.now(), reason, lesson_id=lesson_id)
    assert await talk.store.move(delivery, change)
    talk.clock.go_on(minutes=30)


# The next ten


async def test_the_next_ten_are_told_with_what_they_bring_and_what_is_passed_over(
    talk: Talk,
) -> None:
    talk.holidays = FakeHolidays({"KR": {"2026-01-19": "Seollal", "2026-01-21": "Rest"}})
    await one_schedule(talk, holidays="KR", ending="again", days="mon, wed, thu, sat")
    await talk.ask("schedule vacation", first="2026-01-21", last="2026-01-25")
    assert await talk.press("All schedules")
    assert await talk.press("Next 10") == [
        "What comes to #daily, in its own time (Asia/Seoul):",
        "• Saturday, 17 January at 08:00: “Day 1”",
        "• Nothing on Monday, 19 January (Seollal)",
        "• Nothing from 21 January 2026 to 25 January 2026",
        "• Monday, 26 January at 08:00: “Day 2”",
        "• Wednesday, 28 January at 08:00: “Day 3”",
        "• Thursday, 29 January at 08:00: “Day 1”, as the course begins again",
        "• Saturday, 31 January at 08:00: “Day 2”",
        "• Monday, 2 February at 08:00: “Day 3”",
        "• Wednesday, 4 February at 08:00: “Day 1”, as the course begins again",
        "• Thursday, 5 February at 08:00: “Day 2”",
        "• Saturday, 7 February at 08:00: “Day 3”",
        "• Monday, 9 February at 08:00: “Day 1”, as the course begins again",
        "[All schedules]",
    ]


async def test_a_course_that_ends_ends_the_list(talk: Talk) -> None:
    await one_schedule(talk, time="08:00, 18:30")
    await lived(talk, State.SENT)
    assert await talk.ask("schedule next") == [
        "What comes to #daily, in its own time (Asia/Seoul):",
        "• Friday, 16 January at 18:30: “Day 2”",
        "• Saturday, 17 January at 08:00: “Day 3”",
        "• Saturday, 17 January at 18:30: a word of congratulation, as the course is finished",
        "After that nothing comes until there are new lessons.",
        "[All schedules]",
    ]


async def test_news_come_on_their_days_and_a_pause_is_said(talk: Talk) -> None:
    await one_schedule(talk, track="news", mode="news", time="19:00")
    await talk.ask("schedule pause")
    said = await talk.ask("schedule next")
    assert said[1:3] == [
        "• Friday, 16 January at 19:00: “Friday”",
        "• Saturday, 17 January at 19:00: no lesson for that day yet",
    ]
    assert said[-2] == "That is what would come if it were resumed now."


async def test_after_the_end_of_a_course_nothing_lies_ahead(talk: Talk) -> None:
    await one_schedule(talk)
    talk.lessons = talk.lessons[:1]
    await lived(talk, State.SENT)
    said = await talk.ask("schedule list")
    assert said[1] == (
        "The channel has had every lesson. On Saturday, 17 January at 08:00 it is congratulated;"
        " then it rests until there are new ones."
    )
    talk.clock.go_on(days=1)
    talk.lessons = []
    assert await talk.ask("schedule next") == [
        "The channel has had every lesson. It goes on by itself when there are new ones.",
        "[All schedules]",
    ]


# How channels are doing


async def test_all_is_well_where_nothing_is_wrong(talk: Talk) -> None:
    assert (await talk.ask("schedule status"))[0].startswith("No lessons come by themselves")
    await one_schedule(talk)
    await lived(talk, State.SENT)
    assert await talk.ask("schedule status") == [
        "How the lessons here are doing",
        "All is well.",
        "#daily #1: Last: Friday, 16 January at 18:00, “Day 1”. The next comes on Saturday,"
        " 17 January at 08:00: “Day 2”.",
    ]


@pytest.mark.parametrize(
    ("state", "reason", "said", "button"),
    [
        (
            State.FAILED,
            "8 attempts came to nothing",
            "The lesson for Friday, 16 January could not be posted: 8 attempts came to nothing."
            " /schedule now tries again.",
            "Send now: #daily #1",
        ),
        (
            State.IN_DOUBT,
            "",
            "I don't know whether the lesson for Friday, 16 January stands there: the reason is"
            " not known. Look, then tell me with /schedule now.",
            "Send now: #daily #1",
        ),
        (
            State.PLANNED,
            "Discord can't be reached",
            "The lesson for Friday, 16 January is late, and I keep trying: Discord can't be"
            " reached.",
            "",
        ),
    ],
)
async def test_trouble_is_told_with_its_mend(
    talk: Talk, state: State, reason: str, said: str, button: str
) -> None:
    await one_schedule(talk)
    await one_schedule(talk, channel="101")
    await lived(talk, state, reason)
    shown = await talk.ask("schedule status")
    assert shown[1] == "One schedule needs you."
    assert shown[2].startswith(f"#daily #1: {said} Nothing was posted yet. ")
    assert shown[3].startswith("#news #2: Nothing was posted yet. ")
    assert [one.label for one in talk.buttons] == ([button] if button else [])


async def test_what_the_bot_paused_is_told_first_and_what_a_manager_paused_as_well(
    talk: Talk,
) -> None:
    await one_schedule(talk)
    await talk.ask("schedule pause")
    await one_schedule(talk, channel="101")
    (_, second) = await talk.store.subscriptions()
    stopped = replace(second, status=Status.PAUSED, reason="Homeroom lacks Send Messages")
    await talk.store.amend(stopped)
    assert (await talk.ask("schedule status"))[1:] == [
        "One schedule needs you.",
        "#news #2: I paused it, as I can't post there: Homeroom lacks Send Messages. Mend that,"
        " then resume it. Nothing was posted yet.",
        "#daily #1: Nothing was posted yet. It is paused: nothing comes until you resume it.",
        "Pick one to mend it:",
        "[Resume: #news #2] [Resume: #daily #1]",
    ]
    assert (await talk.press("Resume: #news #2"))[0] == "It goes on."


async def test_a_slot_nobody_dealt_with_is_overdue(talk: Talk) -> None:
    await one_schedule(talk)
    talk.clock.go_on(hours=16)
    shown = await talk.ask("schedule status")
    assert shown[2].startswith(
        "#daily #1: The lesson for Saturday, 17 January is overdue, and I have not begun with it."
    )


async def test_the_word_at_the_end_is_no_lesson(talk: Talk) -> None:
    await one_schedule(talk)
    await lived(talk, State.SENT, lesson_id=FINISHED)
    said = (await talk.ask("schedule status"))[2]
    assert said.startswith("#daily #1: Last: Friday, 16 January at 18:00, a word of congrat")
    assert await talk.store.last_delivery(talk.place) is None


async def test_status_is_of_one_s_own_server_and_for_managers(talk: Talk) -> None:
    await one_schedule(talk)
    talk.place = Place(PLATFORM, "300", "2")
    assert (await talk.ask("schedule status"))[0].startswith("No lessons come by themselves")
    talk.asker = Asker("bob", "en", Rank.LEARNER)
    assert (await talk.ask("schedule status"))[0].startswith("/schedule status is for the admins")
    assert (await talk.ask("schedule next"))[0].startswith("/schedule next is for the admins")


# In doubt


async def doubted(talk: Talk) -> None:
    await one_schedule(talk)
    await lived(talk, State.IN_DOUBT, "Slack gave no clear answer")


async def test_of_a_lesson_in_doubt_one_is_asked_and_not_sent_it_twice(talk: Talk) -> None:
    await doubted(talk)
    assert await talk.ask("schedule now") == [
        "I don't know whether “Day 1” for Friday, 16 January stands in #daily: Slack gave no"
        " clear answer.",
        "Look there. If you say that it is missing and it is not, it stands there twice.",
        "[It is there] [It is missing]",
    ]
    asked = talk.answer
    assert await talk.press("It is there") == [
        "Thank you. It counts as posted.",
        "The next comes on Saturday, 17 January at 08:00: “Day 2”.",
        "[All schedules]",
    ]
    delivery = await on(talk, 16)
    assert delivery is not None
    assert (delivery.state, delivery.reason) == (State.SENT, "seen by a manager")
    talk.answer = asked
    assert await talk.press("It is missing") == [
        "That is settled already. /schedule status shows how #daily is doing."
    ]


async def test_what_is_missing_is_sent_again_the_same_day(talk: Talk) -> None:
    await doubted(talk)
    await talk.ask("schedule now")
    assert (await talk.press("It is missing"))[0] == "Thank you. “Day 1” is on its way to #daily."
    delivery = await on(talk, 16)
    assert delivery is not None
    assert (delivery.state, delivery.lesson_id) == (State.PLANNED, "day-1")


async def test_what_is_missing_from_another_day_comes_the_next_time(talk: Talk) -> None:
    await doubted(talk)
    talk.clock.go_on(days=1)
    await talk.ask("schedule now")
    said = await talk.press("It is missing")
    assert said[0] == "Thank you. Its day is over, so it comes with the next one."
    assert said[1].endswith("“Day 1”.")


async def test_at_first_the_bot_itself_finds_out(talk: Talk) -> None:
    await doubted(talk)
    talk.clock.go_on(minutes=-20)
    assert (await talk.ask("schedule now"))[0].startswith("The lesson for #daily is on its way")


@pytest.mark.parametrize("key", ["1-20260116", "nonsense", "9-20260116", "1-20260116-2"])
async def test_another_server_s_doubts_lead_nowhere(talk: Talk, key: str) -> None:
    await doubted(talk)
    if key == "1-20260116":
        talk.place = Place(PLATFORM, "300", "2")
    (said,) = await talk.say(f"/schedule settle {key} yes")
    assert said.startswith(("No lessons come to ", "That is settled already."))
    delivery = await talk.store.delivery_on(1, dt.date(2026, 1, 16))
    assert delivery is not None
    assert delivery.state is State.IN_DOUBT

import pytest

from bot.core.ports import Hurdle, Obstacle
from bot.domain.delivery import State
from tests.fakes.talk import DAILY, Talk, next_of, on, one_schedule, sent


async def test_todays_lesson_is_sent_at_once(talk: Talk) -> None:
    await one_schedule(talk)
    assert await talk.press("Send now") == [
        "“Day 1” is on its way to #daily.",
        "The next comes on Saturday, 17 January at 08:00: “Day 2”.",
        "[All schedules]",
    ]
    planned = await on(talk, 16)
    assert planned is not None
    assert (planned.state, planned.due) == (State.PLANNED, talk.clock.now())
    assert await talk.ask("schedule now") == [
        "The lesson for #daily is on its way already. It stands there in a moment."
    ]


async def test_before_its_time_todays_lesson_is_sent_instead_of_then(talk: Talk) -> None:
    await one_schedule(talk, time="20:00")
    said = await talk.press("Send now")
    assert said[1] == "The next comes on Saturday, 17 January at 20:00: “Day 2”."
    assert (await next_of(talk)).date.day == 17


async def test_after_todays_the_next_ones_is_brought_forward(talk: Talk) -> None:
    await one_schedule(talk)
    await talk.press("Send now")
    await sent(talk)
    assert await talk.ask("schedule now") == [
        "“Day 2” is on its way to #daily.",
        "Today's lesson was sent already, so this is the one for 17 January 2026.",
        "The next comes on Sunday, 18 January at 08:00: “Day 3”.",
        "[All schedules]",
    ]
    forward = await on(talk, 17)
    assert forward is not None
    assert (forward.state, forward.due) == (State.PLANNED, talk.clock.now())
    (said,) = await talk.ask("schedule now")
    assert said.startswith("The lesson for #daily is on its way already.")
    assert (await next_of(talk)).date.day == 18


@pytest.mark.parametrize("state", [State.FAILED, State.SKIPPED])
async def test_what_came_to_nothing_today_is_tried_again(talk: Talk, state: State) -> None:
    await one_schedule(talk)
    await talk.press("Send now")
    await sent(talk, state, "day-2")
    assert (await talk.ask("schedule now"))[0] == "“Day 1” is on its way to #daily."
    again = await on(talk, 16)
    assert again is not None
    assert (again.state, again.lesson_id) == (State.PLANNED, "day-1")


@pytest.mark.parametrize("state", [State.SENDING, State.IN_DOUBT])
async def test_what_may_be_there_already_is_not_sent_again(talk: Talk, state: State) -> None:
    await one_schedule(talk)
    await talk.press("Send now")
    await sent(talk, state)
    (said,) = await talk.ask("schedule now")
    assert said.startswith("The lesson for #daily is on its way already.")


async def test_now_too_looks_whether_it_may_post(talk: Talk) -> None:
    await one_schedule(talk)
    talk.channels.standing[DAILY] = [Obstacle(Hurdle.MISSING_PERMISSIONS, ("Embed Links",))]
    assert "Embed Links" in (await talk.ask("schedule now"))[1]
    assert await on(talk, 16) is None


async def test_todays_news_is_sent_and_no_other_days(talk: Talk) -> None:
    await one_schedule(talk, track="news", mode="news")
    assert (await talk.ask("schedule now"))[0] == "“Friday” is on its way to #daily."
    await sent(talk, lesson_id="friday")
    assert await talk.ask("schedule now") == [
        "There is no lesson of news for 17 January 2026."
        " It comes by itself if there is one in time."
    ]
    assert await on(talk, 17) is None

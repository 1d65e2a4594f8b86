"""Several times a day, a first day, how late, and what comes after the last lesson.

It is Friday, 16 January 2026, 18:00 in Seoul.
"""

import datetime as dt

import pytest

from bot.core.request import Asker, Rank
from bot.domain.subscription import Ending
from tests.fakes.talk import Talk, next_of, one_schedule, sent


async def test_lessons_come_several_times_a_day(talk: Talk) -> None:
    assert await one_schedule(talk, time="8am, noon and 6:30 pm") == [
        "Every day at 08:00, 12:00 and 18:30 (Asia/Seoul), #daily gets the next lesson of course.",
        # Today is not over.
        "The first comes on Friday, 16 January at 18:30: “Day 1”.",
        "[Preview] [Send now] [Pause]",
    ]
    (made,) = await talk.store.subscriptions()
    assert made.times == (dt.time(8), dt.time(12), dt.time(18, 30))
    assert (await next_of(talk)).nth == 2


async def test_a_typed_line_takes_several_times(talk: Talk) -> None:
    said = await talk.say("/schedule add 18:30, 08:00 Asia/Seoul days:weekdays")
    assert said[0].startswith("On weekdays at 08:00 and 18:30 (Asia/Seoul), ")
    said = await talk.say("/schedule change time: 오전 9시와 오후 7시 starts: 내일 late: 90 min")
    assert said[1].startswith("On weekdays at 09:00 and 19:00 ")
    assert said[1].endswith(
        "It begins on 17 January 2026. A lesson comes at most 1 hour and 30 minutes late."
    )


async def test_lessons_sent_and_skipped_on_one_day_are_told_apart(talk: Talk) -> None:
    talk.clock.go_on(days=-1)
    await one_schedule(talk, time="19:00, 20:00")
    assert (await talk.ask("schedule now"))[1].startswith("The next comes on Thursday, 15 January")
    await sent(talk)
    said = await talk.ask("schedule skip")
    assert said[0] == "Nothing comes on Thursday, 15 January at 20:00."
    assert said[2] == "The next comes on Friday, 16 January at 19:00: “Day 2”."


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"time": "8, 9, soon"}, "“soon” is no time of day I can read."),
        ({"time": "8, 08:00"}, "08:00 stands there twice."),
        ({"time": "1,2,3,4,5,6,7"}, "That is more than 6 lessons a day."),
        ({"starts": "someday"}, "“someday” is no date I can read."),
        ({"starts": "2025-01-01"}, "“2025-01-01” is over."),
        ({"starts": "2029-01-01"}, "“2029-01-01” is too far away."),
        ({"late": "never"}, "“never” won't do for how late a lesson may come."),
        ({"late": "5 min"}, "“5 min” won't do for how late a lesson may come."),
        ({"ending": "maybe"}, "“maybe” won't do as ending: it is one of stop, again."),
    ],
)
async def test_what_cannot_be_is_said_and_nothing_is_made(
    talk: Talk, options: dict[str, str], said: str
) -> None:
    assert (await one_schedule(talk, **options))[0].startswith(said)
    assert await talk.store.subscriptions() == []


async def test_nothing_comes_before_the_first_day(talk: Talk) -> None:
    said = await one_schedule(talk, starts="next monday")
    assert said[0].endswith(" It begins on 19 January 2026.")
    assert said[1] == "The first comes on Monday, 19 January at 08:00: “Day 1”."
    (made,) = await talk.store.subscriptions()
    # A form sends in what stands there, even once it is over.
    talk.clock.go_on(days=30)
    await talk.ask("schedule change", time="09:00", starts="2026-01-19")
    (changed,) = await talk.store.subscriptions()
    assert changed.starts == made.starts
    assert "It begins" not in (await talk.ask("schedule show"))[0]
    await talk.ask("schedule change", starts="now")
    assert (await talk.store.subscriptions())[0].starts is None


async def test_how_late_and_what_comes_at_the_end_can_be_changed_and_taken_back(
    talk: Talk,
) -> None:
    said = await one_schedule(talk, late="2시간", ending="again")
    assert said[0].endswith(
        " After the last lesson it begins again. A lesson comes at most 2 hours late."
    )
    (made,) = await talk.store.subscriptions()
    assert (made.catch_up, made.ending) == (dt.timedelta(hours=2), Ending.AGAIN)
    said = await talk.ask("schedule change", late="rest of the day", ending="stop")
    assert said[1].endswith("next lesson of course.")
    (made,) = await talk.store.subscriptions()
    assert (made.catch_up, made.ending) == (None, Ending.STOP)


async def test_who_changed_it_last_is_told_of_trouble_in_their_language(talk: Talk) -> None:
    await one_schedule(talk)
    (made,) = await talk.store.subscriptions()
    assert (made.owner, made.language) == ("ann", "en")
    talk.asker = Asker("bora", "ko", Rank.MANAGER)
    await talk.ask("schedule change", time="08:00")
    (same,) = await talk.store.subscriptions()
    assert same == made
    await talk.ask("schedule change", time="09:00")
    (changed,) = await talk.store.subscriptions()
    assert (changed.owner, changed.language) == ("bora", "ko")

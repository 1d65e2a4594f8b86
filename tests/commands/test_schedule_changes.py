from dataclasses import replace

import pytest

from bot.core.ports import Hurdle, Obstacle
from bot.core.request import Place
from bot.domain.delivery import State
from bot.domain.subscription import Status
from tests.fakes.talk import (
    DAILY,
    PLATFORM,
    SERVER,
    Talk,
    on,
    one_schedule,
    sent,
    statuses,
)

# Which one is meant


async def test_the_channel_one_asks_in_is_meant_or_the_one_that_is_named(talk: Talk) -> None:
    await one_schedule(talk, channel="101")
    assert await talk.ask("schedule pause") == [
        "No lessons come to #daily. /schedule add has them sent;"
        " /schedule list shows what there is."
    ]
    assert (await talk.ask("schedule pause", channel="101"))[0].startswith("Paused. #news")


@pytest.mark.parametrize("command", ["pause", "resume", "skip", "remove", "preview", "now", "show"])
async def test_of_several_in_a_channel_one_is_asked_for(talk: Talk, command: str) -> None:
    await one_schedule(talk)
    await one_schedule(talk, track="news", time="18:30", days="tue, thu")
    assert await talk.ask(f"schedule {command}") == [
        "#daily has several schedules. Which one do you mean?",
        "[#1 course, every day at 08:00] [#2 news, on Tue and Thu at 18:30]",
    ]
    assert talk.buttons[1].line == f"/schedule {command} #2"
    assert not (await talk.say(talk.buttons[1].line))[0].startswith("#daily has several")


@pytest.mark.parametrize(
    "line",
    [
        "pause #1",
        "resume #1",
        "skip #1",
        "remove #1 yes",
        "preview #1",
        "now #1",
        "show #1",
        "change #1 09:00",
        "pause 100",
        "pause #01",
        "pause #999999999",
    ],
)
async def test_another_servers_number_leads_nowhere(talk: Talk, line: str) -> None:
    await one_schedule(talk)
    before = await talk.store.subscriptions()
    talk.place = Place(PLATFORM, "300", "2")
    (said,) = await talk.say(f"/schedule {line}")
    assert said.startswith("No lessons come to ")
    talk.place = Place("other", DAILY, SERVER)
    assert len(await talk.say(f"/schedule {line}")) == 1
    assert await talk.store.subscriptions() == before


async def test_a_number_that_was_removed_is_gone(talk: Talk) -> None:
    await one_schedule(talk)
    await talk.say("/schedule remove #1 yes")
    await one_schedule(talk)
    assert (await talk.say("/schedule pause #1"))[0].startswith("No lessons come to #1.")
    assert await statuses(talk) == [Status.ACTIVE]


# Pausing, going on, skipping


async def test_a_paused_schedule_goes_on_with_the_next_lesson_from_then(talk: Talk) -> None:
    await one_schedule(talk)
    assert await talk.press("Pause") == [
        "Paused. #daily gets no lessons until you resume it; it keeps its place.",
        "[Resume] [All schedules]",
    ]
    assert await statuses(talk) == [Status.PAUSED]
    talk.clock.go_on(days=5)
    assert (await talk.press("Resume"))[:3] == [
        "It goes on.",
        "Every day at 08:00 (Asia/Seoul), #daily gets the next lesson of course.",
        "The next comes on Thursday, 22 January at 08:00: “Day 1”.",
    ]
    assert await statuses(talk) == [Status.ACTIVE]


async def test_what_is_not_paused_is_not_resumed(talk: Talk) -> None:
    await one_schedule(talk)
    assert await talk.ask("schedule resume") == [
        "The lessons for #daily are not paused. /schedule list shows what comes when."
    ]


async def test_what_the_bot_paused_goes_on_once_it_is_mended(talk: Talk) -> None:
    await one_schedule(talk)
    (made,) = await talk.store.subscriptions()
    await talk.store.amend(replace(made, status=Status.PAUSED, reason="the channel is gone"))
    assert (await talk.ask("schedule list"))[1] == "It is paused: the channel is gone"
    talk.channels.standing[DAILY] = [Obstacle(Hurdle.UNKNOWN_CHANNEL)]
    assert "I can't see that channel." in (await talk.ask("schedule resume"))[1]
    assert await statuses(talk) == [Status.PAUSED]
    talk.channels.standing.clear()
    assert (await talk.ask("schedule resume"))[0] == "It goes on."
    (again,) = await talk.store.subscriptions()
    assert again == made


async def test_while_it_is_paused_nothing_is_sent_or_skipped(talk: Talk) -> None:
    await one_schedule(talk)
    await talk.press("Pause")
    for command in ("now", "skip"):
        assert await talk.ask(f"schedule {command}") == [
            "#daily is paused, so nothing was done. Resume it first.",
            "[Resume] [All schedules]",
        ]
    assert (await talk.ask("schedule preview"))[0].startswith("This comes next to #daily, once")


async def test_a_lesson_that_is_skipped_comes_the_next_time(talk: Talk) -> None:
    await one_schedule(talk)
    assert await talk.ask("schedule skip") == [
        "Nothing comes on Saturday, 17 January at 08:00.",
        "“Day 1” is not lost: it comes the next time.",
        "The next comes on Sunday, 18 January at 08:00: “Day 1”.",
        "[Preview] [Send now] [All schedules]",
    ]
    skipped = await on(talk, 17)
    assert skipped is not None
    assert (skipped.state, skipped.reason) == (State.SKIPPED, "skipped by a manager")


# Changing and removing


async def test_a_change_keeps_the_place_in_the_course(talk: Talk) -> None:
    await one_schedule(talk)
    await talk.press("Send now")
    await sent(talk)
    said = await talk.ask("schedule change", time="20:00", days="weekdays", thread="yes")
    assert said[:3] == [
        "Changed.",
        "On weekdays at 20:00 (Asia/Seoul), #daily gets the next lesson of course."
        " A thread to talk in opens under each.",
        "The next comes on Monday, 19 January at 20:00: “Day 2”.",
    ]
    assert (await talk.ask("schedule change", zone="new york"))[2] == (
        "The next comes on Monday, 19 January at 20:00: “Day 2”."
    )


async def test_a_change_that_cannot_be_is_not_made(talk: Talk) -> None:
    await one_schedule(talk)
    await one_schedule(talk, track="news")
    before = await talk.store.subscriptions()
    for options, answered in (
        ({"time": "late"}, "“late” is no time of day"),
        ({"track": "news"}, "#daily gets news already: that is schedule #2."),
        ({}, "Say what is to change"),
        ({"time": "08:00"}, "Say what is to change"),
    ):
        (said,) = await talk.ask("schedule change", number="1", **options)
        assert said.startswith(answered)
    talk.channels.standing[DAILY] = [Obstacle(Hurdle.NO_THREADS)]
    said, *_ = await talk.ask("schedule change", number="1", thread="yes")
    assert said == "That won't work yet, and nothing was changed:"
    assert await talk.store.subscriptions() == before


async def test_to_change_one_of_several_one_names_its_number(talk: Talk) -> None:
    await one_schedule(talk)
    await one_schedule(talk, track="news")
    assert await talk.ask("schedule change", time="09:00") == [
        "#daily has several schedules. Say which one with the option “number”:",
        "• #1 course, every day at 08:00",
        "• #2 news, every day at 08:00",
    ]
    said = await talk.ask("schedule change", time="09:00", number="2", mode="news")
    assert said[1].startswith("Every day at 09:00 (Asia/Seoul), #daily gets the lesson of news")


async def test_a_role_and_a_tag_can_be_taken_back(talk: Talk) -> None:
    await one_schedule(talk, channel="102", mention="77", tag="lesson")
    await talk.ask("schedule change", channel="102", mention=SERVER, tag="none")
    (made,) = await talk.store.subscriptions()
    assert (made.options.mention, made.options.tag) == ("", "")


async def test_a_paused_schedule_can_be_changed_and_stays_paused(talk: Talk) -> None:
    await one_schedule(talk)
    await talk.press("Pause")
    said = await talk.ask("schedule change", time="09:00")
    assert said[2] == "It is paused: nothing comes until you resume it."
    assert await statuses(talk) == [Status.PAUSED]


async def test_removing_is_asked_about_first(talk: Talk) -> None:
    await one_schedule(talk)
    said = await talk.ask("schedule remove")
    assert said[0] == "Remove this schedule?"
    assert said[-1] == "[Yes, remove it] [Keep it]"
    asked = talk.answer
    await talk.press("Keep it")
    assert talk.said[-1] == "[Preview] [Send now] [Skip the next] [Pause] [Next 10] [Remove]"
    talk.answer = asked
    assert (await talk.press("Yes, remove it"))[0] == (
        "Removed. #daily gets no more lessons of course."
    )
    assert await talk.store.subscriptions() == []
    assert (await talk.store.next_slot(1)) is not None

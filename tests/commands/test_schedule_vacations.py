"""Days on which nothing comes. It is Friday, 16 January 2026, 18:00 in Seoul."""

from dataclasses import replace

from bot.core.ports import Hurdle, Obstacle
from bot.core.vacations import MOST_VACATIONS
from bot.domain.subscription import Status
from tests.fakes.talk import DAILY, Talk, one_schedule, statuses


async def dates(talk: Talk) -> list[str]:
    (made, *_) = await talk.store.subscriptions()
    return [f"{one.first:%d.%m.}-{one.last:%d.%m.}" for one in made.vacations]


async def test_a_vacation_is_added_shown_and_taken_back(talk: Talk) -> None:
    await one_schedule(talk)
    assert await talk.ask("schedule vacation") == [
        "#daily has no vacation ahead.",
        "To add one: /schedule vacation with a first and a last day, such as 2026-12-24 and"
        " 2027-01-01.",
        "[All schedules]",
    ]
    assert await talk.ask("schedule vacation", first="tomorrow", last="2026-01-20") == [
        "Nothing comes to #daily from 17 January 2026 to 20 January 2026.",
        "The next comes on Wednesday, 21 January at 08:00: “Day 1”.",
        "[Take all back] [All schedules]",
    ]
    said = await talk.ask("schedule show")
    assert said[0].endswith(" On vacation from 17 January 2026 to 20 January 2026.")
    assert await statuses(talk) == [Status.ACTIVE]
    await talk.ask("schedule vacation", first="2026-02-01")
    assert (await talk.ask("schedule vacation"))[0] == (
        "#daily is on vacation from 17 January 2026 to 20 January 2026 and on 1 February 2026."
    )
    assert await talk.press("Take all back") == [
        "All vacations of #daily are taken back.",
        "The next comes on Saturday, 17 January at 08:00: “Day 1”.",
        "[All schedules]",
    ]
    assert await dates(talk) == []


async def test_vacations_that_meet_are_one_and_those_that_are_over_go(talk: Talk) -> None:
    await one_schedule(talk)
    for first, last in ((1, 3), (20, 22), (4, 6), (22, 25)):
        month = "2026-01" if first >= 20 else "2026-02"
        options = {"first": f"{month}-{first:02}", "last": f"{month}-{last:02}"}
        await talk.ask("schedule vacation", **options)
    assert await dates(talk) == ["20.01.-25.01.", "01.02.-06.02."]
    talk.clock.go_on(days=12)
    await talk.ask("schedule vacation", first="2026-03-01")
    assert await dates(talk) == ["01.02.-06.02.", "01.03.-01.03."]


async def test_a_vacation_that_cannot_be_is_not_made(talk: Talk) -> None:
    await one_schedule(talk)
    for options, said in (
        ({"first": "2026-03-01", "last": "2026-02-01"}, "That ends before it begins:"),
        ({"first": "2026-01-15"}, "“2026-01-15” is over."),
        ({"last": "2030-01-15"}, "“2030-01-15” is too far away."),
        ({"first": "soon"}, "“soon” is no date"),
    ):
        assert (await talk.ask("schedule vacation", **options))[0].startswith(said)
    for count in range(1, MOST_VACATIONS + 1):
        first = f"{2026 + count // 12}-{count % 12 + 1:02}-20"
        await talk.ask("schedule vacation", first=first)
    assert (await talk.ask("schedule vacation", first="2026-02-10"))[0] == (
        "There are 20 vacations already. Take them back first: /schedule vacation clear:yes"
    )
    assert len(await dates(talk)) == MOST_VACATIONS


async def test_all_schedules_of_a_channel_go_on_vacation_together(talk: Talk) -> None:
    await one_schedule(talk)
    await one_schedule(talk, track="news")
    said = await talk.ask("schedule vacation", first="tomorrow", last="2026-01-20")
    assert said[0] == "Nothing comes to #daily from 17 January 2026 to 20 January 2026."
    assert [len(one.vacations) for one in await talk.store.subscriptions()] == [1, 1]
    await talk.press("Take all back")
    assert [len(one.vacations) for one in await talk.store.subscriptions()] == [0, 0]


async def test_a_pause_until_a_date_ends_by_itself(talk: Talk) -> None:
    await one_schedule(talk)
    assert await talk.ask("schedule pause", until="2026-01-25") == [
        "Paused. #daily gets no lessons before 25 January 2026; it keeps its place.",
        "The next comes on Sunday, 25 January at 08:00: “Day 1”.",
        "[Resume] [All schedules]",
    ]
    assert await statuses(talk) == [Status.ACTIVE]
    assert await dates(talk) == ["16.01.-24.01."]
    # Said anew, it takes the place of what was said before.
    await talk.ask("schedule pause", until="tomorrow")
    assert await dates(talk) == ["16.01.-16.01."]


async def test_resuming_ends_the_vacation_one_is_on_and_no_other(talk: Talk) -> None:
    await one_schedule(talk)
    await talk.ask("schedule vacation", first="2026-01-18", last="2026-01-20")
    await talk.ask("schedule pause", until="2026-01-25")
    assert (await talk.ask("schedule show"))[-1].startswith("[Resume] [Preview]")
    assert (await talk.press("Resume"))[0] == "The vacation is over: it goes on."
    assert await dates(talk) == ["18.01.-20.01."]
    assert (await talk.ask("schedule resume"))[0].startswith(
        "The lessons for #daily are not paused"
    )


async def test_a_pause_without_end_gets_one(talk: Talk) -> None:
    await one_schedule(talk)
    (made,) = await talk.store.subscriptions()
    await talk.store.amend(replace(made, status=Status.PAUSED, reason="no permission"))
    talk.channels.standing[DAILY] = [Obstacle(Hurdle.UNKNOWN_CHANNEL)]
    assert (await talk.ask("schedule pause", until="2026-01-25"))[0].startswith("That won't work")
    talk.channels.standing.clear()
    await talk.ask("schedule pause", until="2026-01-25")
    assert await statuses(talk) == [Status.ACTIVE]
    assert (await talk.ask("schedule pause", until="today"))[0] == (
        "Name a later date than today: the one on which it goes on."
    )


async def test_of_several_schedules_the_chosen_one_is_paused_until_then(talk: Talk) -> None:
    await one_schedule(talk)
    await one_schedule(talk, track="news")
    await talk.ask("schedule pause", until="25 january")
    assert (await talk.say(talk.buttons[1].line))[0].startswith("Paused. #daily gets no lessons be")
    assert [len(one.vacations) for one in await talk.store.subscriptions()] == [0, 1]

from dataclasses import replace

import pytest

from bot.core.ports import Hurdle, Obstacle
from bot.core.request import Asker, Place, Rank
from bot.domain.subscription import Status
from bot.replies.languages import LANGUAGES
from bot.storage.store import SqlStore
from tests.fakes.talk import (
    DAILY,
    PLATFORM,
    SERVER,
    Talk,
    on,
    one_schedule,
)

# Adding


async def test_a_schedule_is_added_with_a_time_and_a_zone(talk: Talk) -> None:
    assert await one_schedule(talk) == [
        "Every day at 08:00 (Asia/Seoul), #daily gets the next lesson of course.",
        "The first comes on Saturday, 17 January at 08:00: “Day 1”.",
        "[Preview] [Send now] [Pause]",
    ]
    (made,) = await talk.store.subscriptions_of(PLATFORM, SERVER)
    assert (made.channel, made.track, made.status) == (DAILY, "course", Status.ACTIVE)


async def test_it_speaks_korean_and_reads_korean(talk: Talk) -> None:
    talk.asker = Asker("ann", "ko", Rank.MANAGER)
    assert await one_schedule(talk, time="오후 6시 30분", zone="서울", days="월수금") == [
        "#daily 채널에 매주 월·수·금요일 18:30(Asia/Seoul)마다 course 과정의 다음 수업이 올라와요.",
        "첫 수업은 1월 16일 금요일 18:30에 올라와요: “Day 1”",
        "[미리 보기] [지금 보내기] [멈추기]",
    ]
    assert (await talk.say("/일정 목록"))[1].startswith("다음 수업은 1월 16일")


async def test_everything_that_can_be_said_is_kept(talk: Talk) -> None:
    said = await one_schedule(
        talk,
        time="6:30 pm",
        zone="berlin",
        channel="102",
        days="weekdays",
        track="NEWS",
        mode="news",
        thread="yes",
        publish="true",
        mention="77",
        tag="lesson",
    )
    assert said[:2] == [
        "On weekdays at 18:30 (Europe/Berlin), #forum gets the lesson of news dated that day,"
        " if there is one. A thread to talk in opens under each. Each is passed on to the"
        " channels that follow this one. The role you chose is called each time. Each gets the"
        " tag you chose.",
        "The first comes on Friday, 16 January at 18:30: “Friday”.",
    ]
    (made,) = await talk.store.subscriptions()
    options = made.options
    assert (options.thread, options.publish, options.mention, options.tag) == (
        True,
        True,
        "77",
        "900",
    )


@pytest.mark.parametrize(
    ("now", "zone", "first"),
    [
        ("2026-01-16T15:30:00+00:00", "Asia/Seoul", "Saturday, 17 January at 08:00"),
        ("2026-01-16T22:59:59+00:00", "Asia/Seoul", "Saturday, 17 January at 08:00"),
        ("2026-01-16T23:00:00+00:00", "Asia/Seoul", "Sunday, 18 January at 08:00"),
        ("2026-01-16T04:00:00+00:00", "America/Los_Angeles", "Friday, 16 January at 08:00"),
        # The clocks go forward at two in the morning: half past two is three that day.
        ("2026-03-29T00:30:00+00:00", "Europe/Berlin", "Sunday, 29 March at 03:00"),
    ],
)
async def test_the_first_one_is_the_next_there_is_in_that_zone(
    talk: Talk, now: str, zone: str, first: str
) -> None:
    talk.clock.set(now)
    time = "02:30" if "Berlin" in zone else "08:00"
    assert (await one_schedule(talk, zone=zone, time=time))[1] == (
        f"The first comes on {first}: “Day 1”."
    )


@pytest.mark.parametrize(
    ("options", "answered"),
    [
        (
            {"time": "25:00"},
            "“25:00” is no time of day I can read. Write it like 08:00",
        ),
        ({"zone": "CST"}, "I know no time zone “CST”. Name it by its city, like Europe/Berlin"),
        ({"zone": "../etc"}, "I know no time zone “../etc”."),
        ({"days": "now and then"}, "“now and then” are no days I can read."),
        ({"track": "art"}, "There is no track “art”. There are: course, news"),
        ({"mode": "never"}, "“never” won't do as mode: it is one of course, news."),
        ({"thread": "maybe"}, "“maybe” won't do as thread: it is one of yes, no."),
        ({"channel": "a channel"}, "“a channel” won't do as channel: pick one from the list."),
        ({"zone": ""}, "/schedule add needs one more thing: zone."),
    ],
)
async def test_what_cannot_be_read_is_named_and_nothing_kept(
    talk: Talk, options: dict[str, str], answered: str
) -> None:
    (said,) = await one_schedule(talk, **options)
    assert said.startswith(answered)
    assert await talk.store.subscriptions() == []


async def test_everything_in_the_way_is_named_and_nothing_kept(talk: Talk) -> None:
    talk.channels.standing[DAILY] = [
        Obstacle(Hurdle.MISSING_PERMISSIONS, ("Send Messages", "Embed Links")),
        Obstacle(Hurdle.ROLE_NOT_MENTIONABLE),
    ]
    assert await one_schedule(talk, mention="77") == [
        "That won't work yet, and nothing was changed:",
        "• In #daily Homeroom may not yet: Send Messages, Embed Links. Allow it in the channel's"
        " settings, under Permissions.",
        "• That role can't be called. Pick another one.",
        "Once this is mended, ask again.",
    ]
    assert await talk.store.subscriptions() == []


async def test_a_tag_the_forum_does_not_have_is_asked_about(talk: Talk) -> None:
    await one_schedule(talk, channel="102", tag="homework")
    assert talk.channels.asked[-1].options.tag == "homework"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("details", [(), ("Embed Links",)])
@pytest.mark.parametrize("hurdle", Hurdle)
async def test_every_hurdle_has_its_words(
    talk: Talk, hurdle: Hurdle, details: tuple[str, ...], language: str
) -> None:
    talk.asker = replace(talk.asker, language=language)
    talk.channels.standing[DAILY] = [Obstacle(hurdle, details)]
    _, said, _ = await one_schedule(talk)
    assert "{" not in said
    assert ": ." not in said


async def test_a_channel_gets_a_track_once(talk: Talk) -> None:
    await one_schedule(talk)
    assert await one_schedule(talk, time="09:00") == [
        "#daily gets course already: that is schedule #1. /schedule change changes it."
    ]
    await one_schedule(talk, track="news")
    await one_schedule(talk, channel="101")
    assert len(await talk.store.subscriptions()) == 3


async def test_without_lessons_there_is_nothing_to_schedule(store: SqlStore) -> None:
    (said,) = await one_schedule(Talk(store, []))
    assert said.startswith("There are no lessons yet.")


@pytest.mark.parametrize("command", ["add", "list", "pause", "managers", "now", "change"])
async def test_off_a_server_it_says_where_to_go(talk: Talk, command: str) -> None:
    talk.place = Place(PLATFORM, "5")
    (said,) = await talk.ask(f"schedule {command}", time="8", zone="Seoul")
    assert said.startswith("Schedules belong to the channels of a group.") or command == "list"


@pytest.mark.parametrize(
    ("rank", "command", "answered"),
    [
        (Rank.LEARNER, "schedule add", "/schedule add is for the admins here, and for those"),
        (Rank.LEARNER, "schedule now", "/schedule now is for the admins here, and for those"),
        (Rank.MANAGER, "schedule managers", "/schedule managers is for the admins here."),
    ],
)
async def test_it_is_for_those_who_may(talk: Talk, rank: Rank, command: str, answered: str) -> None:
    talk.asker = Asker("bob", "en", rank)
    (said,) = await talk.ask(command, time="08:00", zone="Asia/Seoul")
    assert said.startswith(answered)
    assert await talk.store.subscriptions() == []


# Seeing


async def test_where_nothing_comes_the_list_says_how_to_begin(talk: Talk) -> None:
    (said,) = await talk.ask("schedule list")
    assert said.startswith("No lessons come by themselves here yet. To have one every morning")


async def test_one_schedule_is_shown_with_all_that_can_be_done(talk: Talk) -> None:
    await one_schedule(talk)
    assert await talk.ask("schedule list") == [
        "Every day at 08:00 (Asia/Seoul), #daily gets the next lesson of course.",
        "The next comes on Saturday, 17 January at 08:00: “Day 1”.",
        "#1",
        "[Preview] [Send now] [Skip the next] [Pause] [Next 10] [Remove]",
    ]


async def test_several_are_listed_each_with_its_state(talk: Talk) -> None:
    await one_schedule(talk)
    await one_schedule(talk, track="news", mode="news", days="sat")
    await one_schedule(talk, channel="101")
    await talk.say("/schedule pause #3")
    assert await talk.ask("schedule list") == [
        "Schedules",
        "#daily #1: course, every day at 08:00 (Asia/Seoul). The next comes on Saturday,"
        " 17 January at 08:00: “Day 1”.",
        "#daily #2: news, on Saturdays at 08:00 (Asia/Seoul). The next time is Saturday,"
        " 17 January at 08:00; there is no lesson for that day yet.",
        "#news #3: course, every day at 08:00 (Asia/Seoul). It is paused: nothing comes until"
        " you resume it.",
        "Pick one to see or change what comes.",
        "[#daily #1] [#daily #2] [#news #3]",
    ]
    assert (await talk.press("#news #3"))[-1] == "[Resume] [Preview] [Remove] [All schedules]"


async def test_a_preview_is_the_post_for_ones_own_eyes(talk: Talk) -> None:
    await one_schedule(talk)
    said = await talk.press("Preview")
    assert said[:2] == [
        "This comes to #daily on Saturday, 17 January at 08:00. Only you see it now.",
        "Day 1",
    ]
    assert talk.answer.private
    assert await on(talk, 17) is None


async def test_at_the_end_of_a_course_there_is_nothing_to_preview_or_send(talk: Talk) -> None:
    await one_schedule(talk)
    talk.lessons = []
    for command in ("preview", "now"):
        assert await talk.ask(f"schedule {command}") == [
            "#daily has had every lesson of course. It goes on by itself when there are new ones."
        ]
    assert (await talk.ask("schedule list"))[1] == (
        "The channel has had every lesson. It goes on by itself when there are new ones."
    )


async def test_a_day_without_news_is_said_to_be_one(talk: Talk) -> None:
    await one_schedule(talk, track="news", mode="news")
    assert await talk.ask("schedule preview") == [
        "There is no lesson of news for 17 January 2026."
        " It comes by itself if there is one in time."
    ]


# What is offered


async def test_help_names_the_family_to_those_who_may_use_it(talk: Talk) -> None:
    family = (
        "/schedule add | change | list | next | now | pause | preview | remove | resume | skip"
        " | status | vacation"
    )
    talk.asker = Asker("ann", "en", Rank.MANAGER)
    assert f"{family}: Lessons that come by themselves." in await talk.ask("help")
    talk.asker = Asker("ann", "en", Rank.ADMIN)
    assert any("list | managers | next" in line for line in await talk.ask("help"))
    talk.asker = Asker("bob")
    assert not any("schedule" in line for line in await talk.ask("help"))


KOREAN_DATES = ("내일", "다음 주 월요일", "1주 뒤", "2주 뒤")


@pytest.mark.parametrize(
    ("option", "typed", "suggested"),
    [
        ("zone", "seo", ["Asia/Seoul"]),
        ("zone", "서", ["Asia/Seoul"]),
        ("time", "8", ["08:00", "08:30"]),
        ("time", "6:30 pm", ["18:30"]),
        ("time", "8am and 6:30 pm", ["08:00, 18:30"]),
        ("time", "08:00, 9:3", ["08:00, 09:30"]),
        ("time", "soon, 18", []),
        ("time", "1,2,3,4,5,6,7", []),
        ("starts", "", [*("tomorrow", "next Monday", "in 1 week", "in 2 weeks"), *KOREAN_DATES]),
        ("starts", "내", ["내일"]),
        ("late", "2", ["2 hours", "2시간"]),
        ("ending", "", ["stop", "again"]),
        ("days", "week", ["weekdays", "weekends"]),
        ("days", "월", ["월, 수, 금"]),
        ("track", "", ["course", "news"]),
        ("track", "NEW", ["news"]),
        ("mode", "", ["course", "news"]),
        ("thread", "y", ["yes"]),
    ],
)
def test_options_are_suggested(talk: Talk, option: str, typed: str, suggested: list[str]) -> None:
    assert talk.suggested("schedule add", option, typed) == suggested

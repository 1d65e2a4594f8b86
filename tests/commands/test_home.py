"""The start page, as each who may open it sees it."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.core.ports import Attempt
from bot.core.request import Asker, Place, Rank
from bot.domain.subscription import Slot, Subscription
from bot.replies.languages import LANGUAGES
from bot.storage.store import SqlStore
from tests.commands.conftest import CHIPS, COURSE, NEWS
from tests.fakes.talk import HERE, PLATFORM, SERVER, Talk, one_schedule, sent

ANN, BOB = Asker("ann", "en", Rank.ADMIN), Asker("bob")
BERLIN = ZoneInfo("Europe/Berlin")
ASKING = [
    "Ask me anything",
    "Type one of these, with your own words in it:",
    "• /term GPU",
    "• /faq Why are chips so expensive?",
    "• /quiz",
]
NOTHING_DONE = [
    "Your streak and your quizzes",
    "Nothing here yet, and that's all right. Every day on which you answer a question counts,"
    " and one question is enough to begin.",
]


def group(store: SqlStore, asker: Asker = BOB) -> Talk:
    return Talk(store, [*COURSE, *NEWS, CHIPS], asker=asker, place=Place(PLATFORM, "home", SERVER))


async def scheduled(talk: Talk) -> None:
    """Three schedules, the last of which is paused."""
    asker, place = talk.asker, talk.place
    talk.asker, talk.place = ANN, HERE
    await one_schedule(talk)
    await one_schedule(talk, track="news", mode="news", channel="101", time="20:00")
    await one_schedule(talk, channel="102")
    await talk.say("/schedule pause #3")
    talk.asker, talk.place = asker, place


async def home(talk: Talk) -> list[str]:
    said = await talk.ask("home")
    assert talk.answer.private
    return said


def part(said: list[str], title: str, lines: int) -> list[str]:
    here = said.index(title)
    return said[here + 1 : here + 1 + lines]


async def test_it_is_useful_before_anything_is_set_up(store: SqlStore) -> None:
    assert await home(group(store)) == [
        "Hello, this is Homeroom",
        "A short lesson every day, and answers in between.",
        "What comes next",
        "No lessons come by themselves at the moment. An admin can change that with /schedule add.",
        "Today's lesson",
        "Friday",
        "[Read on]",
        *NOTHING_DONE,
        *ASKING,
    ]


async def test_an_admin_is_told_how_to_begin(store: SqlStore) -> None:
    talk = group(store, replace(ANN, zone=BERLIN))
    said = await home(talk)
    assert part(said, "What comes next", 1) == [
        "No lessons come by themselves yet. To have one every morning, type /schedule add in a"
        " channel, with a time and a zone, such as 08:00 and Europe/Berlin."
    ]
    assert said[-2:] == ["Schedules", "[Who may change them]"]
    talk.asker = Asker("max", "en", Rank.MANAGER)
    assert "Schedules" not in await home(talk)
    talk.channels.forms = True
    assert (await home(talk))[-2:] == ["Schedules", "[New schedule]"]
    assert talk.buttons[-1].line == "/schedule add"


async def test_it_tells_what_comes_when_in_the_readers_zone(store: SqlStore) -> None:
    talk = group(store, replace(BOB, zone=BERLIN))
    await scheduled(talk)
    assert part(await home(talk), "What comes next", 3) == [
        "#news: Friday, 16 January at 12:00: “Friday”",
        "#daily: Saturday, 17 January at 00:00: “Day 1”",
        "Times are in your time zone: Europe/Berlin.",
    ]
    talk.asker = BOB
    assert part(await home(talk), "What comes next", 2) == [
        "#news: Friday, 16 January at 20:00 (Asia/Seoul): “Friday”",
        "#daily: Saturday, 17 January at 08:00 (Asia/Seoul): “Day 1”",
    ]


async def test_without_a_lesson_it_says_why(store: SqlStore) -> None:
    talk = group(store)
    await scheduled(talk)
    talk.lessons = [CHIPS]
    assert part(await home(talk), "What comes next", 2) == [
        "#news: Friday, 16 January at 20:00 (Asia/Seoul), if there is a lesson for that day",
        "#daily: Every lesson was sent. New ones will follow.",
    ]


async def test_the_name_of_a_private_channel_is_for_those_in_it(store: SqlStore) -> None:
    talk = group(store)
    await scheduled(talk)
    talk.channels.private = {"101"}
    assert part(await home(talk), "What comes next", 1) == [
        "A private channel: Friday, 16 January at 20:00 (Asia/Seoul): “Friday”"
    ]
    assert "news" not in " ".join(talk.said)
    talk.asker = ANN
    assert "[#daily #1] [#news #2]" in (await home(talk))[-1]


async def test_those_who_manage_reach_every_schedule(store: SqlStore) -> None:
    talk = group(store, ANN)
    await scheduled(talk)
    assert (await home(talk))[-3:] == [
        "Schedules",
        "Pick one to see or change what comes.",
        "[#daily #1] [#news #2] [#forum #3 (paused)] [All schedules] [Who may change them]",
    ]
    assert "[Resume]" in (await talk.press("#forum #3 (paused)"))[-1]
    talk.asker = Asker("max", "en", Rank.MANAGER)
    assert (await home(talk))[-1] == "[#daily #1] [#news #2] [#forum #3 (paused)] [All schedules]"
    await talk.say("/schedule pause #1")
    await talk.say("/schedule pause #2")
    assert part(await home(talk), "What comes next", 1) == [
        "All schedules are paused. Pick one below to resume it."
    ]


async def test_another_servers_schedules_are_not_told(store: SqlStore) -> None:
    talk = group(store, ANN)
    await scheduled(talk)
    talk.place = Place(PLATFORM, "home", "2")
    assert "#daily" not in " ".join(await home(talk))


async def test_the_lesson_is_the_one_that_was_posted_last(store: SqlStore) -> None:
    talk = group(store, ANN)
    await scheduled(talk)
    talk.place = HERE
    await talk.say("/schedule now #1")
    await sent(talk, lesson_id="day-1")
    talk.asker = BOB
    assert part(await home(talk), "Today's lesson", 2) == ["Day 1", "[Read on]"]
    talk.clock.go_on(days=1)
    assert part(await home(talk), "The latest lesson", 2) == ["Day 1", "[Read on]"]


async def test_more_schedules_than_there_is_room_for_are_counted(store: SqlStore) -> None:
    talk = group(store, ANN)
    for number in range(7):
        await one_schedule(talk, channel=str(500 + number), time=f"{number + 9}:00")
    said = part(await home(talk), "What comes next", 6)
    assert said[0].startswith("#501: Friday, 16 January at 19") or said[0].startswith("#500")
    assert said[5] == "… and 2 more."


async def test_my_quizzes_are_shown_in_short(store: SqlStore) -> None:
    talk = group(store)
    for number in range(5):
        right = number % 2 == 0
        attempt = Attempt(HERE, "bob", f"q{number}", right, talk.clock.now(), "chips")
        await store.add_attempt(attempt)
        talk.clock.go_on(minutes=1)
    assert part(await home(talk), "Your streak and your quizzes", 5) == [
        "Today is day 1 of your streak. Come back tomorrow for day 2.",
        "• ✓ 16 January 2026 · Chips",
        "• ✗ 16 January 2026 · Chips",
        "• ✓ 16 January 2026 · Chips",
        "[My quizzes]",
    ]
    assert (await talk.press("My quizzes"))[2] == "Longest streak: 1 day"


async def test_it_works_off_a_server_and_without_lessons(store: SqlStore) -> None:
    talk = group(store)
    await scheduled(talk)
    talk.place = Place(PLATFORM, "5")
    assert part(await home(talk), "What comes next", 1)[0].startswith("No lessons come by them")
    assert (await home(talk))[-5:] == ASKING
    talk.lessons = []
    assert "• /quiz" in await home(talk)


async def test_a_channel_that_is_on_no_server_has_its_own(store: SqlStore) -> None:
    talk = group(store)
    talk.place = Place("web", "classroom")
    wish = Subscription(0, "web", "classroom", (dt.time(8),), BERLIN, "course")
    slot = Slot(dt.date(2026, 1, 17), dt.datetime(2026, 1, 17, 7, tzinfo=dt.UTC))
    await store.subscribe(wish, slot)
    assert part(await home(talk), "What comes next", 1) == [
        "Here: Saturday, 17 January at 08:00 (Europe/Berlin): “Day 1”"
    ]
    assert "Schedules" not in talk.said


async def test_every_language_has_its_words(store: SqlStore) -> None:
    talk = group(store, ANN)
    await scheduled(talk)
    talk.channels.private = {"100"}
    await store.add_attempt(Attempt(HERE, "bob", "q", True, talk.clock.now(), "chips"))
    for language in LANGUAGES:
        for asker in (ANN, BOB, replace(BOB, zone=BERLIN)):
            talk.asker = replace(asker, language=language)
            assert "{" not in " ".join(await home(talk))

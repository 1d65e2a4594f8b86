"""Schedules that are quiet on public holidays. It is Friday, 16 January 2026, 18:00 in Seoul."""

import pytest

from bot.core.request import Asker, Rank
from tests.fakes.holidays import FakeHolidays
from tests.fakes.talk import Talk, next_of, on, one_schedule, sent

WEEKDAYS = "On weekdays at 08:00 (Asia/Seoul), #daily gets the next lesson of course."
BEFORE = (
    "Before that are holidays, on which nothing comes:"
    " Monday, 19 January (Eve); Tuesday, 20 January (Seollal)."
)


@pytest.fixture
def talk(talk: Talk) -> Talk:
    talk.holidays = FakeHolidays(
        {
            # The Saturday is no day of the schedule, so it is not spoken of.
            "KR": {"2026-01-17": "Rest", "2026-01-19": "Eve", "2026-01-20": "Seollal"},
            "DE": {"2026-01-19": "Montag"},
            "DE-BY": {"2026-01-21": "Mittwoch"},
        }
    )
    return talk


async def quiet(talk: Talk, holidays: str = "KR") -> list[str]:
    return await one_schedule(talk, days="weekdays", holidays=holidays)


async def test_lessons_do_not_come_on_holidays(talk: Talk) -> None:
    assert await quiet(talk) == [
        f"{WEEKDAYS} Not on public holidays in South Korea.",
        "The first comes on Wednesday, 21 January at 08:00: “Day 1”.",
        BEFORE,
        "[Preview] [Send now] [Pause]",
    ]
    (made,) = await talk.store.subscriptions()
    assert made.holidays == "KR"
    assert (await next_of(talk)).date.isoformat() == "2026-01-21"


@pytest.mark.parametrize(
    ("words", "region", "said"),
    [
        ("kr", "KR", "South Korea"),
        ("South Korea", "KR", "South Korea"),
        ("Korea", "KR", "South Korea"),
        ("한국", "KR", "South Korea"),
        ("DE-BY", "DE-BY", "Bavaria, Germany"),
        ("bavaria", "DE-BY", "Bavaria, Germany"),
    ],
)
async def test_a_region_is_named_in_many_ways(
    talk: Talk, words: str, region: str, said: str
) -> None:
    assert (await quiet(talk, words))[0] == f"{WEEKDAYS} Not on public holidays in {said}."
    (made,) = await talk.store.subscriptions()
    assert made.holidays == region


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (
            "Atlantis",
            "I know no public holidays of “Atlantis”. Name a country, such as South Korea or KR,"
            " or a part of one, such as DE-BY; “none” takes them back.",
        ),
        (
            "Germny",
            "I know no public holidays of “Germny”. Did you mean Germany (DE)?",
        ),
        (
            "DE-ZZ",
            "I know no public holidays of DE-ZZ. In that country there are: DE, DE-BY",
        ),
        # Its name is known, but not its holidays.
        (
            "Japan",
            "I know no public holidays of “Japan”. Name a country, such as South Korea or KR,"
            " or a part of one, such as DE-BY; “none” takes them back.",
        ),
    ],
)
async def test_a_region_that_is_not_known_is_explained(talk: Talk, words: str, answer: str) -> None:
    assert await quiet(talk, words) == [answer]
    assert await talk.store.subscriptions() == []


async def test_it_is_all_said_in_korean(talk: Talk) -> None:
    talk.asker = Asker("ann", "ko", Rank.ADMIN)
    assert (await quiet(talk))[:3] == [
        "#daily 채널에 평일 08:00(Asia/Seoul)마다 course 과정의 다음 수업이 올라와요."
        " 공휴일에는 쉬어요(한국).",
        "첫 수업은 1월 21일 수요일 08:00에 올라와요: “Day 1”",
        "그 전에 이런 공휴일이 있어서 쉬어요: 1월 19일 월요일(Eve); 1월 20일 화요일(Seollal)",
    ]
    (said,) = await talk.ask("schedule change", holidays="대한민귝")
    assert said == "“대한민귝”의 공휴일은 모르겠어요. 한국 (KR) 말인가요?"


async def test_a_typed_line_takes_a_country_of_several_words(talk: Talk) -> None:
    await talk.say("/schedule add holidays:South Korea 08:00 Seoul days:weekdays tag:none")
    assert talk.said[0] == f"{WEEKDAYS} Not on public holidays in South Korea."
    await talk.say("/schedule change 공휴일:없음 time:09:00")
    assert talk.said[1] == WEEKDAYS.replace("08:00", "09:00")


async def test_holidays_are_chosen_later_and_taken_back(talk: Talk) -> None:
    await one_schedule(talk, days="weekdays")
    assert (await talk.ask("schedule change", holidays="DE"))[:4] == [
        "Changed.",
        f"{WEEKDAYS} Not on public holidays in Germany.",
        "The next comes on Tuesday, 20 January at 08:00: “Day 1”.",
        "Before that are holidays, on which nothing comes: Monday, 19 January (Montag).",
    ]
    assert (await talk.ask("schedule change", time="09:00"))[1].endswith("in Germany.")
    assert (await talk.ask("schedule change", holidays="none"))[:3] == [
        "Changed.",
        WEEKDAYS.replace("08:00", "09:00"),
        "The next comes on Monday, 19 January at 09:00: “Day 1”.",
    ]
    assert (await talk.ask("schedule change", holidays="none"))[0].startswith("Say what")


async def test_the_list_and_the_preview_say_so(talk: Talk) -> None:
    await quiet(talk)
    assert (await talk.ask("schedule list"))[:3] == [
        f"{WEEKDAYS} Not on public holidays in South Korea.",
        "The next comes on Wednesday, 21 January at 08:00: “Day 1”.",
        BEFORE,
    ]
    assert (await talk.ask("schedule preview"))[:2] == [
        "This comes to #daily on Wednesday, 21 January at 08:00. Only you see it now.",
        BEFORE,
    ]


async def test_what_is_paused_says_nothing_of_the_holidays_before_it(talk: Talk) -> None:
    await quiet(talk)
    await talk.ask("schedule pause")
    assert BEFORE not in await talk.ask("schedule list")
    assert BEFORE not in await talk.ask("schedule preview")
    assert (await talk.ask("schedule resume"))[3] == BEFORE
    assert (await next_of(talk)).date.isoformat() == "2026-01-21"


async def test_skipping_leads_past_holidays(talk: Talk) -> None:
    await quiet(talk, "DE-BY")
    talk.clock.go_on(days=3)
    assert (await talk.ask("schedule skip"))[:3] == [
        "Nothing comes on Monday, 19 January at 08:00.",
        "“Day 1” is not lost: it comes the next time.",
        "The next comes on Tuesday, 20 January at 08:00: “Day 1”.",
    ]
    assert (await talk.ask("schedule skip"))[2] == (
        "The next comes on Thursday, 22 January at 08:00: “Day 1”."
    )


async def test_on_a_holiday_a_lesson_is_sent_to_those_who_ask_for_it(talk: Talk) -> None:
    await quiet(talk)
    talk.clock.go_on(days=3)
    assert (await talk.ask("schedule now"))[:2] == [
        "“Day 1” is on its way to #daily.",
        "The next comes on Wednesday, 21 January at 08:00: “Day 2”.",
    ]
    await sent(talk)
    assert (await talk.ask("schedule now"))[:3] == [
        "“Day 2” is on its way to #daily.",
        "Today's lesson was sent already, so this is the one for 21 January 2026.",
        "The next comes on Thursday, 22 January at 08:00: “Day 3”.",
    ]
    assert await on(talk, 20) is None


async def test_a_day_that_becomes_a_holiday_is_told_of_at_once(talk: Talk) -> None:
    await quiet(talk, "DE")
    assert (await next_of(talk)).date.isoformat() == "2026-01-20"
    talk.holidays.names["DE"]["2026-01-20"] = "Wahltag"
    assert (await talk.ask("schedule list"))[1:3] == [
        "The next comes on Wednesday, 21 January at 08:00: “Day 1”.",
        "Before that are holidays, on which nothing comes:"
        " Monday, 19 January (Montag); Tuesday, 20 January (Wahltag).",
    ]


async def test_holidays_that_are_not_known_any_more_count_as_none(talk: Talk) -> None:
    await quiet(talk)
    talk.holidays.names.clear()
    assert (await talk.ask("schedule list"))[0] == (
        f"{WEEKDAYS} It should rest on public holidays in South Korea, but those are not known any"
        " more: choose them anew."
    )
    await talk.ask("schedule change", time="09:00")
    assert (await next_of(talk)).date.isoformat() == "2026-01-19"


async def test_the_names_of_countries_read_well(talk: Talk) -> None:
    talk.holidays.names["US"] = {}
    assert (await quiet(talk, "usa"))[0].endswith("Not on public holidays in the United States.")


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("", ["South Korea", "United States", "Japan"]),
        ("kr", ["South Korea"]),
        ("south k", ["South Korea"]),
        ("한", ["한국"]),
        ("de-by", ["Bavaria, Germany"]),
        ("바이에", ["독일 바이에른"]),
        ("없", ["없음"]),
        ("none", ["none"]),
    ],
)
async def test_regions_are_suggested(talk: Talk, typed: str, suggested: list[str]) -> None:
    for command in ("schedule add", "schedule change"):
        found = talk.suggested(command, "holidays", typed)
        assert found[: len(suggested)] == suggested
        assert len(found) <= 25
    assert talk.suggested("schedule change", "holidays")[-1] == "none"

"""Typed lines whose options are given by name, in order, or in part."""

from enum import Enum
from typing import Annotated

import pytest

from bot.core.command import About, ChannelId, Command, Family, ManagerIds, command
from bot.core.context import Context
from bot.core.lines import read_line
from bot.core.options import are_days, are_times, is_zone
from bot.core.reply import Reply, reply
from bot.core.request import Asker, Place

PLAN = Family("plan", "Plans.")


class Mode(Enum):
    COURSE = "course"
    NEWS = "news"


@command(family=PLAN)
async def add(
    context: Context,
    time: Annotated[str, About("When.", names={"ko": "시간"}, fits=are_times)],
    zone: Annotated[str, About("Where.", names={"ko": "시간대"}, fits=is_zone)],
    channel: Annotated[ChannelId, About("A channel.", names={"ko": "채널"})] = ChannelId(""),  # noqa: B008 -- a text
    days: Annotated[str, About("Which days.", names={"ko": "요일"}, fits=are_days)] = "",
    mode: Annotated[Mode, About("How.")] = Mode.COURSE,
    tag: Annotated[str, About("A tag.")] = "",
) -> Reply:
    """Make a plan."""
    return reply()


@command(family=PLAN)
async def keepers(
    context: Context,
    role: Annotated[ManagerIds, About("Who.")] = ManagerIds(""),  # noqa: B008 -- a text
) -> Reply:
    """Say who keeps it."""
    return reply()


@command()
async def ask(context: Context, question: Annotated[str, About("What.")]) -> Reply:
    """Ask."""
    return reply()


COMMANDS: tuple[Command, ...] = (add, ask, keepers)


def read(line: str) -> tuple[dict[str, str], str]:
    request = read_line(line, COMMANDS, Place("slack", "C1", "T1"), Asker("me"))
    return dict(request.options), request.extra


@pytest.mark.parametrize(
    ("line", "options"),
    [
        ("08:00 Asia/Seoul", {"time": "08:00", "zone": "Asia/Seoul"}),
        (
            "08:00 Asia/Seoul days:weekdays channel:C123 mode:news",
            {
                "time": "08:00",
                "zone": "Asia/Seoul",
                "days": "weekdays",
                "channel": "C123",
                "mode": "news",
            },
        ),
        # Anywhere, with either sign, in any language.
        (
            "days=weekdays 08:00 Asia/Seoul",
            {"days": "weekdays", "time": "08:00", "zone": "Asia/Seoul"},
        ),
        ("Zone:Asia/Seoul 08:00", {"time": "08:00", "zone": "Asia/Seoul"}),
        ("시간:08:00 시간대:서울 요일:월수금", {"time": "08:00", "zone": "서울", "days": "월수금"}),
        (
            "08:00 channel:C1 Asia/Seoul C2",
            {"time": "08:00", "channel": "C1", "zone": "Asia/Seoul", "days": "C2"},
        ),
        # What has blanks in it stands in quotes, …
        ('days="mon, wed" 08:00', {"days": "mon, wed", "time": "08:00"}),
        ("days:“mon, wed” 08:00", {"days": "mon, wed", "time": "08:00"}),
        ("days:'mon' 08:00", {"days": "mon", "time": "08:00"}),
        ('tag:"" 08:00', {"tag": "", "time": "08:00"}),
        # … or is plain enough.
        ("6:30 pm Asia/Seoul", {"time": "6:30 pm", "zone": "Asia/Seoul"}),
        ("time:6:30 pm zone:New York", {"time": "6:30 pm", "zone": "New York"}),
        ("zone:New York 6:30 pm", {"time": "6:30 pm", "zone": "New York"}),
        ("시간:오후 6시 30분 서울", {"time": "오후 6시 30분", "zone": "서울"}),
        ("days:mon, wed and fri 8 am", {"days": "mon, wed and fri", "time": "8 am"}),
        ("days: every day 8", {"days": "every day", "time": "8"}),
        ("time: 08:00 zone: Asia/Seoul", {"time": "08:00", "zone": "Asia/Seoul"}),
        # Nothing is nothing.
        ("days: time:08:00", {"days": "", "time": "08:00"}),
        ("days:", {"days": ""}),
        ("", {}),
        # Words that only look like it stay words.
        (
            "08:00 Asia/Seoul C1 daily news note: a b",
            {
                "time": "08:00",
                "zone": "Asia/Seoul",
                "channel": "C1",
                "days": "daily",
                "mode": "news",
                "tag": "note: a b",
            },
        ),
        ("25:00 https://example.org", {"time": "25:00", "zone": "https://example.org"}),
        (':x ="', {"time": ":x", "zone": '="'}),
        ("time:8 time:9", {"time": "8", "zone": "time:9"}),
        ('days:"mon 8', {"days": '"mon', "time": "8"}),
    ],
)
def test_options_are_given_by_name_or_in_order(line: str, options: dict[str, str]) -> None:
    assert read(f"/plan add {line}") == (options, "")


def test_what_no_option_takes_is_told() -> None:
    assert read("/plan add tag:x 8 Seoul C1 daily news and more") == (
        {
            "tag": "x",
            "time": "8",
            "zone": "Seoul",
            "channel": "C1",
            "days": "daily",
            "mode": "news",
        },
        "and more",
    )


def test_people_are_all_that_follow() -> None:
    assert read("/plan keepers U1 U2 U3") == ({"role": "U1 U2 U3"}, "")
    assert read("/plan keepers role:U1 U2") == ({"role": "U1 U2"}, "")


def test_a_question_stays_as_it_was_put() -> None:
    asked = "question: why is time:08:00 and zone=UTC?"
    assert read(f"/ask {asked}") == ({"question": asked}, "")


def test_a_long_line_is_read_at_once() -> None:
    options, extra = read("/plan add " + "days:x " * 2000)
    assert options["days"] == "x"
    assert extra == ""

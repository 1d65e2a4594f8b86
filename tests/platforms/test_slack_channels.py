import datetime as dt
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.commands.schedule.add import add
from bot.core.ports import Channels, Hurdle, Managed
from bot.domain.subscription import PostOptions, Subscription
from bot.errors import SendError, SendInDoubt, SendPostponed, SendRefused
from bot.platforms.slack.knowing.channels import NAME_AGE, SILENCE, WITHOUT, SlackChannels
from bot.platforms.slack.knowing.described import CHANNEL
from bot.platforms.slack.knowing.facts import Facts
from bot.platforms.slack.posting.methods import Methods
from tests.fakes.slack_web import TOKENS, SlackWeb, slack_web
from tests.fakes.workspaces import FakeWorkspaces

WISH = Subscription(0, "slack", "C1", (dt.time(9),), ZoneInfo("UTC"), "course", server="T1")
TROUBLES = ["drop", "500", "text", "garbled", "binary", "garbled:[]", 'garbled:{"ok": true}',
            "429", "error:internal_error", "error:missing_scope", "error:invalid_auth"]  # fmt: skip


@dataclass
class Here:
    slack: SlackWeb
    workspaces: FakeWorkspaces
    channels: SlackChannels
    seconds: float = 1000.0

    async def hurdles(self, wish: Subscription = WISH) -> list[Hurdle]:
        return [one.hurdle for one in await self.channels.obstacles(wish)]


@pytest.fixture
async def here() -> AsyncIterator[Here]:
    async with slack_web() as slack:
        workspaces = FakeWorkspaces(slack.clients, TOKENS)
        here = Here(slack, workspaces, SlackChannels(workspaces))
        here.channels = SlackChannels(workspaces, lambda: here.seconds, patience=0.5)
        slack.channel("C1", name="daily")
        slack.channel("C2", name="staff", is_private=True)
        slack.channel("D1", name=None, is_im=True, is_channel=False, is_member=False, user="U1")
        slack.person("U1", profile={"display_name": "Ada", "real_name": "Ada Lovelace"})
        slack.person("U2", profile={"display_name": "", "real_name": "Ben  Kim"})
        slack.members["C2"] = ["U1", *(f"U{number}" for number in range(100, 130))]
        yield here


def test_it_is_what_the_core_needs(here: Here) -> None:
    channels: Channels = here.channels
    assert channels.managed is Managed.PEOPLE
    assert channels.forms


@pytest.mark.parametrize(
    ("channel", "name"), [("C1", "#daily"), ("C2", "#staff"), ("D1", "@Homeroom"), ("C9", "C9")]
)
async def test_channels_are_called_what_people_call_them(
    here: Here, channel: str, name: str
) -> None:
    assert await here.channels.name("T1", channel) == name


async def test_a_name_is_remembered_until_it_may_have_changed(here: Here) -> None:
    assert await here.channels.name("T1", "C1") == "#daily"
    here.slack.channel("C1", name="lessons")
    here.seconds += NAME_AGE - 1
    assert await here.channels.name("T1", "C1") == "#daily"
    here.seconds += 2
    assert await here.channels.name("T1", "C1") == "#lessons"
    assert here.slack.asked("conversations.info") == 2


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_where_slack_does_not_tell_the_last_name_stands_or_the_id(
    here: Here, trouble: str
) -> None:
    await here.channels.name("T1", "C1")
    here.slack.always["conversations.info"] = trouble
    here.seconds += NAME_AGE
    assert await here.channels.name("T1", "C1") == "#daily"
    assert await here.channels.name("T1", "C2") == "C2"
    assert not await here.channels.public("T1", "C1")


async def test_a_slack_that_hangs_holds_up_one_name_and_not_all(here: Here) -> None:
    here.slack.always["conversations.info"] = "hang"
    for number in range(20):
        assert await here.channels.name("T1", f"C{number}") == f"C{number}"
    assert here.slack.asked("conversations.info") == 1
    here.slack.always.clear()
    here.seconds += SILENCE
    assert await here.channels.name("T1", "C1") == "#daily"


async def test_a_pause_is_obeyed(here: Here) -> None:
    here.slack.troubles["conversations.info"] = ["429:90"]
    for _ in range(3):
        assert await here.channels.name("T1", "C1") == "C1"
        here.seconds += 29
    with pytest.raises(SendPostponed):
        await here.channels.obstacles(WISH)
    assert here.slack.asked("conversations.info") == 1
    here.seconds += 10
    assert await here.channels.name("T1", "C1") == "#daily"


async def test_not_more_than_so_many_names_are_remembered(here: Here) -> None:
    methods = Methods(here.workspaces)
    facts = Facts(CHANNEL, methods, lambda: here.seconds, most=2)
    for channel in ("C1", "C2", "D1", "C2", "C1"):
        await facts.of("T1", channel, 60)
    assert facts.remembered == 2
    assert here.slack.asked("conversations.info") == 4


async def test_only_what_everybody_can_find_is_public(here: Here) -> None:
    here.slack.channel("G1", is_mpim=True, is_channel=False, is_group=True)
    found = [one for one in ("C1", "C2", "D1", "G1", "C9") if await here.channels.public("T1", one)]
    assert found == ["C1"]


async def test_a_channel_that_became_private_is_so_after_a_minute(here: Here) -> None:
    assert await here.channels.public("T1", "C1")
    here.slack.channel("C1", is_private=True)
    here.seconds += 61
    assert not await here.channels.public("T1", "C1")


@pytest.mark.parametrize(
    ("about", "hurdles"),
    [
        ({}, []),
        ({"is_private": True}, []),
        ({"is_archived": True, "is_member": False}, [Hurdle.ARCHIVED]),
        ({"is_member": False}, [Hurdle.NOT_A_MEMBER]),
        ({"is_read_only": True}, [Hurdle.MISSING_PERMISSIONS]),
        ({"is_thread_only": True}, [Hurdle.MISSING_PERMISSIONS]),
        ({"is_mpim": True, "is_private": True}, [Hurdle.WRONG_KIND]),
        ({"is_im": True, "is_user_deleted": True, "name": None}, [Hurdle.WRONG_KIND]),
        ({"context_team_id": "T2"}, [Hurdle.UNKNOWN_CHANNEL]),
        ({"context_team_id": "T2", "shared_team_ids": ["T1", "T2"]}, []),
        ({"context_team_id": "E1"}, []),
        ({"context_team_id": None}, []),
    ],
)
async def test_what_stands_in_the_way(
    here: Here, about: dict[str, Any], hurdles: list[Hurdle]
) -> None:
    here.slack.channel("C1", **about)
    assert await here.hurdles() == hurdles


@pytest.mark.parametrize(
    ("channel", "hurdle"),
    [("C9", Hurdle.UNKNOWN_CHANNEL), ("D9", Hurdle.WRONG_KIND), ("", Hurdle.UNKNOWN_CHANNEL),
     ("unknown", Hurdle.UNKNOWN_CHANNEL)],
)  # fmt: skip
async def test_a_channel_it_can_not_see(here: Here, channel: str, hurdle: Hurdle) -> None:
    assert await here.hurdles(replace(WISH, channel=channel)) == [hurdle]


async def test_the_direct_message_with_the_bot_will_do(here: Here) -> None:
    assert await here.hurdles(replace(WISH, channel="D1")) == []


async def test_without_the_optional_scope_direct_messages_will_not_do(here: Here) -> None:
    here.slack.always["conversations.info"] = "error:missing_scope"
    assert await here.hurdles(replace(WISH, channel="D1")) == [Hurdle.WRONG_KIND]


async def test_obstacles_are_as_slack_says_now(here: Here) -> None:
    here.slack.channel("C1", is_member=False)
    await here.channels.name("T1", "C1")
    assert await here.hurdles() == [Hurdle.NOT_A_MEMBER]
    here.slack.channel("C1")
    assert await here.hurdles() == []


@pytest.mark.parametrize(
    ("options", "hurdle"),
    [
        (PostOptions(thread=True), Hurdle.NO_THREADS),
        (PostOptions(publish=True), Hurdle.NOT_PUBLISHABLE),
        (PostOptions(mention="S1"), Hurdle.ROLE_NOT_MENTIONABLE),
        (PostOptions(tag="news"), Hurdle.UNKNOWN_TAG),
    ],
)
async def test_what_slack_does_not_have_stands_in_the_way(
    here: Here, options: PostOptions, hurdle: Hurdle
) -> None:
    assert await here.hurdles(replace(WISH, options=options)) == [hurdle]
    assert await here.channels.tag("C1", "news") == ""


async def test_every_option_of_a_post_has_a_reason_why_slack_lacks_it(here: Here) -> None:
    everything = PostOptions(thread=True, publish=True, mention="S1", tag="news")
    assert set(WITHOUT) == set(PostOptions.__dataclass_fields__)
    assert len(await here.hurdles(replace(WISH, options=everything))) == len(WITHOUT)
    assert all(WITHOUT.values())
    assert set(WITHOUT) <= {option.name for option in add.options}


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_what_stands_in_the_way_is_not_guessed(here: Here, trouble: str) -> None:
    here.slack.always["conversations.info"] = trouble
    with pytest.raises(SendError):
        await here.channels.obstacles(WISH)


async def test_people_are_named_as_slack_shows_them(here: Here) -> None:
    assert await here.channels.who("T1", "U1 U2 U1 U9") == "@Ada, @Ben Kim, @U9"
    assert await here.channels.who("T1", "") == ""
    assert here.slack.asked("users.info") == 3
    await here.channels.who("T1", "U1 U2")
    assert here.slack.asked("users.info") == 3


async def test_members_are_looked_for_page_after_page(here: Here) -> None:
    here.slack.most = 10
    assert await here.channels.member("T1", "C2", "U125")
    assert here.slack.asked("conversations.members") == 3
    assert not await here.channels.member("T1", "C2", "U9")
    assert not await here.channels.member("T1", "C9", "U1")


@pytest.mark.parametrize("trouble", [*TROUBLES, "hang"])
async def test_who_is_not_surely_a_member_is_none(here: Here, trouble: str) -> None:
    here.slack.always["conversations.members"] = trouble
    assert not await here.channels.member("T1", "C2", "U1")


async def test_gone_is_only_who_has_it_installed_no_more(
    here: Here, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    assert not await here.channels.gone("T1")
    assert await here.channels.gone("T9")
    for trouble in (
        SendPostponed(why="not now"),
        SendInDoubt(why="who knows"),
        OSError("the database is away"),
    ):
        here.workspaces.trouble = trouble
        assert not await here.channels.gone("T9")
    here.workspaces.trouble = SendRefused(why="not installed")
    assert await here.channels.gone("T1")
    assert "xoxb" not in caplog.text

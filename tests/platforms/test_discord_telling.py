"""Who is told of trouble on Discord, in which words, and at what pace all of it goes out."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import SendPostponed, SendRefused
from bot.platforms.discord import DiscordMessenger, Link, Pace
from tests.fakes.on_discord import (
    KEY,
    LESSON,
    MESSAGES,
    NOTICE,
    Here,
    direct,
    on_discord,
)
from tests.fakes.study_group import labels_of, posted, texts_of
from tests.local_discord.faults import Fault
from tests.local_discord.permissions import May
from tests.local_discord.world import Channel, Flag, Kind


@pytest.fixture(params=["gateway", "requests"])
async def here(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Here]:
    async with on_discord(tmp_path, request.param) as here:
        yield here


@pytest.fixture
async def listening(tmp_path: Path) -> AsyncIterator[Here]:
    async with on_discord(tmp_path) as here:
        yield here


async def test_whoever_made_the_schedule_is_told_alone_and_once(here: Here) -> None:
    for _ in range(2):
        await here.messenger.tell(here.to(), NOTICE, "notice-1")
    (told,) = direct(here, here.group.admin.id)
    assert "lacks Send Messages" in texts_of(told)
    assert labels_of(told) == ["Look again"]
    assert not told.flags & Flag.EPHEMERAL
    await here.messenger.tell(here.to(), NOTICE, "notice-2")
    assert len(direct(here, here.group.admin.id)) == 2


async def test_a_notice_that_was_read_and_deleted_does_not_come_back(here: Here) -> None:
    await here.messenger.tell(here.to(), NOTICE, "notice-1")
    here.group.discord.remove_message(direct(here, here.group.admin.id)[0])
    await here.messenger.tell(here.to(), NOTICE, "notice-1")
    assert direct(here, here.group.admin.id) == []


@pytest.mark.parametrize("owner", ["closed", "nobody", "gone"])
async def test_else_the_server_s_owner_is_told(here: Here, owner: str) -> None:
    to = here.to()
    if owner == "closed":
        here.group.admin.user.takes_dms = False
    else:
        to = replace(to, owner={"nobody": "", "gone": "123456"}[owner])
    await here.messenger.tell(to, NOTICE, "notice-1")
    (told,) = here.owner()
    assert "lacks Send Messages" in texts_of(told)


@pytest.mark.parametrize("where", ["system_channel", "public_updates_channel"])
async def test_else_it_is_said_where_the_server_says_such_things(here: Here, where: str) -> None:
    discord = here.group.discord
    here.group.admin.user.takes_dms = discord.state.owner.takes_dms = False
    room = discord.channel(here.guild, "room")
    setattr(here.guild, where, room.id)
    discord.outage(here.guild)
    discord.recover(here.guild)
    await here.heard()
    await here.messenger.tell(here.to(), NOTICE, "notice-1")
    (told,) = posted(discord, room)
    assert "lacks Send Messages" in texts_of(told)
    discord.overwrite(room, discord.bot, deny=May.SEND_MESSAGES)
    await here.heard()
    with pytest.raises(SendRefused, match="nobody could be told"):
        await here.messenger.tell(here.to(), NOTICE, "notice-2")


async def test_if_nobody_can_be_told_that_is_said(here: Here) -> None:
    here.group.admin.user.takes_dms = here.group.discord.state.owner.takes_dms = False
    with pytest.raises(SendRefused, match=r"nobody could be told.*Privacy Settings.*50007"):
        await here.messenger.tell(here.to(), NOTICE, "notice-1")


async def test_a_notice_that_got_no_answer_is_told_to_nobody_else(here: Here) -> None:
    here.group.discord.faults.next("POST", MESSAGES, Fault.DROP_AFTER)
    with pytest.raises(Exception, match="not known"):
        await here.messenger.tell(here.to(), NOTICE, "notice-1")
    assert here.owner() == []
    await here.messenger.tell(here.to(), NOTICE, "notice-1")
    assert len(direct(here, here.group.admin.id)) == 1


# Refusals that name the mend


@pytest.mark.parametrize(
    ("taken", "named"),
    [
        (May.SEND_MESSAGES, r"lacks Send Messages(, Embed Links)? in #daily.*Edit Channel.*allow"),
        (May.EMBED_LINKS, r"lacks Embed Links in #daily.*Permissions"),
        (May.READ_MESSAGE_HISTORY, r"lacks Read Message History in #daily.*Permissions"),
    ],
)
async def test_a_missing_permission_is_named_and_where_to_give_it(
    listening: Here, taken: int, named: str
) -> None:
    listening.group.discord.overwrite(
        listening.group.daily, listening.group.discord.bot, deny=taken
    )
    await listening.heard()
    before = len(listening.requests())
    with pytest.raises(SendRefused, match=named):
        await listening.send(listening.to())
    assert len(listening.requests()) == before


async def test_a_channel_that_is_gone_names_both_ways_out(here: Here) -> None:
    here.group.discord.remove_channel(here.group.daily)
    await here.heard()
    with pytest.raises(SendRefused, match=r"gone, or .*allow Homeroom View Channel.*/schedule add"):
        await here.messenger.send(here.to(), LESSON, KEY)


async def test_a_forum_that_wants_a_tag_names_them(here: Here) -> None:
    forum = here.group.discord.channel(
        here.guild, "forum", Kind.FORUM, tags=["lesson", "talk"], require_tag=True
    )
    await here.heard()
    with pytest.raises(SendRefused, match=r"need a tag.*/schedule change: lesson, talk"):
        await here.messenger.send(here.to(forum), LESSON, KEY)


async def test_a_server_that_was_left_says_how_to_come_back(here: Here) -> None:
    here.group.discord.kick(here.guild)
    await here.heard()
    with pytest.raises(SendRefused, match=r"not on that server any more.*invitation"):
        await here.messenger.send(here.to(), LESSON, KEY)


# The budget and the clock


async def test_what_was_sent_after_its_turn_and_what_was_not_leave_on_one_budget(
    here: Here,
) -> None:
    here.group.discord.rates.set_global(50, 1.0)
    rooms = [here.group.discord.channel(here.guild, f"room-{n}") for n in range(70)]
    await here.heard()

    async def post(room: Channel) -> None:
        assert await here.messenger.turn(here.to(room)) == 0
        await here.messenger.send(here.to(room), LESSON, KEY)
        assert await here.messenger.find(here.to(room), KEY, here.group.clock.now())

    await asyncio.gather(*(post(room) for room in rooms))
    assert here.group.discord.rates.exceeded == 0
    assert all(len(posted(here.group.discord, room)) == 1 for room in rooms)


async def test_a_pause_for_the_whole_bot_holds_everything_back(here: Here) -> None:
    rooms = [here.group.discord.channel(here.guild, f"room-{n}") for n in range(3)]
    await here.heard()
    here.group.discord.faults.next("POST", MESSAGES, Fault.RATE_LIMIT_GLOBAL, wait=90)
    with pytest.raises(SendPostponed) as postponed:
        await here.send(here.to(rooms[0]))
    assert postponed.value.after == pytest.approx(90)
    before = len(here.group.discord.attempts)
    assert await here.messenger.turn(here.to(rooms[1])) == pytest.approx(90, abs=5)
    for step in (here.send(here.to(rooms[1])), here.messenger.tell(here.to(), NOTICE, "n")):
        with pytest.raises(SendPostponed) as postponed:
            await step
        assert postponed.value.after == pytest.approx(90, abs=5)
    assert len(here.group.discord.attempts) == before


async def test_a_pause_for_one_channel_holds_back_no_other(here: Here) -> None:
    here.group.discord.faults.next("POST", MESSAGES, Fault.RATE_LIMIT_ROUTE, wait=90)
    with pytest.raises(SendPostponed):
        await here.send(here.to())
    assert await here.messenger.turn(here.to()) == 0
    lounge = here.group.discord.channel(here.guild, "lounge")
    await here.heard()
    await here.send(here.to(lounge))


async def test_the_clocks_are_compared_at_every_answer(here: Here) -> None:
    assert here.messenger.skew == dt.timedelta()
    source = here.group.discord.clock.source
    here.group.discord.clock.source = lambda: source() - 300
    await here.send(here.to())
    assert here.messenger.skew is not None
    assert abs(here.messenger.skew + dt.timedelta(minutes=5)) < dt.timedelta(seconds=2)
    here.group.discord.clock.source = source
    await here.messenger.find(here.to(), KEY, here.group.clock.now())
    assert here.messenger.skew == dt.timedelta()
    assert DiscordMessenger(Link(), Pace()).skew is None

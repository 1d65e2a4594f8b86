"""Discord's messenger by itself, on a local Discord with the real library."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.core.fence import leaving_by
from bot.errors import SendInDoubt, SendPostponed, SendRefused
from bot.platforms.discord import DiscordMessenger, Link, Pace
from tests.fakes.on_discord import CORRECTED, KEY, LESSON, MESSAGES, Here, on_discord
from tests.fakes.standing_still import StandingStill
from tests.fakes.study_group import posted, texts_of
from tests.local_discord.faults import Fault
from tests.local_discord.permissions import May
from tests.local_discord.world import Flag, Kind


@pytest.fixture(params=["gateway", "requests"])
async def here(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Here]:
    async with on_discord(tmp_path, request.param) as here:
        yield here


@pytest.fixture
async def listening(tmp_path: Path) -> AsyncIterator[Here]:
    async with on_discord(tmp_path) as here:
        yield here


async def test_a_post_may_be_sent_again_for_a_while_but_not_in_a_forum(listening: Here) -> None:
    forum = listening.group.discord.channel(listening.guild, "forum", Kind.FORUM)
    await listening.heard()
    assert listening.messenger.repeatable(listening.to()) == dt.timedelta(seconds=90)
    assert listening.messenger.repeatable(listening.to(forum)) == dt.timedelta()
    assert DiscordMessenger(Link(), Pace()).repeatable(listening.to()) == dt.timedelta()


async def test_sending_makes_one_request_and_no_thread(here: Here) -> None:
    before = len(here.requests())
    post = await here.send(here.to(thread=True))
    assert here.requests()[before:] == ["POST /channels/{channel_id}/messages"]
    assert post.thread is None


# A process that stands still


@pytest.mark.parametrize("asked", [0, 1])
async def test_a_post_that_stood_still_before_it_left_stays_in(here: Here, asked: int) -> None:
    """Before its head is written, and between its head and its body."""
    clock, before = StandingStill(asked), len(here.requests())
    with leaving_by(clock, 30), pytest.raises(SendPostponed, match="stood still"):
        await here.send(here.to())
    assert len(here.requests()) == before
    with leaving_by(clock, clock.monotonic() + 30):
        await here.send(here.to())
    assert len(posted(here.group.discord, here.group.daily)) == 1


async def test_a_post_that_waits_at_the_door_too_long_stays_in(here: Here) -> None:
    here.messenger.pace.rest(1)
    with leaving_by(here.group.clock, here.group.clock.monotonic() + 30):
        sending = asyncio.create_task(here.send(here.to()))
    await asyncio.sleep(0.1)
    here.group.clock.go_on(minutes=5)
    with pytest.raises(SendPostponed, match="stood still"):
        await sending
    assert posted(here.group.discord, here.group.daily) == []


@pytest.mark.parametrize(
    ("fault", "unclear"),
    [
        (Fault.ERROR_502_AFTER, True),
        (Fault.DROP_AFTER, True),
        (Fault.RATE_LIMIT_ROUTE, False),
        (None, False),
    ],
)
async def test_what_the_library_may_repeat_is_known_to_be_unclear(
    here: Here, fault: Fault | None, unclear: bool
) -> None:
    if fault:
        here.group.discord.faults.next("POST", MESSAGES, fault)
    by = here.group.clock.monotonic() + 30
    with leaving_by(here.group.clock, by) as fence, suppress(SendInDoubt):
        await here.send(here.to())
    assert fence.unclear is unclear


# Following up


async def test_a_thread_is_opened_once_however_often_it_is_asked_for(here: Here) -> None:
    to = here.to(thread=True)
    post = await here.send(to)
    for _ in range(3):
        await here.messenger.follow(to, LESSON, str(post.id))
    assert post.thread is not None
    assert post.thread.name == "🚨 Independent AI"


async def test_an_announcement_is_passed_on_once(here: Here) -> None:
    news = here.group.discord.channel(here.guild, "news", Kind.ANNOUNCEMENT)
    await here.heard()
    to = here.to(news, publish=True, thread=True)
    post = await here.send(to)
    for _ in range(2):
        await here.messenger.follow(to, LESSON, str(post.id))
    assert post.flags & Flag.CROSSPOSTED
    assert post.thread is not None


async def test_where_there_is_nothing_to_follow_up_nothing_is_requested(listening: Here) -> None:
    forum = listening.group.discord.channel(listening.guild, "forum", Kind.FORUM)
    await listening.heard()
    plain = await listening.send(listening.to())
    before = len(listening.requests())
    await listening.messenger.follow(listening.to(), LESSON, str(plain.id))
    await listening.messenger.follow(listening.to(forum, thread=True), LESSON, "1")
    await listening.messenger.follow(listening.to(thread=True), LESSON, "")
    assert len(listening.requests()) == before


async def test_a_post_that_was_deleted_needs_no_thread(here: Here) -> None:
    to = here.to(thread=True)
    post = await here.send(to)
    here.group.discord.remove_message(post)
    await here.messenger.follow(to, LESSON, str(post.id))


async def test_a_thread_that_can_t_be_opened_says_what_is_missing(here: Here) -> None:
    to = here.to(thread=True)
    post = await here.send(to)
    bot = here.group.discord.bot
    here.group.discord.overwrite(here.group.daily, bot, deny=May.CREATE_PUBLIC_THREADS)
    await here.heard()
    with pytest.raises(SendRefused, match=r"lacks Create Public Threads in #daily.*Permissions"):
        await here.messenger.follow(to, LESSON, str(post.id))


async def test_a_thread_that_fails_does_not_keep_it_from_being_passed_on(here: Here) -> None:
    news = here.group.discord.channel(here.guild, "news", Kind.ANNOUNCEMENT)
    await here.heard()
    to = here.to(news, publish=True, thread=True)
    post = await here.send(to)
    here.group.discord.faults.next("POST", "/threads$", Fault.ERROR_503_BEFORE)
    with pytest.raises(Exception, match="503"):
        await here.messenger.follow(to, LESSON, str(post.id))
    assert post.flags & Flag.CROSSPOSTED
    await here.messenger.follow(to, LESSON, str(post.id))
    assert post.thread is not None


# Changing


async def test_a_post_is_changed_and_keeps_its_key(here: Here) -> None:
    to = here.to()
    post = await here.send(to)
    for _ in range(2):
        await here.messenger.edit(to, CORRECTED, KEY, str(post.id))
    assert "Naver is in" in texts_of(post)
    assert post.edited is not None
    assert await here.messenger.find(to, KEY, here.group.clock.now()) == str(post.id)
    assert len(posted(here.group.discord, here.group.daily)) == 1


async def test_a_post_that_called_a_role_keeps_its_line_and_calls_nobody(here: Here) -> None:
    called = here.group.discord.channel(here.guild, "called")
    role = here.group.discord.role(here.guild, "learners", mentionable=True)
    await here.heard()
    to = here.to(called, mention=str(role.id))
    post = await here.send(to)
    assert post.pinged == {f"<@&{role.id}>"}
    post.pinged = frozenset()
    await here.messenger.edit(to, CORRECTED, KEY, str(post.id))
    assert post.pinged == frozenset()
    assert texts_of(post).startswith(f"<@&{role.id}>")


@pytest.mark.parametrize("archived", [False, True])
async def test_a_forum_s_post_is_changed_also_when_it_was_put_away(
    here: Here, archived: bool
) -> None:
    forum = here.group.discord.channel(here.guild, "called", Kind.FORUM)
    role = here.group.discord.role(here.guild, "learners", mentionable=True)
    await here.heard()
    to = here.to(forum, mention=str(role.id))
    post = await here.send(to)
    post.pinged = frozenset()
    if archived:
        here.group.discord.archive(here.thread_of(post))
        await here.heard()
    await here.messenger.edit(to, CORRECTED, KEY, str(post.id))
    assert "Naver is in" in texts_of(post)
    assert f"<@&{role.id}>" in texts_of(post)
    assert post.pinged == frozenset()
    assert here.thread_of(post).archived is archived


async def test_a_forum_s_post_that_is_locked_stays_as_it_is(here: Here) -> None:
    forum = here.group.discord.channel(here.guild, "forum", Kind.FORUM)
    await here.heard()
    post = await here.send(here.to(forum))
    here.group.discord.archive(here.thread_of(post), locked=True)
    await here.heard()
    before = len(here.requests())
    with pytest.raises(SendRefused, match=r"locked.*Unlock Thread"):
        await here.messenger.edit(here.to(forum), CORRECTED, KEY, str(post.id))
    assert "PATCH" not in " ".join(here.requests()[before:])


async def test_too_many_changes_of_old_posts_are_tried_again_in_an_hour(here: Here) -> None:
    to = here.to()
    post = await here.send(to)
    here.group.discord.state.edits_of_old_messages = 1
    here.group.clock.go_on(hours=2)
    await here.messenger.edit(to, CORRECTED, KEY, str(post.id))
    with pytest.raises(SendPostponed, match="30046") as postponed:
        await here.messenger.edit(to, LESSON, KEY, str(post.id))
    assert postponed.value.after == 3600


async def test_what_was_deleted_or_is_another_s_can_t_be_changed(here: Here) -> None:
    to = here.to()
    post = await here.send(to)
    theirs = here.group.discord.say(here.group.daily, here.group.mina.user, "Good morning")
    here.group.discord.remove_message(post)
    with pytest.raises(SendRefused, match="post was deleted"):
        await here.messenger.edit(to, CORRECTED, KEY, str(post.id))
    with pytest.raises(SendRefused, match="made by another"):
        await here.messenger.edit(to, CORRECTED, KEY, str(theirs.id))
    with pytest.raises(SendRefused, match="post was deleted"):
        await here.messenger.edit(to, CORRECTED, KEY, "")


# Telling

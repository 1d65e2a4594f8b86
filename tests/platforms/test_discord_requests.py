"""Posting to Discord by requests alone: one each, and questions only where it says no."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from bot.errors import SendError, SendInDoubt, SendPostponed, SendRefused
from bot.platforms.discord import posting
from tests.fakes.on_discord import (
    CORRECTED,
    KEY,
    LESSON,
    NOTICE,
    Here,
    connected,
    direct,
    on_discord,
)
from tests.fakes.study_group import posted, texts_of, until
from tests.local_discord.faults import Fault
from tests.local_discord.permissions import May
from tests.local_discord.server import LocalDiscord
from tests.local_discord.world import THREADS, Channel, Kind

POST = "POST /channels/{channel_id}/messages"
READ = "GET /channels/{channel_id}/messages"
SURVEY = [
    "GET /guilds/{guild_id}",
    "GET /guilds/{guild_id}/channels",
    "GET /guilds/{guild_id}/members/{user_id}",
]


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Here]:
    async with on_discord(tmp_path, "requests") as here:
        yield here


@pytest.fixture
def asked(here: Here) -> Callable[[], list[str]]:
    """What was requested since the last time."""
    seen = [len(here.requests())]

    def since() -> list[str]:
        new = here.requests()[seen[0] :]
        seen[0] += len(new)
        return new

    return since


Asked = Callable[[], list[str]]


# One request


async def test_a_post_is_one_request_whatever_the_channel(here: Here, asked: Asked) -> None:
    kinds = (Kind.TEXT, Kind.ANNOUNCEMENT)
    rooms = [here.group.discord.channel(here.guild, f"room-{kind}", kind) for kind in kinds]
    for room in rooms:
        await here.send(here.to(room, thread=True))
    assert asked() == [POST] * 2


async def test_what_follows_a_post_is_one_request_each(here: Here, asked: Asked) -> None:
    news = here.group.discord.channel(here.guild, "news", Kind.ANNOUNCEMENT)
    to = here.to(news, thread=True, publish=True)
    post = await here.send(to)
    await here.messenger.follow(to, LESSON, str(post.id))
    await here.messenger.edit(to, CORRECTED, KEY, str(post.id))
    assert asked() == [
        POST,
        "POST /channels/{channel_id}/messages/{message_id}/threads",
        "POST /channels/{channel_id}/messages/{message_id}/crosspost",
        "PATCH /channels/{channel_id}/messages/{message_id}",
    ]


async def test_a_forum_is_learnt_of_once(here: Here, asked: Asked) -> None:
    forum = here.group.discord.channel(here.guild, "forum", Kind.FORUM)
    first = await here.send(here.to(forum))
    assert asked() == [POST, *SURVEY, "POST /channels/{channel_id}/threads"]
    assert "Naver is out" in texts_of(first)
    await here.send(here.to(forum))
    assert asked() == ["POST /channels/{channel_id}/threads"]
    await here.messenger.follow(here.to(forum, thread=True), LESSON, str(first.id))
    assert asked() == []


async def test_a_tag_that_came_or_went_is_learnt_of(here: Here) -> None:
    forum = here.group.discord.channel(
        here.guild, "forum", Kind.FORUM, tags=["lesson"], require_tag=True
    )
    (lesson,) = forum.tags
    await here.send(here.to(forum, tag=str(lesson.id)))
    other = replace(lesson, id=lesson.id + 1, name="other")
    forum.tags = [other]
    with pytest.raises(SendRefused, match=r"need a tag.*/schedule change: other"):
        await here.send(here.to(forum, tag=str(lesson.id)))
    post = await here.send(here.to(forum, tag=str(other.id)))
    assert here.thread_of(post).applied_tags == [other.id]


async def test_a_server_is_asked_about_once_for_all_its_channels(here: Here, asked: Asked) -> None:
    rooms = [here.group.discord.channel(here.guild, f"room-{n}") for n in range(5)]
    for room in rooms:
        here.group.discord.overwrite(room, here.group.discord.bot, deny=May.SEND_MESSAGES)

    async def refused(room: Channel) -> None:
        with pytest.raises(SendRefused, match=f"lacks Send Messages.* in #{room.name}"):
            await here.send(here.to(room))

    await asyncio.gather(*map(refused, rooms))
    assert sorted(asked()) == sorted([POST] * 5 + SURVEY)


async def test_whoever_is_told_takes_two_requests(here: Here, asked: Asked) -> None:
    await here.messenger.tell(here.to(), NOTICE, "notice-1")
    assert asked() == ["POST /users/@me/channels", POST]
    assert len(direct(here, here.group.admin.id)) == 1


# The same words


def no_view(discord: LocalDiscord, room: Channel) -> None:
    discord.overwrite(room, discord.bot, deny=May.VIEW_CHANNEL)


def no_sending(discord: LocalDiscord, room: Channel) -> None:
    taken = May.SEND_MESSAGES | May.SEND_MESSAGES_IN_THREADS
    discord.overwrite(room, discord.bot, deny=taken)


def no_role(discord: LocalDiscord, room: Channel) -> None:
    assert room.guild is not None
    discord.change_role(room.guild, discord.bot_role(room.guild), May.VIEW_CHANNEL)
    discord.change_role(room.guild, room.guild.roles[room.guild.id], May.VIEW_CHANNEL)


def gone(discord: LocalDiscord, room: Channel) -> None:
    discord.remove_channel(room)


def kicked(discord: LocalDiscord, room: Channel) -> None:
    assert room.guild is not None
    discord.kick(room.guild)


def outage(discord: LocalDiscord, room: Channel) -> None:
    assert room.guild is not None
    discord.outage(room.guild)


TROUBLES = [no_view, no_sending, no_role, gone, kicked, outage]


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.FORUM, Kind.PUBLIC_THREAD])
@pytest.mark.parametrize("trouble", TROUBLES)
async def test_a_no_is_explained_in_the_words_that_a_gateway_finds(
    here: Here, trouble: Callable[[LocalDiscord, Channel], None], kind: Kind
) -> None:
    room = here.group.discord.channel(here.guild, "room", Kind.TEXT if kind in THREADS else kind)
    if kind in THREADS:
        post = await here.send(here.to(room, thread=True))
        await here.messenger.follow(here.to(room, thread=True), LESSON, str(post.id))
        assert post.thread is not None
        room = post.thread
    async with AsyncExitStack() as stack:
        listening = await connected(here.group, stack)
        trouble(here.group.discord, room.parent or room if trouble in TROUBLES[:2] else room)
        await listening.heard()
        heard: list[SendError] = []
        for one in (listening, here):
            with pytest.raises((SendRefused, SendPostponed)) as failed:
                await one.send(one.to(room))
            heard.append(failed.value)
        if (trouble, kind) == (no_view, Kind.PUBLIC_THREAD):
            # A thread that can't be seen has no name for who does not know it already.
            assert "the channel is gone, or Homeroom may not see it" in str(heard.pop())
        assert len(set(map(str, heard))) == 1
        assert len(set(map(type, heard))) == 1


async def test_a_locked_thread_says_who_can_unlock_it(here: Here) -> None:
    to = here.to(thread=True)
    post = await here.send(to)
    await here.messenger.follow(to, LESSON, str(post.id))
    assert post.thread is not None
    here.group.discord.archive(post.thread, locked=True)
    with pytest.raises(SendRefused, match=r"#🚨 Independent AI is locked.*Unlock Thread"):
        await here.send(here.to(post.thread))


async def test_an_archived_thread_is_posted_in(here: Here, asked: Asked) -> None:
    to = here.to(thread=True)
    post = await here.send(to)
    await here.messenger.follow(to, LESSON, str(post.id))
    assert post.thread is not None
    here.group.discord.archive(post.thread)
    asked()
    await here.send(here.to(post.thread))
    assert asked() == [POST]


async def test_a_role_that_is_gone_calls_nobody(here: Here, asked: Asked) -> None:
    await here.send(here.to(mention="123456"))
    assert asked() == [POST]


# Looking for a post


async def test_a_post_that_stands_is_found_with_one_request(here: Here, asked: Asked) -> None:
    post = await here.send(here.to())
    asked()
    assert await here.messenger.find(here.to(), KEY, here.group.clock.now()) == str(post.id)
    assert asked() == [READ]


async def test_that_none_stands_is_said_only_of_what_can_be_read(here: Here, asked: Asked) -> None:
    assert await here.messenger.find(here.to(), KEY, here.group.clock.now()) is None
    assert asked() == [READ, *SURVEY, READ]
    # Not from what was known before.
    assert await here.messenger.find(here.to(), KEY, here.group.clock.now()) is None
    assert asked() == [READ, *SURVEY, READ]


@pytest.mark.parametrize(
    ("taken", "named"),
    [
        (May.READ_MESSAGE_HISTORY, "Read Message History"),
        (May.VIEW_CHANNEL, "View Channel"),
    ],
)
async def test_where_history_can_t_be_read_the_doubt_stays(
    here: Here, taken: May, named: str
) -> None:
    await here.send(here.to())
    here.group.discord.overwrite(here.group.daily, here.group.discord.bot, deny=taken)
    for _ in range(2):
        with pytest.raises(SendInDoubt, match=f"Homeroom lacks {named} in #daily"):
            await here.messenger.find(here.to(), KEY, here.group.clock.now())


async def test_history_that_is_allowed_while_it_is_looked_for_is_read_again(here: Here) -> None:
    post = await here.send(here.to())
    discord = here.group.discord
    discord.overwrite(here.group.daily, discord.bot, deny=May.READ_MESSAGE_HISTORY)
    discord.faults.next("GET", r"/guilds/\d+/channels$", Fault.RATE_LIMIT_ROUTE, wait=1)
    looking = asyncio.create_task(here.messenger.find(here.to(), KEY, here.group.clock.now()))
    await until(lambda: discord.faults.met == 1)
    discord.overwrite(here.group.daily, discord.bot)
    assert await looking == str(post.id)


@pytest.mark.parametrize("fault", [Fault.ERROR_503_BEFORE, Fault.DROP_BEFORE])
@pytest.mark.parametrize("path", ["/messages$", r"/guilds/\d+$", "/channels$", r"/members/\d+$"])
async def test_what_can_t_be_asked_leaves_it_in_doubt(here: Here, fault: Fault, path: str) -> None:
    # What only reads is repeated once by the library.
    here.group.discord.faults.next("GET", path, fault, times=2)
    with pytest.raises(SendInDoubt):
        await here.messenger.find(here.to(), KEY, here.group.clock.now())


async def test_a_forum_s_post_is_found_and_never_sent_again_unseen(here: Here) -> None:
    forum = here.group.discord.channel(here.guild, "forum", Kind.FORUM)
    to = here.to(forum)
    assert not here.messenger.repeatable(to)
    assert await here.messenger.find(to, KEY, here.group.clock.now()) is None
    post = await here.send(to)
    assert await here.messenger.find(to, KEY, here.group.clock.now()) == str(post.id)
    assert not here.messenger.repeatable(to)


async def test_a_post_may_be_sent_again_where_it_is_known_that_it_is_no_forum(here: Here) -> None:
    to = here.to()
    assert not here.messenger.repeatable(to)
    here.group.discord.overwrite(
        here.group.daily, here.group.discord.bot, deny=May.READ_MESSAGE_HISTORY
    )
    with pytest.raises(SendInDoubt):
        await here.messenger.find(to, KEY, here.group.clock.now())
    assert here.messenger.repeatable(to).total_seconds() == 90


# The token


WRONG = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB"


async def test_a_wrong_token_is_said_once_and_nothing_is_posted(
    here: Here, caplog: pytest.LogCaptureFixture
) -> None:
    async with posting(WRONG, here.group.clock) as there:
        await until(lambda: "does not know this token" in caplog.text)
        before = len(here.group.discord.attempts)
        assert not there.messenger.ready
        with pytest.raises(SendPostponed):
            await there.messenger.send(here.to(), LESSON, KEY)
        assert not await there.channels.gone(str(here.guild.id))
        assert len(here.group.discord.attempts) == before
    assert WRONG not in caplog.text


async def test_a_token_that_is_refused_later_holds_everything_and_is_said_once(
    here: Here, caplog: pytest.LogCaptureFixture
) -> None:
    token, here.group.discord.state.token = here.group.discord.state.token, "another"
    with pytest.raises(SendPostponed):
        await here.send(here.to())
    await until(lambda: not here.messenger.ready)
    before = len(here.group.discord.attempts)
    for _ in range(3):
        with pytest.raises(SendPostponed):
            await here.send(here.to())
    await asyncio.sleep(0.1)
    assert len(here.group.discord.attempts) == before
    said = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert [one.getMessage()[:30] for one in said] == ["Discord does not know this tok"]
    here.group.discord.state.token = token


async def test_a_token_that_is_taken_again_posts_again_to_forums_too(here: Here) -> None:
    discord, token = here.group.discord, here.group.discord.state.token
    forum = discord.channel(here.guild, "forum", Kind.FORUM)
    async with posting(token, here.group.clock, held_for=0.05) as there:
        here.messenger = there.messenger
        await until(lambda: there.messenger.ready)
        await here.send(here.to(forum))
        discord.state.token = "another"  # noqa: S105 -- made up
        with pytest.raises(SendPostponed):
            await here.send(here.to(forum))
        await until(lambda: not there.messenger.ready)
        discord.state.token = token
        await until(lambda: there.messenger.ready)
        await here.send(here.to(forum))
        assert len([one for one in here.guild.channels.values() if one.parent is forum]) == 2


async def test_discord_that_can_t_be_reached_at_first_is_tried_again(here: Here) -> None:
    here.group.discord.faults.next("GET", "/users/@me$", Fault.ERROR_503_BEFORE, times=3)
    async with posting(here.group.discord.token, here.group.clock, first_pause=0.02) as there:
        await until(lambda: there.messenger.ready)
        await there.messenger.send(here.to(), LESSON, KEY)
        assert len(posted(here.group.discord, here.group.daily)) == 1
    assert not there.messenger.ready


# Whether it is on a server


async def test_a_server_is_gone_only_if_discord_says_so(here: Here) -> None:
    server, discord = str(here.guild.id), here.group.discord
    assert not await here.channels.gone(server)
    discord.outage(here.guild)
    assert not await here.channels.gone(server)
    discord.recover(here.guild)
    discord.kick(here.guild)
    discord.faults.next("GET", "/users/@me/guilds", Fault.ERROR_503_BEFORE)
    assert not await here.channels.gone(server)
    assert await here.channels.gone(server)


async def test_channels_and_roles_have_their_names(here: Here, asked: Asked) -> None:
    tutors = here.group.discord.role(here.guild, "tutors")
    server = str(here.guild.id)
    assert await here.channels.name(server, str(here.group.daily.id)) == "#daily"
    assert await here.channels.who(server, str(tutors.id)) == "@tutors"
    assert await here.channels.public(server, str(here.group.daily.id))
    assert asked() == SURVEY
    assert await here.channels.name("12", "34") == "#34"
    assert not await here.channels.obstacles(here.to())

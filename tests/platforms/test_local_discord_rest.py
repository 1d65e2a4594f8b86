"""An unmodified discord.py against the local Discord: messages, threads, nonces, faults."""

import asyncio
import io
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest

from tests.local_discord.faults import Fault
from tests.local_discord.permissions import May
from tests.local_discord.running import running, until
from tests.local_discord.server import INVITED, LocalDiscord
from tests.local_discord.world import Channel, Flag, Kind

pytest_plugins = ["tests.local_discord.fixtures"]

POSTS = r"^/channels/\d+/messages$"


def plain_client() -> discord.Client:
    return discord.Client(
        intents=discord.Intents(guilds=True), max_messages=None, guild_ready_timeout=0.02
    )


@pytest.fixture
async def channel(here: LocalDiscord) -> Channel:
    return here.channel(here.guild())


@pytest.fixture
async def bot(here: LocalDiscord, channel: Channel) -> AsyncIterator[discord.Client]:
    async with running(here, plain_client()) as client:
        yield client


def seen(bot: discord.Client, channel: Channel) -> Any:
    found = bot.get_channel(channel.id)
    assert found is not None
    return found


async def test_a_message_is_sent_changed_and_taken_away(
    here: LocalDiscord, bot: discord.Client, channel: Channel
) -> None:
    embed = discord.Embed(title="Today", description="One").add_field(name="a", value="b")
    sent = await seen(bot, channel).send("Hello", embed=embed)
    assert channel.last.text == "Hello\nToday\nOne\na\nb"
    await sent.edit(content="Changed", embed=None)
    assert channel.last.text == "Changed"
    await sent.delete()
    assert channel.said == []
    with pytest.raises(discord.NotFound, match="10008"):
        await sent.edit(content="Again")
    assert here.refusals == []


async def test_old_messages_can_be_given_a_cap_of_edits(
    here: LocalDiscord, bot: discord.Client, channel: Channel
) -> None:
    here.state.edits_of_old_messages = 1
    sent = await seen(bot, channel).send("Hello")
    await sent.edit(content="Young")
    here.clock.advance(3601)
    await sent.edit(content="Old")
    with pytest.raises(discord.HTTPException, match="30046"):
        await sent.edit(content="Older")


async def test_a_file_can_be_sent(bot: discord.Client, channel: Channel) -> None:
    await seen(bot, channel).send(file=discord.File(io.BytesIO(b"text"), "notes.txt"))
    assert channel.last.attachments[0]["filename"] == "notes.txt"


async def test_a_thread_hangs_on_a_message_once(
    here: LocalDiscord, bot: discord.Client, channel: Channel
) -> None:
    sent = await seen(bot, channel).send("Lesson")
    thread = await sent.create_thread(name="Talk")
    assert thread.id == sent.id
    assert channel.last.flags & Flag.HAS_THREAD
    with pytest.raises(discord.HTTPException, match="160004"):
        await sent.create_thread(name="Again")
    await thread.send("In it")
    kept = here.state.channels[thread.id]
    here.archive(kept)
    said = await thread.fetch_message(kept.last.id)
    with pytest.raises(discord.HTTPException, match="50083"):
        await said.edit(content="Changed")
    found = [one.id async for one in seen(bot, channel).archived_threads()]
    assert found == [thread.id]
    await thread.send("Back")
    assert not kept.archived
    assert [one.id for one in await thread.guild.active_threads()] == [thread.id]
    here.archive(kept, locked=True)
    with pytest.raises(discord.Forbidden):
        await thread.send("Locked")


async def test_a_forum_takes_posts(here: LocalDiscord, bot: discord.Client) -> None:
    guild = next(iter(here.state.guilds.values()))
    forum = here.channel(guild, "ideas", Kind.FORUM, tags=["News"], require_tag=True)
    await asyncio.sleep(0.02)
    there = seen(bot, forum)
    with pytest.raises(discord.HTTPException, match="40067"):
        await there.create_thread(name="Post", content="Text")
    made = await there.create_thread(
        name="Post", content="Text", applied_tags=[there.available_tags[0]]
    )
    assert made.thread.id == made.message.id
    view = discord.ui.LayoutView().add_item(discord.ui.TextDisplay("no"))
    with pytest.raises(discord.HTTPException, match="flags"):
        await there.create_thread(name="V2", view=view, applied_tags=[there.available_tags[0]])


async def test_only_announcements_are_published(
    here: LocalDiscord, bot: discord.Client, channel: Channel
) -> None:
    guild = next(iter(here.state.guilds.values()))
    news = here.channel(guild, "news", Kind.ANNOUNCEMENT)
    await asyncio.sleep(0.02)
    sent = await seen(bot, news).send("News")
    await sent.publish()
    assert news.last.flags & Flag.CROSSPOSTED
    with pytest.raises(discord.HTTPException, match="50024"):
        await (await seen(bot, channel).send("Text")).publish()


async def test_direct_messages(here: LocalDiscord, bot: discord.Client) -> None:
    mina = here.person("Mina")
    user = await bot.fetch_user(mina.id)
    await user.send("Psst")
    assert mina.direct().last.text == "Psst"
    mina.user.takes_dms = False
    with pytest.raises(discord.Forbidden, match="50007"):
        await user.send("Psst")


async def test_a_nonce_makes_one_message(
    here: LocalDiscord, bot: discord.Client, channel: Channel
) -> None:
    there = seen(bot, channel)
    first = await there.send("One", nonce="day-1")
    again = await there.send("Other words", nonce="day-1")
    assert (again.id, again.content) == (first.id, "One")
    here.remove_message(channel.last)
    with pytest.raises(discord.NotFound, match="10008"):
        await there.send("One", nonce="day-1")
    here.clock.advance(here.state.nonces.window + 1)
    assert (await there.send("One", nonce="day-1")).id != first.id


async def test_history_is_empty_without_the_permission(
    here: LocalDiscord, bot: discord.Client, channel: Channel
) -> None:
    guild = channel.guild
    assert guild is not None
    there = seen(bot, channel)
    sent = [await there.send(str(number)) for number in range(5)]
    after = [m.content async for m in there.history(after=sent[1], oldest_first=True)]
    assert after == ["2", "3", "4"]
    assert [m.content async for m in there.history(before=sent[2])] == ["1", "0"]
    assert [m.content async for m in there.history(around=sent[2], limit=3)] == ["3", "2", "1"]
    here.change_role(guild, guild.roles[guild.id], 0)
    here.change_role(guild, here.bot_role(guild), INVITED & ~May.READ_MESSAGE_HISTORY)
    assert [m async for m in there.history()] == []
    here.change_role(guild, here.bot_role(guild), 0)
    with pytest.raises(discord.Forbidden, match="50001"):
        _ = [m async for m in there.history()]


async def test_what_is_not_allowed_is_refused(
    here: LocalDiscord, bot: discord.Client, channel: Channel
) -> None:
    guild = channel.guild
    assert guild is not None
    there = seen(bot, channel)
    own = here.bot_role(guild)
    here.overwrite(channel, own, deny=May.EMBED_LINKS)
    with pytest.raises(discord.Forbidden, match="50013"):
        await there.send(embed=discord.Embed(title="x"))
    here.overwrite(channel, own, deny=May.SEND_MESSAGES)
    with pytest.raises(discord.Forbidden, match="50013"):
        await there.send("x")
    here.overwrite(channel, own, deny=May.VIEW_CHANNEL)
    with pytest.raises(discord.Forbidden, match="50001"):
        await bot.fetch_channel(channel.id)
    here.remove_channel(channel)
    with pytest.raises(discord.NotFound, match="10003"):
        await bot.fetch_channel(channel.id)


@pytest.mark.parametrize(
    "fault", [Fault.RATE_LIMIT_ROUTE, Fault.RATE_LIMIT_SHARED, Fault.RATE_LIMIT_GLOBAL]
)
async def test_told_to_wait_it_waits_and_sends_once(
    here: LocalDiscord, bot: discord.Client, channel: Channel, fault: Fault
) -> None:
    here.faults.next("POST", POSTS, fault, times=2, wait=0.02)
    await asyncio.gather(*(seen(bot, channel).send(str(number)) for number in range(4)))
    assert sorted(message.content for message in channel.said) == list("0123")
    assert [status for _, _, status in here.attempts].count(429) == 2


async def test_buckets_and_the_global_limit_run_over(
    here: LocalDiscord, bot: discord.Client, channel: Channel
) -> None:
    here.rates.set("POST /channels/{channel_id}/messages", limit=3, per=0.05)
    await asyncio.gather(*(seen(bot, channel).send(str(number)) for number in range(8)))
    assert len(channel.said) == 8
    here.rates.set_global(limit=2, per=0.05)
    await asyncio.gather(*(bot.fetch_user(here.bot.id) for _ in range(6)))
    assert here.rates.exceeded > 0


async def test_lost_answers_and_broken_servers(
    here: LocalDiscord, bot: discord.Client, channel: Channel
) -> None:
    there = seen(bot, channel)
    here.faults.next("POST", POSTS, Fault.DROP_AFTER)
    with pytest.raises(aiohttp.ClientError):
        await there.send("made, but who knows", nonce="1")
    assert channel.last.text == "made, but who knows"
    here.faults.next("POST", POSTS, Fault.DROP_BEFORE)
    with pytest.raises(aiohttp.ClientError):
        await there.send("not made")
    here.faults.next("POST", POSTS, Fault.ERROR_503_BEFORE)
    with pytest.raises(discord.DiscordServerError):
        await there.send("not made")
    here.faults.next("POST", POSTS, Fault.BANNED)
    with pytest.raises(discord.HTTPException):
        await there.send("not made")
    here.faults.next("POST", POSTS, Fault.HANG_AFTER)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await there.send("hanging")
    assert [message.text for message in channel.said] == ["made, but who knows", "hanging"]


async def test_what_is_late_appears_after_its_sender_has_given_up(
    here: LocalDiscord, channel: Channel
) -> None:
    here.faults.next("POST", POSTS, Fault.LATE)
    url = f"{here.state.url}/api/v10/channels/{channel.id}/messages"
    headers = {"Authorization": f"Bot {here.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await session.post(url, json={"content": "late"})
    assert channel.said == []
    here.faults.late.set()
    await until(lambda: channel.said)
    assert (channel.last.text, here.faults.met) == ("late", 1)


async def test_executed_then_500_is_one_message_by_its_nonce(
    here: LocalDiscord, channel: Channel
) -> None:
    here.faults.next("POST", POSTS, Fault.ERROR_500_AFTER)
    url = f"{here.state.url}/api/v10/channels/{channel.id}/messages"
    headers = {"Authorization": f"Bot {here.token}"}
    body = {"content": "once", "nonce": "day-1", "enforce_nonce": True}
    async with aiohttp.ClientSession(headers=headers) as session:
        # By hand: discord.py would wait a second before it tries again.
        statuses = [(await session.post(url, json=body)).status for _ in range(2)]
    assert statuses == [500, 200]
    assert [message.text for message in channel.said] == ["once"]

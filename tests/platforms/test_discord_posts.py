"""Lessons that come by themselves: the whole of Homeroom on a local Discord."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Homeroom
from bot.core.plain import visible
from bot.domain.delivery import Delivery, State
from tests.fakes.monster import FENCED, NASTY, WALL, write_monster
from tests.fakes.study_group import Group, labels_of, posted, study_group, texts_of, until
from tests.local_discord.faults import Fault
from tests.local_discord.permissions import May
from tests.local_discord.world import Channel, Flag, Kind, Message

MESSAGES = r"/channels/\d+/messages$"


@pytest.fixture
async def group(tmp_path: Path) -> AsyncIterator[Group]:
    async with study_group(tmp_path) as group:
        yield group
        assert [r for r in group.discord.refusals if r.method != "GET"] == []


async def scheduled(group: Group, channel: Channel | None = None, **options: object) -> str:
    """Have lessons sent at eight, half a minute from now; return what was said."""
    answer = await group.admin.slash(
        group.daily,
        "schedule add",
        time="08:00",
        zone="Asia/Seoul",
        channel=channel or group.daily,
        **options,
    )
    return texts_of(await answer.message())


async def eight_o_clock(group: Group, channel: Channel | None = None) -> Message:
    group.clock.go_on(minutes=1)
    (post,) = await group.posts(channel or group.daily)
    return post


async def ledger_says(group: Group, homeroom: Homeroom, state: State) -> Delivery:
    """Wait until the ledger has a delivery for Discord in a state."""
    found: list[Delivery] = []

    async def look() -> bool:
        ledger = homeroom.records.ledger
        for delivery in await ledger.in_state(state, limit=100):
            to = (await ledger.account(delivery.subscription_id)).subscription
            if to.platform == "discord":
                found.append(delivery)
        return bool(found)

    async with asyncio.timeout(8):
        while not await look():
            await asyncio.sleep(0.02)
    return found[0]


async def test_the_daily_post(group: Group) -> None:
    async with group.homeroom():
        await group.connected()
        assert "08:00" in await scheduled(group)
        post = await eight_o_clock(group)
        assert texts_of(post).startswith(
            "-# Korea in the News for Beginners · 16 January 2026\n# 🚨"
        )
        assert labels_of(post) == ["Read on", "Terms", "Questions", "Quiz me"]
        assert post.flags & Flag.COMPONENTS_V2
        assert not post.flags & Flag.EPHEMERAL
        for label in labels_of(post):
            opened = await (await group.mina.press(post, label)).message()
            assert opened.flags & Flag.EPHEMERAL
            assert opened is not post
        group.clock.go_on(days=1)
        assert len(await group.posts(group.daily, 2)) == 2


async def test_everything_of_a_monster_can_be_read_and_nobody_is_called(tmp_path: Path) -> None:
    lessons = tmp_path / "lessons"
    write_monster(lessons)
    async with study_group(tmp_path / "data", lessons=lessons) as group, group.homeroom():
        await group.connected()
        await scheduled(group)
        post = await eight_o_clock(group)
        read = [texts_of(post)]
        read += await pages(group, post, "›")
        for label in ("더 읽기", "용어", "질문"):
            part = await (await group.mina.press(post, label)).message()
            read += [texts_of(part), *await pages(group, part, "›")]
        term = await (await group.mina.slash(group.daily, "term", word="Term 7 @here")).message()
        read += [texts_of(term), *await pages(group, term, "›")]
        letters = squeezed("".join(read))
        for text in (WALL, NASTY, FENCED, "Plain words that go on. " * 200):
            assert squeezed(text) in letters, text[:40]
        assert group.discord.refusals == []
        everything = [m for c in group.guild.channels.values() for m in c.said]
        assert all(message.pinged == frozenset() for message in everything)


async def pages(group: Group, message: Message, onward: str) -> list[str]:
    """Turn the pages of a message to its end, and return what they say."""
    read = []
    while onward in labels_of(message):
        message = await (await group.mina.press(message, onward)).message()
        read.append(texts_of(message))
    return read


def squeezed(text: str) -> str:
    """What is left of a text when signs of layout and blanks don't count."""
    return "".join(c for c in visible(text) if c.isalnum())


async def test_a_thread_under_each_lesson(group: Group) -> None:
    async with group.homeroom():
        await group.connected()
        await scheduled(group, thread=True)
        post = await eight_o_clock(group)
        await until(lambda: post.thread is not None)
        assert post.thread is not None
        assert post.thread.name == "🚨 Independent AI"


async def test_a_forum_gets_a_post_per_lesson_with_its_tag(group: Group) -> None:
    forum = group.discord.channel(
        group.guild, "lessons", Kind.FORUM, tags=["lesson", "talk"], require_tag=True
    )
    async with group.homeroom():
        await group.connected()
        said = await scheduled(group, forum)
        assert "lesson" in said
        assert "talk" in said
        await scheduled(group, forum, tag="lesson")
        group.clock.go_on(minutes=1)
        await until(lambda: any(c.parent is forum for c in group.guild.channels.values()))
        (thread,) = (c for c in group.guild.channels.values() if c.parent is forum)
        assert thread.name == "🚨 Independent AI"
        assert thread.applied_tags == [forum.tags[0].id]
        (starter,) = thread.said
        assert not starter.flags & Flag.COMPONENTS_V2
        assert "Naver is out" in texts_of(starter)
        quiz = await (await group.mina.press(starter, "Quiz me")).message()
        assert quiz.flags & Flag.EPHEMERAL


async def test_an_announcement_is_passed_on(group: Group) -> None:
    news = group.discord.channel(group.guild, "news", Kind.ANNOUNCEMENT)
    async with group.homeroom():
        await group.connected()
        await scheduled(group, news, publish=True)
        post = await eight_o_clock(group, news)
        await until(lambda: bool(post.flags & Flag.CROSSPOSTED))


async def test_one_role_is_called_and_no_other(group: Group) -> None:
    learners = group.discord.role(group.guild, "learners", 0)
    async with group.homeroom():
        await group.connected()
        said = await scheduled(group, mention=learners)
        assert "learners" in said
        assert await group_has_no_schedule(group)
        learners.mentionable = True
        group.discord.change_role(group.guild, learners, 0)
        await asyncio.sleep(0.05)
        await scheduled(group, mention=learners)
        post = await eight_o_clock(group)
        assert post.pinged == {f"<@&{learners.id}>"}


async def group_has_no_schedule(group: Group) -> bool:
    listed = await (await group.admin.slash(group.daily, "schedule list")).message()
    return "#1" not in texts_of(listed) and "#2" not in texts_of(listed)


@pytest.mark.parametrize(
    ("taken", "named"),
    [
        (May.SEND_MESSAGES, "Send Messages"),
        (May.VIEW_CHANNEL, ""),
        (May.EMBED_LINKS, "Embed Links"),
        (May.READ_MESSAGE_HISTORY, "Read Message History"),
    ],
)
async def test_a_missing_permission_is_named_and_nothing_saved(
    group: Group, taken: int, named: str
) -> None:
    group.discord.overwrite(group.daily, group.discord.bot, deny=taken)
    lounge = group.discord.channel(group.guild, "lounge")
    async with group.homeroom() as homeroom:
        await group.connected()
        answer = await group.admin.slash(
            lounge, "schedule add", time="08:00", zone="Asia/Seoul", channel=group.daily
        )
        assert named in texts_of(await answer.message())
        assert await homeroom.store.subscriptions_of("discord", str(group.guild.id)) == []


async def test_a_permission_taken_later_fails_with_its_name(group: Group) -> None:
    async with group.homeroom() as homeroom:
        await group.connected()
        await scheduled(group)
        group.discord.overwrite(group.daily, group.discord.bot, deny=May.SEND_MESSAGES)
        await asyncio.sleep(0.05)
        group.clock.go_on(minutes=1)
        failed = await ledger_says(group, homeroom, State.FAILED)
        assert "Send Messages" in failed.reason


@pytest.mark.parametrize("fault", [Fault.DROP_AFTER, Fault.ERROR_500_AFTER])
async def test_an_answer_that_is_lost_does_not_double_the_post(group: Group, fault: Fault) -> None:
    async with group.homeroom() as homeroom:
        await group.connected()
        await scheduled(group)
        group.discord.faults.next("POST", MESSAGES, fault)
        post = await eight_o_clock(group)
        # By then the library has repeated what it repeats.
        await asyncio.sleep(1.5)
        group.clock.go_on(minutes=1)
        sent = await ledger_says(group, homeroom, State.SENT)
        assert sent.post_id == str(post.id)
        assert posted(group.discord, group.daily) == [post]


async def test_a_post_under_way_when_the_bot_is_stopped_is_found_at_the_next_start(
    group: Group,
) -> None:
    async with group.homeroom() as homeroom:
        await group.connected()
        await scheduled(group)
        group.discord.faults.next("POST", MESSAGES, Fault.DROP_AFTER)
        post = await eight_o_clock(group)
        await ledger_says(group, homeroom, State.IN_DOUBT)
    group.clock.go_on(hours=1)
    async with group.homeroom() as homeroom:
        sent = await ledger_says(group, homeroom, State.SENT)
        assert (sent.post_id, sent.reason) == (str(post.id), "found posted")
        assert posted(group.discord, group.daily) == [post]


async def test_where_history_can_t_be_read_the_doubt_stays(group: Group) -> None:
    async with group.homeroom() as homeroom:
        await group.connected()
        await scheduled(group)
        group.discord.faults.next("POST", MESSAGES, Fault.DROP_AFTER)
        await eight_o_clock(group)
        group.discord.overwrite(group.daily, group.discord.bot, deny=May.READ_MESSAGE_HISTORY)
        await asyncio.sleep(0.1)
        group.clock.go_on(minutes=1)

        async def told() -> bool:
            doubt = await ledger_says(group, homeroom, State.IN_DOUBT)
            return "Read Message History" in doubt.reason

        async with asyncio.timeout(5):
            while not await told():
                await asyncio.sleep(0.05)
        assert len(posted(group.discord, group.daily)) == 1


async def test_a_storm_of_429_loses_and_doubles_nothing(group: Group) -> None:
    channels = [group.discord.channel(group.guild, f"room-{n}") for n in range(12)]
    async with group.homeroom():
        await group.connected()
        for channel in channels:
            await scheduled(group, channel)
        group.discord.faults.next("POST", MESSAGES, Fault.RATE_LIMIT_ROUTE, times=8)
        group.discord.faults.next("POST", MESSAGES, Fault.RATE_LIMIT_GLOBAL, times=3)
        group.discord.faults.next("POST", MESSAGES, Fault.RATE_LIMIT_SHARED, times=3)
        group.clock.go_on(minutes=1)
        for channel in channels:
            assert len(await group.posts(channel)) == 1


async def test_two_shards(tmp_path: Path) -> None:
    async with study_group(tmp_path, shards=2) as group:
        others = [group.discord.guild(f"Group {n}", shard=n) for n in (0, 1)]
        rooms = [group.discord.channel(guild, "daily") for guild in others]
        admins = [group.discord.member(g, "Ada", permissions=May.MANAGE_GUILD) for g in others]
        async with group.homeroom():
            await group.connected()
            assert sorted(group.discord.gateway.identified) == [(0, 2), (1, 2)]
            for admin, room in zip(admins, rooms, strict=True):
                answer = await admin.slash(room, "schedule add", time="08:00", zone="Asia/Seoul")
                assert "08:00" in texts_of(await answer.message())
            group.clock.go_on(minutes=1)
            for room in rooms:
                assert len(await group.posts(room)) == 1


async def test_removal_is_told_from_an_outage(group: Group) -> None:
    async with group.homeroom() as homeroom:
        await group.connected()
        await scheduled(group)

        async def status() -> str:
            (one,) = await homeroom.store.subscriptions_of("discord", str(group.guild.id))
            return one.status.value

        group.discord.outage(group.guild)
        await asyncio.sleep(0.1)
        assert await status() == "active"
        group.clock.go_on(minutes=1)
        await asyncio.sleep(0.2)
        group.discord.recover(group.guild)
        group.clock.go_on(minutes=1)
        (post,) = await group.posts(group.daily)
        assert "Independent AI" in texts_of(post)

        group.discord.kick(group.guild)
        async with asyncio.timeout(5):
            while await status() != "away":
                await asyncio.sleep(0.02)
    group.clock.go_on(days=3)
    group.discord.invite(group.guild)
    async with group.homeroom():
        await group.connected()
        # It is heard of at READY; the days missed are not made up for.
        await asyncio.sleep(2.5)
        group.clock.go_on(days=1)
        assert len(await group.posts(group.daily, 2)) == 2

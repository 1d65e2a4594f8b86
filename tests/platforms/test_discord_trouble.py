"""What a reviewer found to go wrong once, and must not again."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.delivery import State
from bot.domain.subscription import Status
from tests.fakes.study_group import Group, posted, study_group, texts_of, until
from tests.local_discord import threads
from tests.local_discord.faults import Fault
from tests.local_discord.world import Channel, Kind
from tests.platforms.test_discord_posts import MESSAGES, eight_o_clock, ledger_says, scheduled


@pytest.fixture
async def group(tmp_path: Path) -> AsyncIterator[Group]:
    async with study_group(tmp_path) as group:
        yield group


def threads_of(group: Group, forum: Channel) -> list[Channel]:
    return [one for one in group.guild.channels.values() if one.parent is forum]


@pytest.mark.parametrize("fault", [Fault.ERROR_500_AFTER, Fault.ERROR_502_AFTER, Fault.DROP_AFTER])
async def test_a_forum_post_whose_answer_is_lost_stands_there_once(
    group: Group, fault: Fault
) -> None:
    forum = group.discord.channel(group.guild, "lessons", Kind.FORUM)
    async with group.homeroom() as homeroom:
        await group.connected()
        await scheduled(group, forum)
        group.discord.faults.next("POST", r"/channels/\d+/threads$", fault)
        group.clock.go_on(minutes=1)
        await ledger_says(group, homeroom, State.IN_DOUBT)
        group.clock.go_on(minutes=1)
        sent = await ledger_says(group, homeroom, State.SENT)
        (thread,) = threads_of(group, forum)
        assert sent.post_id == str(thread.id)


async def test_of_two_adds_at_once_one_counts(group: Group) -> None:
    async with group.homeroom() as homeroom:
        await group.connected()
        wish = {"time": "08:00", "zone": "Asia/Seoul"}
        asked = [await group.admin.slash(group.daily, "schedule add", **wish) for _ in range(2)]
        said = [texts_of(await one.message()) for one in asked]
        assert sum("already" in text for text in said) == 1
        assert len(await homeroom.store.subscriptions_of("discord", str(group.guild.id))) == 1


async def test_an_outage_does_not_use_up_the_attempts(group: Group) -> None:
    async with group.homeroom() as homeroom:
        await group.connected()
        await scheduled(group)
        group.discord.outage(group.guild)
        await asyncio.sleep(0.1)
        for _ in range(12):
            group.clock.go_on(minutes=10)
            await asyncio.sleep(0.12)
        group.discord.faults.next("POST", MESSAGES, Fault.DROP_BEFORE)
        group.discord.recover(group.guild)
        await asyncio.sleep(0.1)
        for _ in range(3):
            group.clock.go_on(minutes=1)
            await asyncio.sleep(0.3)
        assert len(posted(group.discord, group.daily)) == 1
        assert (await ledger_says(group, homeroom, State.SENT)).attempts == 2


async def test_a_removal_missed_while_connecting_anew_is_noticed(group: Group) -> None:
    async with group.homeroom() as homeroom:
        await group.connected()
        await scheduled(group)
        group.discord.gateway.accepting = False
        group.discord.gateway.forget()
        group.discord.gateway.drop()
        group.guild.members.pop(group.discord.bot.id)
        await asyncio.sleep(0.1)
        group.discord.gateway.accepting = True

        async def away() -> bool:
            (one,) = await homeroom.store.subscriptions_of("discord", str(group.guild.id))
            return one.status is Status.AWAY

        async with asyncio.timeout(40):
            while not await away():
                await asyncio.sleep(0.1)


async def test_a_tag_or_a_role_that_is_gone_does_not_stop_the_lesson(group: Group) -> None:
    forum = group.discord.channel(group.guild, "lessons", Kind.FORUM, tags=["lesson"])
    role = group.discord.role(group.guild, "readers")
    role.mentionable = True
    group.discord.change_role(group.guild, role, 0)
    async with group.homeroom():
        await group.connected()
        await scheduled(group, forum, tag="lesson")
        await scheduled(group, mention=role)
        forum.tags.clear()
        group.discord.state.tell(
            "GUILD_ROLE_DELETE",
            {"guild_id": str(group.guild.id), "role_id": str(role.id)},
            group.guild,
        )
        group.discord.overwrite(forum, group.discord.bot)
        await asyncio.sleep(0.1)
        post = await eight_o_clock(group)
        assert f"{role.id}" not in texts_of(post)
        await until(lambda: len(threads_of(group, forum)) == 1)


async def test_a_locked_thread_is_no_place_for_lessons(group: Group) -> None:
    async with group.homeroom():
        await group.connected()
        number = group.discord.clock.snowflake()
        thread = threads.make(
            group.discord.state, group.daily, {"name": "closed"}, number, Kind.PUBLIC_THREAD
        )
        group.discord.archive(thread, locked=True)
        await asyncio.sleep(0.1)
        said = await scheduled(group, thread)
        assert "Nothing can be posted in" in said


async def test_when_the_records_fail_the_asker_is_told(group: Group) -> None:
    async with group.homeroom() as homeroom:
        await group.connected()

        async def locked(*_: object) -> str:
            message = "database is locked"
            raise RuntimeError(message)

        object.__setattr__(homeroom.store, "managers", locked)
        nobody = group.discord.member(group.guild, "Tomo")
        answer = await nobody.slash(group.daily, "help")
        assert "Sorry" in texts_of(await answer.message())


async def test_a_post_in_doubt_in_a_channel_that_is_gone_is_seldom_looked_for(
    group: Group,
) -> None:
    async with group.homeroom():
        await group.connected()
        await scheduled(group)
        group.discord.faults.next("POST", MESSAGES, Fault.DROP_AFTER)
        await eight_o_clock(group)
        group.discord.remove_channel(group.daily)
        group.clock.go_on(days=2)
        await asyncio.sleep(0.3)
        before = len(group.discord.records)
        for _ in range(20):
            group.clock.go_on(minutes=1)
            await asyncio.sleep(0.08)
        looked = [r for r in group.discord.records[before:] if r.method == "GET"]
        assert len(looked) <= 1

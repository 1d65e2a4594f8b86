"""What Discord knows of servers and channels: which may be forgotten, which may be told of."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Homeroom
from bot.domain.subscription import Status
from tests.fakes.study_group import Group, study_group, texts_of
from tests.local_discord.permissions import May
from tests.platforms.test_discord_posts import scheduled


@pytest.fixture
async def group(tmp_path: Path) -> AsyncIterator[Group]:
    async with study_group(tmp_path) as group:
        yield group


async def statuses(group: Group, homeroom: Homeroom) -> list[Status]:
    found = await homeroom.store.subscriptions_of("discord", str(group.guild.id))
    return [one.status for one in found]


async def become(group: Group, homeroom: Homeroom, wanted: list[Status]) -> None:
    async with asyncio.timeout(8):
        while await statuses(group, homeroom) != wanted:
            await asyncio.sleep(0.02)


async def test_a_server_that_was_left_is_forgotten_after_thirty_days(group: Group) -> None:
    other = group.discord.guild("Others")
    async with group.homeroom() as homeroom:
        await group.connected()
        await scheduled(group)
        await homeroom.store.set_managers("discord", str(other.id), "77")
        group.discord.kick(group.guild)
        await become(group, homeroom, [Status.AWAY])
        group.clock.go_on(days=29, hours=22)
        await asyncio.sleep(0.3)
        assert await statuses(group, homeroom) == [Status.AWAY]
        async with asyncio.timeout(8):
            while str(group.guild.id) in await homeroom.store.servers("discord"):
                # It is known to be gone only once Discord has told of every server.
                group.clock.go_on(hours=1)
                await asyncio.sleep(0.1)
        assert await statuses(group, homeroom) == []
        assert await homeroom.store.servers("discord") == [str(other.id)]


async def test_one_that_added_it_again_while_nobody_listened_is_not(group: Group) -> None:
    async with group.homeroom() as homeroom:
        await group.connected()
        await scheduled(group)
        group.discord.kick(group.guild)
        await become(group, homeroom, [Status.AWAY])
    group.clock.go_on(days=40)
    group.discord.invite(group.guild)
    async with group.homeroom() as homeroom:
        await group.connected()
        await become(group, homeroom, [Status.ACTIVE])
        for _ in range(6):
            group.clock.go_on(hours=1)
            await asyncio.sleep(0.1)
        assert await statuses(group, homeroom) == [Status.ACTIVE]


async def test_a_private_channel_is_not_named_to_everybody(group: Group) -> None:
    secret = group.discord.channel(group.guild, "secret")
    async with group.homeroom():
        await group.connected()
        await scheduled(group)
        await scheduled(group, secret)
        group.discord.overwrite(secret, group.guild.roles[group.guild.id], deny=May.VIEW_CHANNEL)
        group.discord.overwrite(secret, group.discord.bot, allow=May.VIEW_CHANNEL)
        await asyncio.sleep(0.05)
        button = {"type": 2, "id": 2, "style": 2, "label": "Home", "custom_id": "h1:home"}
        page = group.discord.say(group.daily, group.discord.bot, "")
        page.components = [{"type": 1, "id": 1, "components": [button]}]
        home = texts_of(await (await group.mina.press(page, "Home")).message())
        assert "#daily" in home
        assert "A private channel" in home
        assert "#secret" not in home

"""Several gateways that share Discord's shards: each answers for its own servers alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import Homeroom, assembled
from bot.domain.subscription import Status
from bot.errors import SendPostponed
from bot.platforms.discord import Discord, DiscordChannels, DiscordMessenger, Link, Pace
from bot.settings import load
from tests.fakes.on_discord import KEY, LESSON, SETTLING, Here
from tests.fakes.study_group import Group, posted, study_group, texts_of, until
from tests.local_discord.permissions import May
from tests.local_discord.world import Channel, Guild


class School:
    """A server on each of four shards, with a channel and an admin."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.guilds = [group.discord.guild(f"Group {n}", shard=n) for n in range(4)]
        self.rooms = [group.discord.channel(guild, "daily") for guild in self.guilds]
        self.admins = [
            group.discord.member(guild, "Ada", permissions=May.MANAGE_GUILD)
            for guild in self.guilds
        ]

    @asynccontextmanager
    async def gateway(self, homeroom: Homeroom, *shards: int) -> AsyncIterator[Here]:
        """One that listens to some of the shards."""
        link, token = Link(), self.group.discord.token
        messenger, channels = DiscordMessenger(link, Pace()), DiscordChannels(link)
        dispatcher = replace(homeroom.dispatcher, channels={"discord": channels})
        notes, clock = homeroom.notes, self.group.clock
        async with Discord(
            token, dispatcher, link, notes, clock, shards=(shards, 4), settling=SETTLING
        ):
            await until(lambda: link.client is not None and link.client.is_ready(), 30)
            yield Here(self.group, messenger, channels, "gateway")

    async def answer(self, number: int) -> str:
        """What somebody is answered on a server."""
        admin, room = self.admins[number], self.rooms[number]
        asked = await admin.slash(room, "schedule add", time="08:00", zone="Asia/Seoul")
        return texts_of(await asked.message())


@pytest.fixture
async def school(tmp_path: Path) -> AsyncIterator[School]:
    async with study_group(tmp_path, shards=4) as group:
        yield School(group)


@asynccontextmanager
async def homeroom(school: School) -> AsyncIterator[Homeroom]:
    async with assembled(load(school.group.settings()), school.group.clock) as homeroom:
        yield homeroom


def place(here: Here, guild: Guild, room: Channel) -> Here:
    here.group.guild, here.group.daily = guild, room
    return here


async def test_two_gateways_answer_each_for_its_own_servers(school: School) -> None:
    gateway = school.group.discord.gateway
    async with homeroom(school) as parts, AsyncExitStack() as stack:
        both = await asyncio.gather(
            stack.enter_async_context(school.gateway(parts, 0, 1)),
            stack.enter_async_context(school.gateway(parts, 2, 3)),
        )
        assert sorted(gateway.identified) == [(0, 4), (1, 4), (2, 4), (3, 4)]
        for number in range(4):
            assert "08:00" in await school.answer(number)
        answers = [r for r in school.group.discord.records if "callback" in r.route]
        assert len(answers) == 4
        first, second = both
        for number, (own, other) in enumerate([(first, second)] * 2 + [(second, first)] * 2):
            guild, room = school.guilds[number], school.rooms[number]
            server = str(guild.id)
            # What another process listens to was not left.
            assert not await own.channels.gone(server)
            assert not await other.channels.gone(server)
            to = place(own, guild, room).to()
            assert await own.messenger.send(to, LESSON, f"{number}{KEY}")
            with pytest.raises(SendPostponed, match="another process listens"):
                await other.messenger.send(to, LESSON, f"{number}{KEY}")
            assert len(posted(school.group.discord, room)) == 1


async def test_a_gateway_takes_no_other_s_servers_for_left(school: School) -> None:
    discord = school.group.discord
    async with homeroom(school) as parts:
        async with school.gateway(parts, 0), school.gateway(parts, 2), school.gateway(parts, 3):
            assert "08:00" in await school.answer(2)
            assert "08:00" in await school.answer(3)

        async def status(number: int) -> Status:
            (one,) = await parts.store.subscriptions_of("discord", str(school.guilds[number].id))
            return one.status

        # One is removed while nobody listens.
        school.guilds[3].members.pop(discord.bot.id)
        async with school.gateway(parts, 0, 1):
            await asyncio.sleep(2.5)
            assert [await status(2), await status(3)] == [Status.ACTIVE, Status.ACTIVE]
        async with school.gateway(parts, 3) as here:
            async with asyncio.timeout(5):
                while await status(3) is not Status.AWAY:
                    await asyncio.sleep(0.05)
            assert await status(2) is Status.ACTIVE
            assert await here.channels.gone(str(school.guilds[3].id))


async def test_with_some_shards_lessons_go_to_all_servers_all_the_same(school: School) -> None:
    group = school.group
    async with homeroom(school) as parts, school.gateway(parts, 0, 1, 2, 3):
        for number in (0, 2):
            await school.answer(number)
    async with group.homeroom(HOMEROOM_DISCORD_SHARDS="0/4"):
        await until(lambda: (0, 4) in group.discord.gateway.identified[4:])
        await asyncio.sleep(0.3)
        group.clock.go_on(minutes=1)
        for number in (0, 2):
            await group.posts(school.rooms[number])

"""A messenger on a local Discord, without the rest of Homeroom."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import assembled
from bot.core.reply import Button, Buttons, Heading, Note, Text, reply
from bot.domain.subscription import PostOptions, Subscription
from bot.platforms.discord import Discord, DiscordChannels, DiscordMessenger, Link, Pace, posting
from bot.settings import load
from tests.fakes.study_group import Group, study_group, until
from tests.local_discord.world import Channel, Guild, Kind, Message

KEY = "7-20260117"
LESSON = reply(
    Heading("Independent AI", emoji="🚨"),
    Text("Naver is out @everyone."),
    Buttons((Button("Read on", "/read l1"),)),
    line="/lesson l1",
    private=False,
)
CORRECTED = replace(LESSON, blocks=(LESSON.blocks[0], Text("Naver is in @everyone."),
                                    LESSON.blocks[2]))  # fmt: skip
NOTICE = reply(
    Heading("Lessons have stopped"),
    Text("In #daily, since Homeroom lacks Send Messages there. @everyone"),
    Note("They go on by themselves."),
    Buttons((Button("Look again", "/schedule list"),)),
)
SETTLING = 0.1
"""Seconds: the local Discord tells of all its servers at once."""
MESSAGES = r"/channels/\d+/messages$"


@dataclass
class Here:
    group: Group
    messenger: DiscordMessenger
    channels: DiscordChannels
    way: str

    @property
    def guild(self) -> Guild:
        return self.group.guild

    def to(self, channel: Channel | None = None, **options: object) -> Subscription:
        return Subscription(
            7,
            "discord",
            str((channel or self.group.daily).id),
            (dt.time(8),),
            ZoneInfo("Asia/Seoul"),
            "korea-news",
            server=str(self.guild.id),
            options=PostOptions(**options),  # type: ignore[arg-type]
            owner=str(self.group.admin.id),
        )

    async def send(self, to: Subscription) -> Message:
        post_id = await self.messenger.send(to, LESSON, KEY)
        channel = self.group.discord.state.channels[int(to.channel)]
        if channel.kind == Kind.FORUM:
            channel = self.group.discord.state.channels[int(post_id)]
        return channel.messages[int(post_id)]

    def thread_of(self, message: Message) -> Channel:
        return self.group.discord.state.channels[message.id]

    def requests(self) -> list[str]:
        return [f"{one.method} {one.route}" for one in self.group.discord.records]

    def owner(self) -> list[Message]:
        return direct(self, self.group.discord.state.owner.id)

    async def heard(self) -> None:
        """Let the bot hear of what was changed: of the newest event there is for it."""
        link = self.messenger._reach
        if not isinstance(link, Link):
            return
        client = link.connected()
        gateway = self.group.discord.gateway

        def all_of_it() -> bool:
            known = sorted(shard._parent.ws.sequence or 0 for shard in client.shards.values())
            return known == sorted(len(session.events) for session in gateway.connected())

        await until(all_of_it)


def direct(here: Here, user: int) -> list[Message]:
    """What the bot has said to somebody alone."""
    channels = here.group.discord.state.channels.values()
    of_them = (c for c in channels if c.kind == Kind.DM and c.recipients[0].id == user)
    return [message for channel in of_them for message in channel.said]


@asynccontextmanager
async def on_discord(tmp_path: Path, way: str = "gateway") -> AsyncIterator[Here]:
    """A messenger that hears of everything over a gateway, or posts by ``requests`` alone."""
    async with AsyncExitStack() as stack:
        group = await stack.enter_async_context(study_group(tmp_path))
        if way == "requests":
            there = await stack.enter_async_context(posting(group.discord.token, group.clock))
            await until(lambda: there.messenger.ready)
            here = Here(group, there.messenger, there.channels, way)
        else:
            here = await connected(group, stack)
        yield here
        assert all(m.pinged == frozenset() or m.author is not group.discord.bot
                   for c in group.discord.state.channels.values() for m in c.said
                   if c.name != "called")  # fmt: skip


async def connected(group: Group, stack: AsyncExitStack) -> Here:
    homeroom = await stack.enter_async_context(assembled(load(group.settings()), group.clock))
    link = Link()
    messenger = DiscordMessenger(link, Pace())
    await stack.enter_async_context(
        Discord(
            group.discord.token,
            homeroom.dispatcher,
            link,
            homeroom.notes,
            group.clock,
            settling=SETTLING,
        )
    )
    await group.connected()
    await until(lambda: messenger.ready and link.client is not None and link.client.is_ready())
    return Here(group, messenger, DiscordChannels(link), "gateway")

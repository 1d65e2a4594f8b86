"""A Discord on this machine, for a discord.py that was told nothing about it."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from email.utils import formatdate

import discord.gateway
import discord.http
import yarl
from aiohttp import web

from tests.local_discord import about, callbacks, messages, registry, threads
from tests.local_discord.gateway import Gateway
from tests.local_discord.payloads import channel_json, member_json, role_json
from tests.local_discord.people import Member
from tests.local_discord.permissions import EVERYONE, May
from tests.local_discord.rest import API, Record, Rest
from tests.local_discord.state import State
from tests.local_discord.world import (
    Channel,
    Guild,
    Kind,
    Membership,
    Message,
    Overwrite,
    Role,
    Tag,
    User,
)

# What the project's invitation asks for (View Channel, Send Messages, Read Message History,
# Embed Links, Send Messages in Threads, Create Public Threads).
INVITED = (
    May.VIEW_CHANNEL
    | May.SEND_MESSAGES
    | May.READ_MESSAGE_HISTORY
    | May.EMBED_LINKS
    | May.SEND_MESSAGES_IN_THREADS
    | May.CREATE_PUBLIC_THREADS
)


class LocalDiscord:
    """The server, and what a test does to it."""

    def __init__(self, *, shards: int = 1) -> None:
        self.state = State()
        self.state.shards = shards
        self.gateway = Gateway(self.state)
        self.state.tell = self.gateway.tell
        self.rest = Rest(self.state)
        self.faults = self.rest.faults
        self.rates = self.rest.rates
        self.clock = self.state.clock
        self._runner: web.AppRunner | None = None

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.state.token

    @property
    def bot(self) -> User:
        """The bot's user."""
        return self.state.bot

    @property
    def records(self) -> list[Record]:
        """Every request that was carried out or refused."""
        return self.rest.records

    @property
    def attempts(self) -> list[tuple[str, str, int]]:
        """Every request as method, path and status, also those that were told to wait."""
        return self.rest.attempts

    @property
    def refusals(self) -> list[Record]:
        """The requests that Discord found badly made."""
        return [record for record in self.records if record.status == 400]

    @property
    def command_writes(self) -> list[tuple[str, int | None]]:
        """Each registration of commands, as method and guild."""
        return self.state.commands.writes

    async def start(self) -> None:
        """Listen on loopback."""
        app = web.Application(client_max_size=32 * 1024 * 1024)
        app.on_response_prepare.append(self._date)
        app.router.add_get("/gateway/", self.gateway.connect)
        app.router.add_get("/gateway", self.gateway.connect)
        app.router.add_get("/resume", self.gateway.connect)
        for module in (about, messages, threads, registry, callbacks):
            self.rest.add_to(app, module.ROUTES)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.state.url = f"http://127.0.0.1:{port}"

    async def _date(self, _request: web.Request, response: web.StreamResponse) -> None:
        """Say what time it is here, as every answer of Discord's does."""
        response.headers["Date"] = formatdate(self.clock.now(), usegmt=True)

    async def stop(self) -> None:
        """Let go of everything."""
        self.faults.ending.set()
        for line in list(self.gateway.lines):
            line.abort()
        if self._runner:
            await self._runner.cleanup()

    # What there is

    def guild(
        self,
        name: str = "Study group",
        *,
        permissions: int = INVITED,
        everyone: int = EVERYONE,
        locale: str = "en-US",
        shard: int | None = None,
        bot: bool = True,
    ) -> Guild:
        """A new guild; with `bot`, the bot is in it with a role of its own."""
        number = self.clock.snowflake()
        if shard is not None:
            number -= ((number >> 22) - shard) % self.state.shards << 22
        guild = Guild(number, name, self.state.owner.id, locale)
        guild.roles[number] = Role(number, "@everyone", int(everyone), position=0)
        guild.members[self.state.owner.id] = Membership(self.state.owner, [], self.clock.now())
        self.state.guilds[number] = guild
        if bot:
            self.invite(guild, permissions=permissions)
        return guild

    def invite(self, guild: Guild, *, permissions: int = INVITED) -> None:
        """Let the bot into a guild."""
        role = self.role(guild, self.bot.name, permissions, managed=True)
        guild.members[self.bot.id] = Membership(self.bot, [role.id], self.clock.now())
        self.state.tell("GUILD_CREATE", self.gateway.guild_create(guild), guild)

    def guilds(self, count: int) -> list[Guild]:
        """Many guilds at once, each with one channel."""
        made = [self.guild(f"Guild {index}") for index in range(count)]
        for guild in made:
            self.channel(guild, "general")
        return made

    def role(
        self,
        guild: Guild,
        name: str,
        permissions: int = 0,
        *,
        mentionable: bool = False,
        managed: bool = False,
    ) -> Role:
        """A new role."""
        role = Role(self.clock.snowflake(), name, int(permissions), mentionable, managed)
        guild.roles[role.id] = role
        if guild.has(self.bot):
            told = {"guild_id": str(guild.id), "role": role_json(role)}
            self.state.tell("GUILD_ROLE_CREATE", told, guild)
        return role

    def channel(
        self,
        guild: Guild,
        name: str = "general",
        kind: Kind = Kind.TEXT,
        *,
        overwrites: Iterable[Overwrite] = (),
        tags: Iterable[str] = (),
        require_tag: bool = False,
    ) -> Channel:
        """A new channel."""
        made = Channel(
            self.clock.snowflake(),
            kind,
            name,
            guild=guild,
            overwrites=list(overwrites),
            tags=[Tag(self.clock.snowflake(), tag) for tag in tags],
            require_tag=require_tag,
        )
        self.state.add_channel(made)
        self._tell_of(made, "CHANNEL_CREATE")
        return made

    def user(self, name: str, *, locale: str = "en-US", takes_dms: bool = True) -> User:
        """Somebody with an account."""
        user = User(self.clock.snowflake(), name, locale=locale, takes_dms=takes_dms)
        self.state.users[user.id] = user
        return user

    def member(
        self,
        guild: Guild,
        name: str = "Mina",
        *,
        permissions: int = 0,
        roles: Iterable[Role] = (),
        locale: str = "en-US",
        installed: bool = False,
    ) -> Member:
        """A person in a guild; `permissions` come on top of everyone's."""
        given = list(roles)
        if permissions:
            given.append(self.role(guild, f"{name}'s", permissions))
        user = self.user(name, locale=locale)
        guild.members[user.id] = Membership(user, [role.id for role in given], self.clock.now())
        return Member(self.state, user, guild, installed=installed)

    def person(
        self, name: str = "Joon", *, locale: str = "en-US", installed: bool = True
    ) -> Member:
        """A person in no guild, who may have installed the application for themselves."""
        return Member(self.state, self.user(name, locale=locale), None, installed=installed)

    # What changes

    def _tell_of(self, channel: Channel, event: str) -> None:
        if channel.guild and channel.guild.has(self.bot):
            self.state.tell(event, channel_json(channel), channel.guild)

    def say(self, channel: Channel, author: User, content: str) -> Message:
        """Somebody says something."""
        message = Message(
            self.clock.snowflake(), channel, author, self.clock.now(), content=content
        )
        channel.messages[message.id] = message
        return message

    def overwrite(
        self, channel: Channel, target: Role | User, *, allow: int = 0, deny: int = 0
    ) -> None:
        """Grant or take something in one channel."""
        kind = 0 if isinstance(target, Role) else 1
        others = [row for row in channel.overwrites if row.id != target.id]
        channel.overwrites = [*others, Overwrite(target.id, kind, int(allow), int(deny))]
        self._tell_of(channel, "CHANNEL_UPDATE")

    def change_role(self, guild: Guild, role: Role, permissions: int) -> None:
        """Give a role other permissions."""
        role.permissions = int(permissions)
        told = {"guild_id": str(guild.id), "role": role_json(role)}
        self.state.tell("GUILD_ROLE_UPDATE", told, guild)

    def bot_role(self, guild: Guild) -> Role:
        """The bot's own role in a guild."""
        return guild.roles[guild.members[self.bot.id].roles[0]]

    def give_bot(self, guild: Guild, *roles: Role) -> None:
        """Give the bot these roles, beside its own."""
        membership = guild.members[self.bot.id]
        membership.roles = [membership.roles[0], *(role.id for role in roles)]
        told = member_json(membership) | {"guild_id": str(guild.id)}
        self.state.tell("GUILD_MEMBER_UPDATE", told, guild)

    def remove_channel(self, channel: Channel) -> None:
        """Delete a channel or thread."""
        event = "THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE"
        self.state.channels.pop(channel.id)
        if channel.guild:
            channel.guild.channels.pop(channel.id)
        self._tell_of(channel, event)

    def remove_message(self, message: Message) -> None:
        """A moderator takes a message away."""
        message.deleted = True
        message.channel.messages.pop(message.id, None)

    def archive(self, thread: Channel, *, locked: bool = False) -> None:
        """Put a thread away."""
        thread.locked = locked
        threads.archive(self.state, thread, archived=True)

    def kick(self, guild: Guild) -> None:
        """The bot is removed from a guild."""
        self.state.tell("GUILD_DELETE", {"id": str(guild.id)}, guild)
        guild.members.pop(self.bot.id)

    def outage(self, guild: Guild) -> None:
        """A guild is not to be reached, which is no removal."""
        guild.unavailable = True
        self.state.tell("GUILD_DELETE", {"id": str(guild.id), "unavailable": True}, guild)

    def recover(self, guild: Guild) -> None:
        """A guild is back."""
        guild.unavailable = False
        self.state.tell("GUILD_CREATE", self.gateway.guild_create(guild), guild)


@asynccontextmanager
async def local_discord(*, shards: int = 1) -> AsyncIterator[LocalDiscord]:
    """A running one, with discord.py pointed to it and back again."""
    here = LocalDiscord(shards=shards)
    await here.start()
    route, socket = discord.http.Route, discord.gateway.DiscordWebSocket
    before = route.BASE, socket.DEFAULT_GATEWAY
    route.BASE = here.state.url + API
    socket.DEFAULT_GATEWAY = yarl.URL(f"{here.state.url}/gateway".replace("http", "ws", 1))
    try:
        yield here
    finally:
        route.BASE, socket.DEFAULT_GATEWAY = before
        await here.stop()

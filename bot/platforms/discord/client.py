"""Our connection to the gateway: what it listens to, what it keeps, what it answers to."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Any, cast

import aiohttp
import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.core.ports import Clock, Notes
from bot.delivery.membership import joined, left, reconcile
from bot.platforms.discord.adapter import PLATFORM, Adapter
from bot.platforms.discord.items import ITEMS
from bot.platforms.discord.link import Link, Shards, shard_of
from bot.platforms.discord.syncing import sync_if_changed
from bot.platforms.discord.tracing import Traced
from bot.platforms.discord.tree import (
    BY_ANYONE,
    EVERYWHERE,
    Interaction,
    Translations,
    app_commands_of,
)

log = logging.getLogger(__name__)

SYNC_PATIENCE = 30.0
LONGEST_WAIT = 30.0
"""Seconds discord.py may sleep on a rate limit by itself; above that we are told. Its least."""
SETTLING = 2.0
"""Seconds without word of another server, after which all were heard of. discord.py's own."""


class HomeroomTree(app_commands.CommandTree["HomeroomClient"]):
    """The commands; what is not among them any more is answered kindly."""

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        """Somebody used a command as it was before: their Discord has not noticed the change."""
        log.info("a command as Discord knows it is not ours: %s", error)
        if interaction.type is not discord.InteractionType.autocomplete:
            await self.client.adapter.outdated(interaction)


class HomeroomClient(discord.AutoShardedClient):
    """Listens to what the ``guilds`` intent brings, keeps no messages and no members.

    With ``shards`` only to those, of so many in all.
    """

    def __init__(
        self,
        adapter: Adapter,
        notes: Notes,
        clock: Clock,
        link: Link,
        shards: Shards | None = None,
        settling: float = SETTLING,
    ) -> None:
        super().__init__(
            # Its types leave out that None is the default of both.
            shard_ids=list(shards[0]) if shards else None,  # type: ignore[arg-type]
            shard_count=shards[1] if shards else None,
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=LONGEST_WAIT,
            guild_ready_timeout=settling,
            allowed_mentions=discord.AllowedMentions.none(),
            http_trace=Traced(link.pace, link.skew_by(clock), clock, adapter.dispatcher.meter),
        )
        self.adapter = adapter
        self._store = adapter.dispatcher.store
        self._notes, self._clock = notes, clock
        self._recording = asyncio.Lock()
        self._told: dict[int, set[str]] = {}
        ready = self._connection.parsers["READY"]
        self._connection.parsers["READY"] = lambda data: self._hear_ready(ready, data)
        self.tree = HomeroomTree(self)

    async def setup_hook(self) -> None:
        """Before the gateway: the commands, and the buttons of every post there ever was."""
        dispatcher = self.adapter.dispatcher
        for one in app_commands_of(dispatcher.commands, self.adapter.command, self.adapter.suggest):
            self.tree.add_command(one)
        self.tree.add_command(self._explain_menu())
        await self.tree.set_translator(Translations())
        self.add_dynamic_items(*ITEMS)
        try:
            async with asyncio.timeout(SYNC_PATIENCE):
                await sync_if_changed(self.tree, self._notes)
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
            log.error(  # noqa: TRY400 -- the trace would tell nothing more
                "Discord did not take the commands; until the next start it has the old ones: %s",
                str(error) or type(error).__name__,
            )

    def _explain_menu(self) -> app_commands.ContextMenu:
        async def explain(interaction: Interaction, message: discord.Message) -> None:
            await self.adapter.explain(interaction, message)

        return app_commands.ContextMenu(
            name=locale_str("Explain terms", ko="용어 설명"),
            callback=explain,
            allowed_contexts=EVERYWHERE,
            allowed_installs=BY_ANYONE,
        )

    async def pressed(self, interaction: Interaction, line: str) -> None:
        """A button was pressed."""
        await self.adapter.pressed(interaction, line)

    async def turned(self, interaction: Interaction, line: str, page: int) -> None:
        """A page was turned."""
        await self.adapter.turned(interaction, line, page)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer buttons and forms that none of our patterns knows; discord.py drops them."""
        kinds = (discord.InteractionType.component, discord.InteractionType.modal_submit)
        data: Mapping[str, Any] = cast("Mapping[str, Any]", interaction.data or {})
        custom_id = str(data.get("custom_id", ""))
        known = any(item.__discord_ui_compiled_template__.fullmatch(custom_id) for item in ITEMS)
        if interaction.type in kinds and not known:
            await self.adapter.outdated(interaction)

    def _hear_ready(self, parse: Callable[[Any], None], data: Any) -> None:
        """Note which servers Discord names for a shard.

        discord.py has no event with that list, and its own keeps those that we were removed from
        while the connection was being made anew.
        """
        self._told[data["shard"][0]] = {str(guild["id"]) for guild in data["guilds"]}
        parse(data)

    async def on_shard_ready(self, shard: int) -> None:
        """See which servers of a shard we were added to or removed from while we did not listen."""
        servers = self._told.get(shard, set())
        log.info("Discord is connected: shard %s with %s servers", shard, len(servers))

        def concerns(server: str) -> bool:
            return server.isdecimal() and shard_of(int(server), self.shard_count or 1) == shard

        async with self._recording:
            if not self.is_closed():
                now = self._clock.now()
                holidays = self.adapter.dispatcher.holidays
                await reconcile(self._store, PLATFORM, servers, now, concerns, holidays)

    async def on_shard_connect(self, _shard: int) -> None:
        """A shard is connected, the first time or anew."""
        self.adapter.dispatcher.meter.connected(PLATFORM)

    async def on_shard_resumed(self, _shard: int) -> None:
        """A shard goes on where its connection was lost."""
        self.adapter.dispatcher.meter.connected(PLATFORM)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """We were added to a server, perhaps again."""
        self._told.setdefault(guild.shard_id, set()).add(str(guild.id))
        async with self._recording:
            if not self.is_closed():
                holidays = self.adapter.dispatcher.holidays
                await joined(self._store, PLATFORM, str(guild.id), self._clock.now(), holidays)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """We were removed from a server. An outage is told apart: ``on_guild_unavailable``."""
        log.info("removed from server %s; its schedules rest", guild.id)
        self._told.setdefault(guild.shard_id, set()).discard(str(guild.id))
        async with self._recording:
            if not self.is_closed():
                await left(self._store, PLATFORM, str(guild.id), self._clock.now())

    async def close(self) -> None:
        """Say goodbye; what is being recorded is finished, nothing more is begun.

        discord.py delivers events even after this, when the records are closed already.
        """
        await super().close()
        async with self._recording:
            pass

    async def on_error(self, event: str, /, *_args: Any, **_kwargs: Any) -> None:
        """A fault in one event must not stop the next."""
        log.exception("the event %s failed", event)  # noqa: LOG004 -- called while it is handled

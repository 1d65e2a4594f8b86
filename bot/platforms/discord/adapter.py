"""Interactions in, replies out: acknowledged in time, private unless the reply says otherwise."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

import aiohttp
import discord

from bot.core.command import Command, Suggestion
from bot.core.dispatch import Dispatcher
from bot.core.reply import Reply
from bot.core.request import Asker, Place, Rank, Request
from bot.errors import SendInDoubt
from bot.platforms.discord.drawn import Drawn, answer_in_pages
from bot.platforms.discord.messages import words_in_message
from bot.platforms.discord.wording import words_in

log = logging.getLogger(__name__)

PLATFORM = "discord"
LINKABLE = frozenset({"term", "faq"})
"""What these do not find may be linked to an entry, by those of whom Discord says so at once."""
ACKNOWLEDGE_WITHIN = 1.0
"""Seconds. Discord gives up after 3 (docs.discord.com, interactions/receiving-and-responding)."""
EXPIRED = {10062, 10015, 50027, 40060}
"""Codes for an interaction that is over: unknown, its webhook gone, its token invalid, or
acknowledged before (docs.discord.com, topics/opcodes-and-status-codes)."""

Interaction = discord.Interaction[Any]


@dataclass(frozen=True, slots=True)
class Adapter:
    """Takes what people do on Discord to dispatch, and shows them what comes back.

    ``patience`` is how many seconds it works before it asks Discord for more time.
    """

    dispatcher: Dispatcher
    patience: float = ACKNOWLEDGE_WITHIN
    underway: set[asyncio.Future[Reply]] = field(default_factory=set)
    """What is being answered now."""

    async def command(
        self, interaction: Interaction, command: Command, options: Mapping[str, str]
    ) -> None:
        """Answer a slash command."""
        await self._answer(interaction, self._asked(interaction, command, options))

    def suggest(
        self, interaction: Interaction, command: Command, option: str, typed: str
    ) -> list[Suggestion]:
        """Return what an option might become, from memory."""
        person = str(interaction.user.id)
        return self.dispatcher.suggest(command.name, option, typed, _place(interaction), person)

    async def explain(self, interaction: Interaction, message: discord.Message) -> None:
        """Explain the terms in a message."""
        command = self.dispatcher.command("explain")
        if command is None:
            log.error("there is no command for the menu of messages")
            await self.outdated(interaction)
            return
        options = {"text": words_in_message(message)}
        await self._answer(interaction, self._asked(interaction, command, options))

    async def pressed(self, interaction: Interaction, line: str) -> None:
        """Answer a button, or a choice from a list."""
        command = self.dispatcher.command_of(line)
        turns = command is not None and command.turns and _is_private(interaction)
        await self._answer(interaction, self._lined(interaction, line), turns=turns)

    async def turned(self, interaction: Interaction, line: str, page: int) -> None:
        """Show another page of a reply; in place, if it is the asker's own message."""
        turns = _is_private(interaction)
        await self._answer(interaction, self._lined(interaction, line), turns=turns, page=page)

    async def outdated(self, interaction: Interaction) -> None:
        """Say kindly that a button or form is from a time we do not remember."""
        outdated = self.dispatcher.outdated(_language(interaction))
        await self._answer(interaction, _at_once(outdated))

    async def _asked(
        self, interaction: Interaction, command: Command, options: Mapping[str, str]
    ) -> Reply:
        place, asker = _place(interaction), await self._asker(interaction, command)
        return await self.dispatcher.answer(Request(command.name, options, place, asker))

    async def _lined(self, interaction: Interaction, line: str) -> Reply:
        command = self.dispatcher.command_of(line)
        asker = await self._asker(interaction, command)
        return await self.dispatcher.answer_line(line, _place(interaction), asker)

    async def _asker(self, interaction: Interaction, command: Command | None) -> Asker:
        asker = Asker(str(interaction.user.id), _language(interaction))
        if command is not None and command.name in LINKABLE and _manages(interaction):
            return replace(asker, rank=Rank.ADMIN)
        if command is None or (command.least is Rank.LEARNER and command.name != "help"):
            return asker
        return replace(asker, rank=await self._rank(interaction))

    async def _rank(self, interaction: Interaction) -> Rank:
        """What somebody may do, as Discord says now; nothing where the bot is no member."""
        server, user = _place(interaction).server, interaction.user
        if not server or not isinstance(user, discord.Member):
            return Rank.LEARNER
        if _manages(interaction):
            return Rank.ADMIN
        managers = await self.dispatcher.store.managers(PLATFORM, server)
        has_role = managers.isdecimal() and user.get_role(int(managers)) is not None
        return Rank.MANAGER if has_role else Rank.LEARNER

    async def _answer(
        self,
        interaction: Interaction,
        work: Awaitable[Reply],
        *,
        turns: bool = False,
        page: int = 1,
    ) -> None:
        """Show a reply; before work that takes long, tell Discord that it will come.

        Never raises: what Discord does not take any more is logged.
        """
        heard = _Heard(self.dispatcher)
        task = asyncio.ensure_future(work)
        self.underway.add(task)
        try:
            await asyncio.wait({task}, timeout=self.patience)
            if not task.done():
                await _acknowledge(interaction, turns=turns)
                heard.told()
            await _show(interaction, await task, turns=turns, page=page, told=heard.told)
        except discord.HTTPException as error:
            level = logging.INFO if error.code in EXPIRED else logging.ERROR
            log.log(level, "an answer was not taken by Discord: %s", error)
        except (SendInDoubt, aiohttp.ClientError, OSError) as error:
            log.warning("an answer may not have reached Discord: %s", type(error).__name__)
        except Exception:
            reference = secrets.token_hex(3)
            log.exception("an answer could not be shown (%s)", reference)
            await self._apologise(interaction, reference, turns=turns)
        finally:
            self.underway.discard(task)

    async def _apologise(self, interaction: Interaction, reference: str, *, turns: bool) -> None:
        sorry = self.dispatcher.apologise(reference, _language(interaction))
        with suppress(discord.DiscordException, aiohttp.ClientError, OSError):
            await _show(interaction, sorry, turns=turns, page=1, told=lambda: None)


class _Heard:
    """Measures how long Discord waited for a first word."""

    def __init__(self, dispatcher: Dispatcher) -> None:
        self._clock, self._meter = dispatcher.clock, dispatcher.meter
        self._since: float | None = self._clock.monotonic()

    def told(self) -> None:
        """Discord has been told something; only the first time counts."""
        if self._since is not None:
            self._meter.acknowledged(PLATFORM, self._clock.monotonic() - self._since)
            self._since = None


async def _acknowledge(interaction: Interaction, *, turns: bool) -> None:
    # Whether only the asker sees it is settled here and for good; only posts are for all.
    if turns:
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=True, thinking=True)


async def _show(
    interaction: Interaction,
    reply: Reply,
    *,
    turns: bool,
    page: int,
    told: Callable[[], None],
) -> None:
    first, *more = answer_in_pages(reply, words_in(_language(interaction)), page)
    await _begin(interaction, first, turns=turns)
    told()
    for view in more:
        await interaction.followup.send(view=view, ephemeral=True)


async def _begin(interaction: Interaction, view: Drawn, *, turns: bool) -> None:
    """Show the first or only message, in whichever way Discord still takes it."""
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view)
    elif turns:
        await interaction.response.edit_message(view=view)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


def _place(interaction: Interaction) -> Place:
    # Somebody may have brought the bot along to a server that it is no member of.
    member = interaction.guild_id is not None and interaction.is_guild_integration()
    return Place(PLATFORM, str(interaction.channel_id), str(interaction.guild_id) if member else "")


def _manages(interaction: Interaction) -> bool:
    """Return whether somebody may manage the server, as Discord says with what they asked."""
    is_member = isinstance(interaction.user, discord.Member)
    return is_member and interaction.permissions.manage_guild


def _language(interaction: Interaction) -> str:
    return interaction.locale.value


def _is_private(interaction: Interaction) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral


async def _at_once(reply: Reply) -> Reply:
    return reply

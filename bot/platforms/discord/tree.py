"""Slash commands made from the core's commands: options, ranges, suggestions, translations."""

import inspect
from collections.abc import Awaitable, Callable, Iterable, Mapping
from enum import Enum
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.core.command import ChannelId, Command, Family, Option, RoleId, Suggestion
from bot.core.request import Rank
from bot.layout.splitting import shortened, units
from bot.platforms.discord.limits import CHOICE_TEXT, CHOICES

Interaction = discord.Interaction[Any]
Ask = Callable[[Interaction, Command, Mapping[str, str]], Awaitable[None]]
"""Answers a command that somebody gave, with its options as texts."""
Suggest = Callable[[Interaction, Command, str, str], list[Suggestion]]
"""What an option of a command might become for somebody: the option, what is typed."""

EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
ON_SERVERS = app_commands.AppCommandContext(guild=True)
BY_ANYONE = app_commands.AppInstallationType(guild=True, user=True)
BY_SERVERS = app_commands.AppInstallationType(guild=True)


class Translations(app_commands.Translator):
    """Gives discord.py the words that each text brings with it."""

    async def translate(
        self, string: locale_str, locale: discord.Locale, context: object
    ) -> str | None:
        """Return a text in one of Discord's languages, if it is there."""
        return string.extras.get(locale.value)


def app_commands_of(
    commands: Iterable[Command], ask: Ask, suggest: Suggest
) -> list[app_commands.Command[Any, ..., Any] | app_commands.Group]:
    """Return a slash command for each listed command, and a group for each family."""
    made: list[app_commands.Command[Any, ..., Any] | app_commands.Group] = []
    groups: dict[str, app_commands.Group] = {}
    for command in commands:
        if not command.listed:
            continue
        slash = _slash(command, ask, suggest)
        if command.family is None:
            made.append(slash)
            continue
        if command.family.name not in groups:
            groups[command.family.name] = _group(command.family, command.least)
            made.append(groups[command.family.name])
        groups[command.family.name].add_command(slash)
    return made


def _group(family: Family, least: Rank) -> app_commands.Group:
    managing = least > Rank.LEARNER
    return app_commands.Group(
        name=locale_str(family.name, **family.names),
        description=locale_str(family.help, **family.translations),
        allowed_contexts=ON_SERVERS if managing else EVERYWHERE,
        allowed_installs=BY_SERVERS if managing else BY_ANYONE,
        default_permissions=_shown_to(least),
    )


def _shown_to(least: Rank) -> discord.Permissions | None:
    # What Discord shows to whom is a default that admins can change: the handler checks again.
    return discord.Permissions(manage_guild=True) if least > Rank.LEARNER else None


def _slash(command: Command, ask: Ask, suggest: Suggest) -> app_commands.Command[Any, ..., Any]:
    async def callback(interaction: Interaction, **given: object) -> None:
        await ask(interaction, command, {n: _text(v) for n, v in given.items() if v is not None})

    interaction = inspect.Parameter(
        "interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=discord.Interaction
    )
    # discord.py reads the options from the signature.
    callback.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [interaction, *map(_parameter, command.options)]
    )
    _annotate(callback, command, suggest)
    made: app_commands.Command[Any, ..., Any] = app_commands.Command(
        name=locale_str(command.name.split()[-1], **command.names),
        description=locale_str(command.help, **command.translations),
        callback=callback,
    )
    # One in a group is shown where, and to whom, its group is.
    if command.family is None:
        managing = command.least > Rank.LEARNER
        made.allowed_contexts = ON_SERVERS if managing else EVERYWHERE
        made.allowed_installs = BY_SERVERS if managing else BY_ANYONE
        made.default_permissions = _shown_to(command.least)
    return made


def _annotate(callback: Callable[..., Any], command: Command, suggest: Suggest) -> None:
    for option in command.options:
        about = option.about
        app_commands.rename(**{option.name: locale_str(option.name, **about.names)})(callback)
        app_commands.describe(**{option.name: locale_str(about.help, **about.translations)})(
            callback
        )
        if issubclass(option.kind, Enum):
            choices = [app_commands.Choice(name=word, value=word) for word in option.choices]
            app_commands.choices(**{option.name: choices})(callback)
        elif about.complete:
            app_commands.autocomplete(**{option.name: _completer(command, option, suggest)})(
                callback
            )


def _parameter(option: Option) -> inspect.Parameter:
    return inspect.Parameter(
        option.name,
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        default=inspect.Parameter.empty if option.required else None,
        annotation=_annotation(option),
    )


def _annotation(option: Option) -> Any:
    about, kind = option.about, option.kind
    if kind is bool or issubclass(kind, Enum):
        return bool if kind is bool else str
    if issubclass(kind, ChannelId):
        return app_commands.Transform[str, PickedChannel]
    if issubclass(kind, RoleId):
        return app_commands.Transform[str, PickedRole]
    return app_commands.Range[int if issubclass(kind, int) else str, about.least, about.most]


class PickedChannel(app_commands.Transformer):
    """A channel that was picked, by its id."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """Discord's own kind of option."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """The kinds of channel a lesson can be posted in."""
        kind = discord.ChannelType
        threads = [kind.public_thread, kind.private_thread, kind.news_thread]
        return [kind.text, kind.news, kind.forum, kind.voice, kind.stage_voice, *threads]

    async def transform(self, interaction: Interaction, value: Any, /) -> str:
        """Return the id."""
        return str(value.id)


class PickedRole(app_commands.Transformer):
    """A role that was picked, by its id."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """Discord's own kind of option."""
        return discord.AppCommandOptionType.role

    async def transform(self, interaction: Interaction, value: Any, /) -> str:
        """Return the id."""
        return str(value.id)


def _text(value: object) -> str:
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def _completer(command: Command, option: Option, suggest: Suggest) -> Any:
    async def complete(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        found = suggest(interaction, command, option.name, typed)
        return [
            app_commands.Choice(name=shortened(s.label, CHOICE_TEXT), value=s.key or s.value)
            for s in found
            if s.label and units(s.key or s.value) <= CHOICE_TEXT
        ][:CHOICES]

    return complete

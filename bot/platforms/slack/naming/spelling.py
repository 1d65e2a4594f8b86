"""How commands are spelled on Slack: some with a slash of their own, all under the umbrella.

Slack has one name for a command in a whole workspace: of two apps that want it, the one that was
installed last gets it. So names can be chosen, and the core's ``/term`` may be ``/hr-term`` there.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property, lru_cache

from bot.core.command import ChannelId, Command, RoleId
from bot.core.lines import command_in, named
from bot.core.reply import (
    Block,
    Bullets,
    Button,
    Buttons,
    Facts,
    Heading,
    Note,
    Quote,
    Reply,
    Text,
)
from bot.layout.pages import REMEMBERED
from bot.platforms.slack.drawing.mrkdwn import unescaped
from bot.platforms.slack.naming.meant import is_question, line_meant

_CHANNEL = re.compile(r"<#(\w+)(?:\|[^<>]*)?>")
_PERSON = re.compile(r"<(?:@|!subteam\^)(\w+)(?:\|[^<>]*)?>")
_MARKS = " \t\n`*_~"
"""What stands around words that somebody emphasised."""
_AFTER_NAME = f"{_MARKS},.:;!–—-"
_POLITE = frozenset({"me", "us", "please", "now", "내줘", "내주세요", "줘", "주세요", "좀"})
"""Words that say nothing after the name of a command."""
_NEAR = 0.75
"""How alike a mistyped command's name must be (``difflib``): ``shedule``, but not ``lessen``."""


@dataclass(frozen=True, eq=False)
class Spelling:
    """Knows the core's commands, and which of them have a name of their own on Slack.

    ``own`` are pairs of a name on Slack, to come after ``prefix``, and the first word of a
    command. ``umbrella_name`` is the command that does everything.
    """

    commands: Sequence[Command]
    own: Sequence[tuple[str, str]]
    prefix: str = ""
    umbrella_name: str = "homeroom"

    @property
    def umbrella(self) -> str:
        """The command that does everything, with its slash."""
        return f"/{self.umbrella_name}"

    @cached_property
    def slashes(self) -> Mapping[str, str]:
        """The first word of a command, by the slash command on Slack that is its own."""
        return {f"/{self.prefix}{slash}": word for slash, word in self.own}

    def typed(self, name: str) -> str:
        """Return what one types on Slack for a command, or a family: ``/homeroom schedule add``."""
        word, _, rest = name.partition(" ")
        own = next((slash for slash, known in self.slashes.items() if known == word), None)
        return " ".join(filter(None, (own or f"{self.umbrella} {word}", rest)))

    def line_of(self, slash: str, text: str) -> str:
        """Return the core's line for a slash command with what was typed after it.

        What is under the umbrella but no command becomes a line without a slash, or with a wrong
        name: either is answered with what one can type instead.
        """
        slash, words = slash.casefold(), text.strip()
        if slash != self.umbrella:
            # A name that is none of ours is from an older manifest.
            name = self.slashes.get(slash, slash.removeprefix("/"))
            return self._read(f"/{name} {words}".rstrip())
        if not words:
            return "/help"
        first = _first(words)
        if words.startswith("/") or first in self._words:
            return self._read(f"/{words.removeprefix('/')}")
        if own := self._own_words.get(first):
            return self._read(f"/{own} {words[len(first) :].lstrip(_AFTER_NAME)}".rstrip())
        if self._nearly(first):
            return self._read(f"/{words}")
        plain = unescaped(words)
        return line_meant(plain) if is_question(plain) else plain

    def line_of_message(self, text: str, bot_user: str) -> str:
        """Return the core's line for a message to the bot, with a mention of it or without."""
        words = _addressed(text, bot_user)
        if not words:
            return "/help"
        if words.startswith("/"):
            slash, _, rest = words.partition(" ")
            return self.line_of(slash, rest)
        first = _first(words)
        if first == self.umbrella_name:
            return self.line_of(self.umbrella, words[len(first) :].lstrip(_AFTER_NAME))
        own = self.slashes.get(f"/{first}", first)
        if own in self._listed:
            return self._read(self._said(own, words))
        return line_meant(unescaped(words))

    def respelled(self, reply: Reply) -> Reply:
        """Return a reply in whose texts commands are spelled as on Slack.

        It is the same object if nothing changes. What buttons do stays as it is.
        """
        return _respelled(self, reply)

    def in_text(self, text: str) -> str:
        """Return a text in which commands are spelled as on Slack."""
        if "/" not in text:
            return text
        return self._mentions.sub(lambda found: self.typed(found[1]), text)

    @cached_property
    def _words(self) -> frozenset[str]:
        """The first words of all commands, in all languages."""
        return frozenset(_first_words(self.commands))

    @cached_property
    def _own_words(self) -> Mapping[str, str]:
        """The first word of a command, by its name on Slack without slash, and prefix or not."""
        bare = dict(self.own)
        return {f"{self.prefix}{slash}": word for slash, word in bare.items()} | bare

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(_first_words([one for one in self.commands if one.listed]))

    @cached_property
    def _mentions(self) -> re.Pattern[str]:
        """A command's name after a slash, as a whole word, and no part of an address or a path."""
        firsts = sorted({one.name.split()[0] for one in self.commands}, key=len, reverse=True)
        names = "|".join(map(re.escape, firsts))
        return re.compile(
            rf"(?<![^\s(\[“‘\"'「『«–—|,:;…])/({names})(?![A-Za-z0-9_/-]|\.[A-Za-z0-9])"
        )

    def _nearly(self, word: str) -> bool:
        return bool(get_close_matches(word, self._listed, n=1, cutoff=_NEAR))

    def _said(self, name: str, words: str) -> str:
        """Return the line for a command that somebody asks for as one does in a conversation."""
        rest = words[len(_first(words)) :].lstrip(_AFTER_NAME)
        command = named(self.commands, name)
        idle = command is not None and not command.options
        said = {word.strip(_AFTER_NAME).casefold() for word in rest.split()}
        return f"/{name} {rest}".rstrip() if said - _POLITE and not idle else f"/{name}"

    def _read(self, line: str) -> str:
        """Return a line without Slack's escapes: with ids where the command takes such."""
        command = command_in(line, self.commands)
        kinds = [option.kind for option in command.options] if command else []
        if any(issubclass(kind, ChannelId) for kind in kinds):
            line = _CHANNEL.sub(r"\1", line)
        if any(issubclass(kind, RoleId) for kind in kinds):
            line = _PERSON.sub(r" \1 ", line)
        return unescaped(line)


def _first(words: str) -> str:
    """Return the first word, as the core compares it."""
    return words.split(maxsplit=1)[0].rstrip(".,:;!?").casefold()


def _first_words(commands: Collection[Command]) -> Iterator[str]:
    for command in commands:
        yield command.name.split()[0]
        yield from (command.family or command).names.values()


def _addressed(text: str, bot_user: str) -> str:
    """Return what somebody says to the bot: what comes after its name, or else before it."""
    mention = re.compile(rf"<@{re.escape(bot_user)}(?:\|[^<>]*)?>") if bot_user else None
    parts = [part.strip(_MARKS) for part in (mention.split(text) if mention else [text])]
    after = " ".join(filter(None, (part.strip(_AFTER_NAME) for part in parts[1:])))
    return " ".join((after or parts[0].lstrip(_AFTER_NAME)).split())


@lru_cache(maxsize=REMEMBERED)
def _respelled(spelling: Spelling, reply: Reply) -> Reply:
    blocks = tuple(_block(block, spelling) for block in reply.blocks)
    return reply if blocks == reply.blocks else replace(reply, blocks=blocks)


def _block(block: Block, spelling: Spelling) -> Block:
    say = spelling.in_text
    match block:
        case Heading(text) | Text(text) | Note(text):
            return replace(block, text=say(text))
        case Quote(text):
            return block if say(text) == text else Quote(say(text))
        case Bullets(items):
            return Bullets(tuple(map(say, items)))
        case Facts(pairs):
            return Facts(tuple((say(name), say(value)) for name, value in pairs))
        case Buttons(buttons):
            return Buttons(tuple(_button(button, spelling) for button in buttons))


def _button(button: Button, spelling: Spelling) -> Button:
    return replace(button, label=spelling.in_text(button.label))

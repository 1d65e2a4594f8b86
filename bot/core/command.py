"""A command, made from an async function: its name, options and description come from there."""

import inspect
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from bot.core.ports import Library
from bot.core.reply import Reply
from bot.core.request import Rank

YES_OR_NO = ("yes", "no")
HELP_MAX = 100
"""Characters of a command's description: what Discord shows of it."""


class ChannelId(str):
    """An option that names a channel by its id; platforms let one pick it."""

    __slots__ = ()


class RoleId(str):
    """An option that names a role by its id; platforms let one pick it."""

    __slots__ = ()


class ManagerIds(RoleId):
    """A role, or several people by their ids with blanks between, whichever the platform has."""

    __slots__ = ()


Handler = Callable[..., Awaitable[Reply]]
OptionType = type[str] | type[int] | type[Enum]
"""``bool``, ``ChannelId``, ``RoleId`` and ``ManagerIds`` are among them."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something one might be typing: what is shown, and what then stands in the box.

    ``key``, if there is one, means the same, is short, and can't be misunderstood.
    """

    label: str
    value: str
    key: str = ""


Completer = Callable[[Library, str], Sequence[Suggestion]]
"""What an option might become, from memory: it must not wait for anything."""


@dataclass(frozen=True, slots=True)
class About:
    """What an option is for, in ``Annotated[str, About(…)]``.

    ``least`` and ``most`` bound a number, or the characters of a text. ``names`` is what the
    option is called in other languages. ``fits`` tells whether words are such a thing as a whole:
    of a typed line, the option takes as many as are.
    """

    help: str
    translations: Mapping[str, str] = field(default_factory=dict)
    complete: Completer | None = None
    least: int = 1
    most: int = 200
    names: Mapping[str, str] = field(default_factory=dict)
    fits: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a command."""

    name: str
    kind: OptionType
    required: bool
    about: About

    @property
    def choices(self) -> tuple[str, ...]:
        """The words to choose from, for an option that is an enum."""
        if issubclass(self.kind, Enum):
            return tuple(str(member.value) for member in self.kind)
        if self.kind is bool:
            return YES_OR_NO
        return ()


@dataclass(frozen=True, slots=True)
class Family:
    """Commands that share a first word, such as ``/schedule add`` and ``/schedule list``."""

    name: str
    help: str
    names: Mapping[str, str] = field(default_factory=dict)
    translations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Command:
    """Something one can ask for. The last option, if it is text, takes the rest of a typed line.

    Of several options each may also be given by its name: ``days:weekdays``, ``days="mon, wed"``.
    ``name`` is one word, or two for a member of a family. ``names`` is its (second) word in other
    languages. ``least`` is the rank one needs. ``turns``: its answer takes the place of the
    private message whose button asked for it, as a page that is turned. ``follows``: its answer
    makes no sense without what it was asked under, which goes on standing above it.
    """

    name: str
    help: str
    options: tuple[Option, ...]
    handler: Handler
    translations: Mapping[str, str]
    listed: bool
    family: Family | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    least: Rank = Rank.LEARNER
    turns: bool = False
    follows: bool = False

    @property
    def for_servers(self) -> bool:
        """Whether it is for those who manage a server's schedules."""
        return self.family is not None and self.least > Rank.LEARNER

    @property
    def usage(self) -> str:
        """How it is typed, such as ``/lesson <lesson> [part]``."""
        words = (f"<{o.name}>" if o.required else f"[{o.name}]" for o in self.options)
        return " ".join((f"/{self.name}", *words))

    def describe(self, language: str) -> str:
        """Return what it does, in a language if it has a text for it."""
        return self.translations.get(language, self.help)


def usable(commands: Iterable[Command], rank: Rank, *, on_server: bool) -> list[Command]:
    """Return the commands that somebody of a rank is offered; schedules are a server's only."""
    return [
        one
        for one in commands
        if one.listed and one.least <= rank and (on_server or not one.for_servers)
    ]


def command(
    *,
    listed: bool = True,
    translations: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    family: Family | None = None,
    least: Rank = Rank.LEARNER,
    turns: bool = False,
    follows: bool = False,
) -> Callable[[Handler], Command]:
    """Make a command of an async function whose first parameter is the context.

    Its name is the function's, its description the docstring's first line, its options the other
    parameters: ``str``, ``int``, ``bool``, an ``Enum``, ``ChannelId`` or ``RoleId``, with
    ``About`` in ``Annotated``, optional if they have a default. One that is not ``listed`` is for
    buttons only. Raises ``TypeError`` for a function that can't be a command.
    """

    def make(handler: Handler) -> Command:
        name = getattr(handler, "__name__", "").strip("_").replace("_", "-")
        text = (inspect.getdoc(handler) or "").split("\n", 1)[0]
        if not re.fullmatch(r"[a-z][a-z-]{0,30}", name) or not 1 <= len(text) <= HELP_MAX:
            message = (
                f"command {name!r} needs a short name and a docstring of at most {HELP_MAX} letters"
            )
            raise TypeError(message)
        return Command(
            name=f"{family.name} {name}" if family else name,
            help=text,
            options=_options(handler),
            handler=handler,
            translations=dict(translations or {}),
            listed=listed,
            family=family,
            names=dict(names or {}),
            least=least,
            turns=turns,
            follows=follows,
        )

    return make


def _options(handler: Handler) -> tuple[Option, ...]:
    hints = get_type_hints(handler, include_extras=True)
    parameters = list(inspect.signature(handler).parameters.values())[1:]
    return tuple(_option(parameter, hints[parameter.name]) for parameter in parameters)


def _option(parameter: inspect.Parameter, hint: Any) -> Option:
    about: About | None = None
    if get_origin(hint) is Annotated:
        hint, *extras = get_args(hint)
        about = next((extra for extra in extras if isinstance(extra, About)), None)
    kinds = [kind for kind in get_args(hint) if kind is not type(None)] or [hint]
    kind = kinds[0]
    if about is None or len(kinds) != 1 or not issubclass(kind, str | int | Enum):
        message = f"option {parameter.name!r} must be Annotated[str | int | an Enum, About(…)]"
        raise TypeError(message)
    return Option(parameter.name, kind, parameter.default is inspect.Parameter.empty, about)

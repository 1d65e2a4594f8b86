"""A command, made from an async function: its name, options and description come from there."""

import inspect
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from bot.core.ports import Library
from bot.core.reply import Reply

HELP_MAX = 100
"""Characters of a command's description: what Discord shows of it."""

Handler = Callable[..., Awaitable[Reply]]
OptionType = type[str] | type[int] | type[Enum]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something one might be typing: what is shown, and what then stands in the box."""

    label: str
    value: str


Completer = Callable[[Library, str], Sequence[Suggestion]]
"""What an option might become, from memory: it must not wait for anything."""


@dataclass(frozen=True, slots=True)
class About:
    """What an option is for, in ``Annotated[str, About(…)]``.

    ``least`` and ``most`` bound a number, or the characters of a text.
    """

    help: str
    translations: Mapping[str, str] = field(default_factory=dict)
    complete: Completer | None = None
    least: int = 1
    most: int = 200


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
        return ()


@dataclass(frozen=True, slots=True)
class Command:
    """Something one can ask for. The last option, if it is text, takes the rest of a typed line."""

    name: str
    help: str
    options: tuple[Option, ...]
    handler: Handler
    translations: Mapping[str, str]
    listed: bool

    @property
    def usage(self) -> str:
        """How it is typed, such as ``/lesson <lesson> [part]``."""
        words = (f"<{o.name}>" if o.required else f"[{o.name}]" for o in self.options)
        return " ".join((f"/{self.name}", *words))

    def describe(self, language: str) -> str:
        """Return what it does, in a language if it has a text for it."""
        return self.translations.get(language, self.help)


def command(
    *, listed: bool = True, translations: Mapping[str, str] | None = None
) -> Callable[[Handler], Command]:
    """Make a command of an async function whose first parameter is the context.

    Its name is the function's, its description the docstring's first line, its options the other
    parameters: ``str``, ``int`` or an ``Enum``, with ``About`` in ``Annotated``, optional if they
    have a default. One that is not ``listed`` is for buttons only. Raises ``TypeError`` for a
    function that can't be a command.
    """

    def make(handler: Handler) -> Command:
        name = getattr(handler, "__name__", "").strip("_").replace("_", "-")
        text = (inspect.getdoc(handler) or "").split("\n", 1)[0]
        if not re.fullmatch(r"[a-z][a-z-]{0,30}", name) or not 1 <= len(text) <= HELP_MAX:
            message = (
                f"command {name!r} needs a short name and a docstring of at most {HELP_MAX} letters"
            )
            raise TypeError(message)
        options = _options(handler)
        return Command(name, text, options, handler, dict(translations or {}), listed)

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
    if about is None or len(kinds) != 1 or not (kind in (str, int) or issubclass(kind, Enum)):
        message = f"option {parameter.name!r} must be Annotated[str | int | an Enum, About(…)]"
        raise TypeError(message)
    return Option(parameter.name, kind, parameter.default is inspect.Parameter.empty, about)

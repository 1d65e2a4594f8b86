"""What a command answers: blocks in reading order. Each platform renders them in its own way.

Texts are plain: no markup is read out of them, so that nothing a lesson or a person wrote can
ping anybody or turn into a link.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

LINE_MAX = 90
"""Characters in a button's line. Discord's ``custom_id`` holds 100, a version mark included."""

_LINE = re.compile(r"/[a-z][a-z-]*( [A-Za-z0-9_.:#-]+)*")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 opens the reply, 2 a part of it, 3 a part of that."""

    text: str
    level: int = 1
    emoji: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph. ``strong`` for the line that should be read first."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, a line each."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with what is to be said of each."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words set apart, such as a definition with its term left out.

    ``marks`` are the places in the text, from and to, that stand out; in order, none in another.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: a date, a source, how to go on."""

    text: str


class Style(Enum):
    """How much a button asks to be pressed."""

    PLAIN = "plain"
    MAIN = "main"


@dataclass(frozen=True, slots=True)
class Button:
    """A command typed in advance. ``line`` holds ids, never text; see ``press``."""

    label: str
    line: str
    style: Style = Style.PLAIN

    def __post_init__(self) -> None:
        check_line(self.line)


@dataclass(frozen=True, slots=True)
class Buttons:
    """Buttons that belong together."""

    buttons: tuple[Button, ...]


Block = Heading | Text | Bullets | Facts | Quote | Note | Buttons


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer or a post. Only the asker sees a ``private`` one.

    ``line``, if there is one, asks for the same again: a platform that shows a long reply in
    pages asks for it when one is turned. It holds ids, as a button's line does. ``refusal``:
    nothing was done, and it says what to mend; a form that was sent in stays to be sent again.
    """

    blocks: tuple[Block, ...]
    private: bool = True
    line: str = ""
    refusal: bool = False

    def __post_init__(self) -> None:
        if self.line:
            check_line(self.line)


def check_line(line: str) -> None:
    """Raise ``ValueError`` if this is not a command and ids, short enough for a button."""
    if len(line) > LINE_MAX or not _LINE.fullmatch(line):
        message = f"a button's line is a command and ids, {LINE_MAX} letters at most: {line!r}"
        raise ValueError(message)


def reply(*blocks: Block | Iterable[Block] | None, private: bool = True, line: str = "") -> Reply:
    """Make a reply of blocks, leaving out what is ``None`` or has nothing in it."""
    flat: list[Block] = []
    for block in blocks:
        if block is None:
            continue
        if isinstance(block, Block):
            flat.append(block)
        else:
            flat.extend(block)
    return Reply(tuple(block for block in flat if not _empty(block)), private, line)


def publicly(answer: Reply) -> Reply:
    """Return the same reply for everybody to see."""
    return replace(answer, private=False)


def press(command: str, *ids: str) -> str:
    """Return the line of a button that gives ``command`` these ids."""
    return " ".join((f"/{command}", *ids))


def parted(text: str, marks: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """Yield a text in parts, each with whether it stands out."""
    done = 0
    for start, end in marks:
        yield text[done:start], False
        yield text[start:end], True
        done = end
    yield text[done:], False


def _empty(block: Block) -> bool:
    match block:
        case Bullets(items=()) | Facts(pairs=()) | Buttons(buttons=()):
            return True
        case Heading(text="") | Text(text="") | Quote(text="") | Note(text=""):
            return True
        case _:
            return False

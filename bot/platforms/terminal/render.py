"""A reply as lines of a terminal. Buttons are numbered; in a chat the number presses them."""

from collections.abc import Callable, Iterator
from typing import assert_never

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from bot.core.plain import visible
from bot.core.reply import (
    Bullets,
    Button,
    Buttons,
    Facts,
    Heading,
    Note,
    Quote,
    Reply,
    Text,
    parted,
)

_HEADINGS = {1: "bold cyan", 2: "bold", 3: "bold dim"}


def render(
    reply: Reply, typeable: Callable[[Button], bool] = lambda button: False
) -> RenderableType:
    """Return a reply for rich to print. Beside a ``typeable`` button stands its line."""
    return Group(*_rendered(reply, typeable))


def buttons_of(reply: Reply) -> list[Button]:
    """Return a reply's buttons in the order they are numbered."""
    return [b for block in reply.blocks if isinstance(block, Buttons) for b in block.buttons]


def _rendered(reply: Reply, typeable: Callable[[Button], bool]) -> Iterator[RenderableType]:
    first = 1
    for index, block in enumerate(reply.blocks):
        if index:
            yield Line()
        if isinstance(block, Buttons):
            yield _numbered(block.buttons, first, typeable)
            first += len(block.buttons)
        else:
            yield _block(block)


def _block(block: Heading | Text | Bullets | Facts | Quote | Note) -> RenderableType:
    match block:
        case Heading(text, level, emoji):
            return _line(f"{emoji} {text}".strip(), _HEADINGS.get(level, "bold"))
        case Text(text, strong):
            return _line(text, "bold" if strong else "")
        case Bullets(items):
            return _rows([("•", item) for item in items], "cyan")
        case Facts(pairs):
            return _facts(pairs)
        case Quote(text, marks):
            return Padding(_quoted(text, marks), (0, 0, 0, 4))
        case Note(text):
            return _line(text, "dim")
        case _:
            assert_never(block)


def _line(text: str, style: str = "") -> Line:
    return Line(visible(text), style)


def _quoted(text: str, marks: tuple[tuple[int, int], ...]) -> Line:
    styles = {False: "italic", True: "bold italic"}
    parts = parted(text, marks)
    return Line.assemble(*((visible(part), styles[stands_out]) for part, stands_out in parts))


def _rows(rows: list[tuple[str, str]], style: str) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column()
    for mark, text in rows:
        table.add_row(_line(mark, style), _line(text))
    return table


def _facts(pairs: tuple[tuple[str, str], ...]) -> Group:
    """Each name with what is said of it below, so that long names leave room for long texts."""
    lines: list[RenderableType] = []
    for name, text in pairs:
        lines.append(_line(name, "bold"))
        lines.append(Padding(_line(text), (0, 0, 0, 2)))
    return Group(*lines)


def _numbered(buttons: tuple[Button, ...], first: int, typeable: Callable[[Button], bool]) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column()
    table.add_column(no_wrap=True)
    for number, button in enumerate(buttons, first):
        table.add_row(
            _line(f"[{number}]", "cyan"),
            _line(button.label),
            _line(button.line if typeable(button) else "", "dim"),
        )
    return table

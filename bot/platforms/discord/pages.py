"""A reply as pages, each of which fits one message. Nothing is cut, nothing left out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from bot.core.reply import Block, Buttons, Reply
from bot.platforms.discord.controls import controls_of
from bot.platforms.discord.limits import PAGE_COMPONENTS, PAGE_ROWS, PAGE_TEXT, ROW_BUTTONS, units
from bot.platforms.discord.paragraphs import LEADING, Kind, Paragraph, gap, paragraphs_of
from bot.platforms.discord.parts import Divider, Markdown, Page, Part, Size, size_of
from bot.platforms.discord.splitting import split
from bot.platforms.discord.wording import Words

REMEMBERED = 512
"""Replies whose pages are kept: a post goes to many channels, and many ask for the same terms."""
_LEAST_ROOM = PAGE_TEXT // 4
"""With less than this, what is too long for a page begins on a new one."""

_DIVIDED = {Kind.TITLE, Kind.HEADING}


def pages_of(reply: Reply, *, words: Words) -> list[Page]:
    """Return a reply's pages: at least one."""
    return [*_pages(reply, words)]


@lru_cache(maxsize=REMEMBERED)
def _pages(reply: Reply, words: Words) -> tuple[Page, ...]:
    binder = _Binder(words)
    for block in _together(reply.blocks):
        match block:
            case Buttons(buttons):
                binder.divide()
                for part in controls_of(buttons, words):
                    binder.place(part)
            case _:
                binder.write(block)
    return tuple(binder.bound()) or (Page((Markdown(words.nothing),), words),)


def _together(blocks: Sequence[Block]) -> Iterator[Buttons | list[Paragraph]]:
    """Yield groups of buttons, and paragraphs that must not be parted."""
    group: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Buttons):
            if group:
                yield group
                group = []
            yield block
            continue
        for paragraph in paragraphs_of(block):
            group.append(paragraph)
            if paragraph.kind not in LEADING:
                yield group
                group = []
    if group:
        yield group


class _Binder:
    """Fills one page after the other."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._pages: list[Page] = []
        self._parts: list[Part] = []
        self._size = Size()
        self._last: Kind | None = None
        self._opened = False

    def bound(self) -> list[Page]:
        """Return all the pages."""
        self._turn()
        return self._pages

    def divide(self) -> None:
        """Draw a line, unless it would be the first on the page, or the second in a row."""
        begun = bool(self._parts) and not isinstance(self._parts[-1], Divider)
        if begun and self._fits(size_of(Divider())):
            self._add(Divider())

    def place(self, part: Part) -> None:
        """Put a part on this page, or on the next if there is no room."""
        if not self._fits(size_of(part)):
            self._turn()
        self._add(part)
        self._opened = True

    def write(self, group: Sequence[Paragraph]) -> None:
        """Write paragraphs on one page, if one can hold them."""
        if group[0].kind in _DIVIDED and self._opened:
            self.divide()
        room, length = self._room(), _length(group)
        if length > room and (length <= PAGE_TEXT or room < _LEAST_ROOM):
            self._turn()
        for paragraph in group:
            self._pour(paragraph)

    def _pour(self, paragraph: Paragraph) -> None:
        room = self._room()
        if _length([paragraph]) <= room:
            self._append(paragraph)
            return
        if room < _LEAST_ROOM:
            self._turn()
        self._pour_in_pieces(paragraph)

    def _pour_in_pieces(self, paragraph: Paragraph) -> None:
        extra, begun = paragraph.look.width, False
        pieces = split(
            paragraph.text,
            first=self._room() - extra,
            rest=PAGE_TEXT - extra,
            width=paragraph.width(),
        )
        for text in pieces:
            if begun:
                self._turn()
            self._append(paragraph.going_on(text) if begun else replace(paragraph, text=text))
            begun = True

    def _append(self, paragraph: Paragraph) -> None:
        markdown = paragraph.shown()
        if not markdown:
            return
        last = self._parts[-1] if self._parts else None
        if self._last and isinstance(last, Markdown):
            markdown = f"{last.text}{gap(self._last, paragraph.kind)}{markdown}"
            self._size += Size(units(markdown) - units(last.text))
            self._parts[-1] = Markdown(markdown)
        else:
            self._add(Markdown(markdown))
        self._last = paragraph.kind
        self._opened = self._opened or paragraph.kind is not Kind.NOTE

    def _add(self, part: Part) -> None:
        self._parts.append(part)
        self._size += size_of(part)
        self._last = None

    def _room(self) -> int:
        """Return how long a text may be that comes next, less the gap before it."""
        if self._last:
            return PAGE_TEXT - self._size.text - 2
        return PAGE_TEXT - self._size.text if self._fits(Size(components=1)) else 0

    def _fits(self, size: Size) -> bool:
        total = self._size + size
        rows = total.menus + -(-total.buttons // ROW_BUTTONS)
        return total.text <= PAGE_TEXT and total.components <= PAGE_COMPONENTS and rows <= PAGE_ROWS

    def _turn(self) -> None:
        if self._parts and isinstance(self._parts[-1], Divider):
            self._parts.pop()
        if self._parts:
            self._pages.append(Page(tuple(self._parts), self._words))
        self._parts, self._size, self._last, self._opened = [], Size(), None, False


def _length(group: Sequence[Paragraph]) -> int:
    """Return how long paragraphs are together; of what no page can hold, roughly."""
    plain = sum(len(paragraph.text) for paragraph in group)
    if plain > PAGE_TEXT:
        return plain
    length = sum(units(paragraph.shown()) for paragraph in group)
    return length + sum(len(gap(one.kind, other.kind)) for one, other in pairwise(group))

"""Fills pages, one after the other, so that nothing is parted that belongs together."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.layout.medium import Medium
from bot.layout.paragraphs import Kind, Paragraph, gap
from bot.layout.parts import Control, Divider, Page, Part, Piece, Prose, Size
from bot.layout.splitting import split
from bot.layout.wording import Words

_DIVIDED = {Kind.TITLE, Kind.HEADING}
_WIDEST_GAP = 2


class Binder:
    """Fills one page after the other."""

    def __init__(self, words: Words, medium: Medium) -> None:
        self._words = words
        self._medium = medium
        self._page_text = medium.limits.page_text
        self._prose_text = medium.limits.prose_text
        # With less room than this, what is too long for a page begins on a new one.
        self._least_room = self._page_text // 4
        self._pages: list[Page] = []
        self._parts: list[Part] = []
        self._prose: list[Piece] = []
        self._prose_size = 0
        self._size = Size()
        self._opened = False

    def bound(self) -> list[Page]:
        """Return all the pages."""
        self._turn()
        return self._pages

    def divide(self) -> None:
        """Draw a line, unless it would be the first on the page, or the second in a row."""
        divided = bool(self._parts) and isinstance(self._parts[-1], Divider)
        begun = bool(self._prose or (self._parts and not divided))
        size = self._medium.size_of(Divider())
        if begun and self._fits(size):
            self._close()
            self._parts.append(Divider())
            self._size += size

    def place(self, part: Control | Prose) -> None:
        """Put a part on this page, or on the next if there is no room."""
        self._close()
        size = self._size_of(part)
        if not self._fits(size):
            self._turn()
        self._parts.append(part)
        self._size += size
        self._opened = True

    def write(self, group: Sequence[Paragraph]) -> None:
        """Write paragraphs on one page, if one can hold them."""
        if group[0].kind in _DIVIDED and self._opened:
            self.divide()
        room, length = self._room(), self._length(group)
        too_long = length > room and (length <= self._page_text or room < self._least_room)
        if too_long or not self._fits(Size(components=self._texts(group))):
            self._turn()
        for paragraph in group:
            self._pour(paragraph)

    def _pour(self, paragraph: Paragraph) -> None:
        room = self._room()
        if self._length([paragraph]) <= min(room, self._prose_text):
            self._append(paragraph)
            return
        if room < self._least_room:
            self._turn()
        self._pour_in_pieces(paragraph)

    def _pour_in_pieces(self, paragraph: Paragraph) -> None:
        added, begun = self._medium.added(paragraph.kind), False
        pieces = split(
            paragraph.text,
            first=min(self._room(), self._prose_text) - added,
            rest=self._prose_text - added,
            width=self._medium.width(paragraph.kind),
        )
        for text in pieces:
            if begun:
                self._turn()
            first = replace(paragraph, text=text, marks=())
            self._append(paragraph.going_on(text) if begun else first)
            begun = True

    def _append(self, paragraph: Paragraph) -> None:
        text = self._medium.marked(paragraph)
        piece = Piece(paragraph.kind, text, paragraph.marks if text == paragraph.text else ())
        if not piece.text:
            return
        size = self._medium.size_of_piece(piece)
        if self._prose and not self._goes_on_with(piece.kind, size):
            self._close()
        if not self._fits(self._added(piece.kind, size)):
            self._turn()
        size = self._added(piece.kind, size)
        self._prose.append(piece)
        self._prose_size += size.text
        self._size += size
        self._opened = self._opened or piece.kind is not Kind.NOTE

    def _goes_on_with(self, kind: Kind, size: Size) -> bool:
        """Return whether such a piece can stand in the text that was begun."""
        length = self._prose_size + _WIDEST_GAP + size.text
        return self._medium.joins(self._prose[-1].kind, kind) and length <= self._prose_text

    def _added(self, kind: Kind, size: Size) -> Size:
        """Return what a piece takes with the gap before it, or with the text that it begins."""
        if not self._prose:
            return size + Size(components=1)
        return size + Size(text=len(gap(self._prose[-1].kind, kind)))

    def _room(self) -> int:
        """Return how long a text may be that comes next, less the gap before it."""
        room = self._page_text - self._size.text
        if self._prose:
            return room - _WIDEST_GAP
        return room if self._fits(Size(components=1)) else 0

    def _texts(self, group: Sequence[Paragraph]) -> int:
        """Return how many texts paragraphs begin that stand one after the other."""
        kinds = [paragraph.kind for paragraph in group]
        begun = [self._prose[-1].kind, *kinds] if self._prose else kinds
        parted = sum(not self._medium.joins(*pair) for pair in pairwise(begun))
        return parted + (not self._prose)

    def _length(self, group: Sequence[Paragraph]) -> int:
        """Return how long paragraphs are together; of what no page can hold, roughly."""
        plain = sum(len(paragraph.text) for paragraph in group)
        if plain > self._page_text:
            return plain
        pieces = (Piece(one.kind, self._medium.marked(one)) for one in group)
        length = sum(self._medium.size_of_piece(piece).text for piece in pieces)
        return length + sum(len(gap(one.kind, other.kind)) for one, other in pairwise(group))

    def _size_of(self, part: Control | Prose) -> Size:
        if not isinstance(part, Prose):
            return self._medium.size_of(part)
        sizes = map(self._medium.size_of_piece, part.pieces)
        return sum(sizes, Size(components=1))

    def _fits(self, size: Size) -> bool:
        return self._medium.holds(self._size + size)

    def _close(self) -> None:
        """End the text that was begun."""
        if self._prose:
            self._parts.append(Prose(tuple(self._prose)))
        self._prose, self._prose_size = [], 0

    def _turn(self) -> None:
        self._close()
        if self._parts and isinstance(self._parts[-1], Divider):
            self._parts.pop()
        if self._parts:
            self._pages.append(Page(tuple(self._parts), self._words))
        self._parts, self._size, self._opened = [], Size(), False

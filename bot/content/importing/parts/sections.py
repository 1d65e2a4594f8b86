"""A numbered section: groups under headings, lead-in lines, bullets."""

from collections.abc import Iterator

from bot.content.importing.blocks import Block
from bot.content.importing.fields import most_at
from bot.content.importing.lines import Line, neighbours
from bot.content.importing.numbering import LONGEST_HEADING
from bot.content.importing.outcomes import Item, Outcome, Path, Placement
from bot.content.importing.parts.heading import words_of
from bot.content.importing.sentences import ends_sentence
from bot.content.importing.signs import Kind

_LONGEST_EMOJI = most_at(("sections", Item(0), "groups", Item(0), "emoji"))


def place(block: Block) -> Iterator[Outcome]:
    """Place the heading, the groups' headings, lead-in lines and bullets of a section."""
    heading = block.heading or block.lines[0]
    section = _Section(heading)
    if not block.continues:
        yield Placement(heading.number, (*section.path, "title"), section.title)
    for before, line, after in neighbours(block.lines):
        if _is_title(before, line, after):
            yield from section.open_group(line)
        elif line.kind in {Kind.BULLET, Kind.COUNT}:
            yield from section.place_bullet(line)
        else:
            yield from section.place_lead(line)


class _Section:
    """A section being placed. Bullets may come without a lead-in line, or without a heading."""

    def __init__(self, heading: Line) -> None:
        self.path: Path = ("sections", Item(heading.number))
        self.title = words_of(heading)
        self._group: Path | None = None
        self._points: Path | None = None

    def open_group(self, line: Line) -> Iterator[Outcome]:
        """Place the heading of a group."""
        self._group, self._points = (*self.path, "groups", Item(line.number)), None
        shown = line.kind is Kind.EMOJI and len(line.sign) <= _LONGEST_EMOJI
        if shown:
            yield Placement(line.number, (*self._group, "emoji"), line.sign)
        title = line.words if shown else line.prose
        yield Placement(line.number, (*self._group, "title"), title)

    def place_lead(self, line: Line) -> Iterator[Outcome]:
        """Place a line that leads in to bullets, or stands alone."""
        self._points = self._new_points(line)
        yield Placement(line.number, (*self._points, "lead"), line.prose)

    def place_bullet(self, line: Line) -> Iterator[Outcome]:
        """Place a bullet under the last lead-in line."""
        if self._points is None:
            self._points = self._new_points(line)
        yield Placement(line.number, (*self._points, "bullets", Item(line.number)), line.prose)

    def _new_points(self, line: Line) -> Path:
        if self._group is None:
            self._group = (*self.path, "groups", Item(line.number))
        return (*self._group, "points", Item(line.number))


def _is_title(before: Line | None, line: Line, after: Line | None) -> bool:
    if line.kind in {Kind.BULLET, Kind.COUNT} or len(line.words) > LONGEST_HEADING:
        return False
    if line.kind is Kind.EMOJI or line.stands_out:
        return True
    leads_in = line.kind is Kind.NONE and not ends_sentence(line.words)
    follows = before is None or before.kind in {Kind.BULLET, Kind.COUNT}
    return leads_in and follows and _is_lead(after)


def _is_lead(line: Line | None) -> bool:
    return line is not None and line.kind is Kind.NONE and ends_sentence(line.words)

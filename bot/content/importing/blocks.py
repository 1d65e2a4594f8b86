"""An issue cut into blocks: each a heading and the lines up to the next one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.content.importing.dates import find_date
from bot.content.importing.defining import MOST_PARAGRAPHS, asks_for_definition, is_over_paragraphs
from bot.content.importing.greetings import is_greeting
from bot.content.importing.headings import Known, Part, known
from bot.content.importing.lines import Line
from bot.content.importing.numbering import LONGEST_HEADING, counted_headings
from bot.content.importing.sentences import ends_sentence
from bot.content.importing.signs import Kind

HEADLINE_SIGNS = frozenset({"📌", "📰", "🗞", "🗞️"})
NEWS_TEXT_SIGNS = frozenset({"💬", "🗨", "🗨️"})
ASIDE_SIGN = "💡"
TERM_SIGNS = frozenset({"🔎", "🔍"})

# Asides: a section they interrupt may go on after them.
_ASIDES = frozenset({Part.KEY_POINTS, Part.WHY_IT_MATTERS, Part.KEY_ISSUES})


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one part. ``continues`` tells that its heading is that of an earlier block."""

    part: Part
    heading: Line | None = None
    lines: tuple[Line, ...] = ()
    continues: bool = False


def cut(lines: Sequence[Line]) -> tuple[Block, ...]:
    """Return the blocks of an issue, in order. Nothing but headings decides where they begin."""
    cutter = _Cutter(lines)
    for n in range(len(lines)):
        cutter.take(n)
    blocks = tuple(cutter.blocks)
    if [block.part for block in blocks] == [Part.OPENING]:
        return (replace(blocks[0], part=Part.NO_NEWSLETTER),)
    return blocks


class _Cutter:
    def __init__(self, lines: Sequence[Line]) -> None:
        self.blocks: list[Block] = []
        self._lines = lines
        self._counted = counted_headings(lines)
        self._named = {found.part for line in lines if (found := self._known(line, None))}
        self._section_level = min(
            (line.level for line in lines if line.level and self._known(line, None)), default=2
        )
        self._section: Line | None = None

    def take(self, index: int) -> None:
        """Begin a block with the line at this index, or put it into the last one."""
        line = self._lines[index]
        if (part := self._heading(line, index + 1)) is not None:
            self._open(Block(part, line))
        elif (opened := self._opened_by(line)) is not None:
            self._open(replace(opened, lines=(line,)))
        elif self.blocks:
            last = self.blocks[-1]
            self.blocks[-1] = replace(last, lines=(*last.lines, line))
        else:
            self._open(Block(Part.OPENING, None, (line,)))

    @property
    def _part(self) -> Part | None:
        return self.blocks[-1].part if self.blocks else None

    def _open(self, block: Block) -> None:
        self.blocks.append(block)
        if block.part is Part.SECTIONS:
            self._section = block.heading
        elif block.part not in _ASIDES:
            self._section = None

    def _heading(self, line: Line, below: int) -> Part | None:
        """Return the part that a line is the heading of, if it is one."""
        if len(line.words) > LONGEST_HEADING or self._is_term_name(line):
            return None
        after = self._lines[below] if below < len(self._lines) else None
        if found := self._known(line, after):
            return found.part
        if self._defines(line, below):
            return Part.DEFINITION
        if line.kind is Kind.KEYCAP:
            return self._numbered(line, after)
        if line.number in self._counted or (self.blocks and self._is_marked_up(line)):
            return Part.SECTIONS
        return None

    def _known(self, line: Line, after: Line | None) -> Known | None:
        if line.kind in {Kind.BULLET, Kind.QUESTION, Kind.ANSWER}:
            return None
        if line.kind is Kind.COUNT and line.number not in self._counted:
            return None
        found = known(line.words)
        if found is None or found.standard:
            return found
        if found.asks:
            return None
        if line.kind is Kind.EMOJI:
            return None if self._is_group(line, found.part) else found
        if line.kind is Kind.NONE and not line.stands_out and not found.exact:
            # Without a sign, words of the issue's own make a heading only over a list.
            over_list = after is not None and after.kind is Kind.BULLET
            return found if over_list and not ends_sentence(line.words) else None
        return found

    def _defines(self, line: Line, below: int) -> bool:
        """Tell whether a line asks what the subject is, and stands over the definition."""
        if not (asks_for_definition(line) and self._may_define(line)):
            return False
        rest = self._lines[below : below + MOST_PARAGRAPHS]
        return is_over_paragraphs(line, rest, section_level=self._section_level)

    def _may_define(self, line: Line) -> bool:
        kinds = {Kind.NONE, Kind.KEYCAP, Kind.EMOJI}
        if line.kind not in kinds and line.number not in self._counted:
            return False
        if line.count == 0 or line.sign in TERM_SIGNS | HEADLINE_SIGNS | NEWS_TEXT_SIGNS:
            return False
        # Only one heading over the definition can be kept.
        taken = Part.DEFINITION in self._named | {block.part for block in self.blocks}
        return not taken and self._has_room_for(line)

    def _has_room_for(self, line: Line) -> bool:
        """Tell whether the part so far may end here: no questions, no terms, no empty part."""
        if self._part in {Part.TERMS, Part.FAQ}:
            return False
        if line.kind is Kind.KEYCAP or line.number in self._counted:
            return True
        if self._part in {None, Part.OPENING}:
            return any(map(_may_be_title, self.blocks[-1].lines if self.blocks else ()))
        is_aside = line.sign == ASIDE_SIGN
        is_section = 0 < line.level <= self._section_level
        if self._section is not None:
            return is_aside or is_section
        return is_aside or is_section or bool(self.blocks[-1].lines)

    def _is_group(self, line: Line, part: Part) -> bool:
        """Tell whether a heading like that of another part is one of the section's own groups."""
        if self._part is not Part.SECTIONS or line.sign == ASIDE_SIGN:
            return False
        signs = {x.sign for x in self.blocks[-1].lines if x.kind is Kind.EMOJI}
        return part is not Part.KEY_ISSUES or line.sign in signs

    def _numbered(self, line: Line, after: Line | None) -> Part:
        signs = HEADLINE_SIGNS | NEWS_TEXT_SIGNS
        is_news = line.count == 0 or (after is not None and after.sign in signs)
        seen = any(block.part is Part.NEWS for block in self.blocks)
        return Part.NEWS if is_news and not seen else Part.SECTIONS

    def _is_term_name(self, line: Line) -> bool:
        return self._part is Part.TERMS and line.sign in TERM_SIGNS

    def _is_marked_up(self, line: Line) -> bool:
        if not line.level or line.kind is Kind.EMOJI:
            return False
        if self._part is Part.OPENING:
            # The title, or the line of series and date, may be marked up as well.
            return line.level == self._section_level and find_date(line.text) is None
        return line.level <= self._section_level

    def _opened_by(self, line: Line) -> Block | None:
        """Return the block that a line opens without being a heading: it fits one part only."""
        if self._part in _ASIDES and self._section and line.kind is Kind.EMOJI:
            return Block(Part.SECTIONS, self._section, continues=True)
        if self._part in {None, Part.OPENING} and line.sign in HEADLINE_SIGNS | NEWS_TEXT_SIGNS:
            return Block(Part.NEWS) if self.blocks else None
        if line.sign in TERM_SIGNS and not {Part.TERMS} & (self._named | {self._part}):
            return Block(Part.TERMS)
        if line.kind is Kind.QUESTION and not {Part.FAQ} & (self._named | {self._part}):
            return Block(Part.FAQ)
        return None


def _may_be_title(line: Line) -> bool:
    return find_date(line.text) is None and not is_greeting(line.text)

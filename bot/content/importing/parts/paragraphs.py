"""The parts that are a plain row of lines: key points, definition, why it matters."""

from collections.abc import Iterator

from bot.content.importing.blocks import Block
from bot.content.importing.headings import Part
from bot.content.importing.outcomes import Item, Outcome, Path, Placement
from bot.content.importing.parts.heading import place_heading


def place(block: Block) -> Iterator[Outcome]:
    """Place each line as an entry, or as a paragraph where the field is prose."""
    yield from place_heading(block)
    for line in block.lines:
        yield Placement(line.number, _path(block.part, line.number), line.prose)


def _path(part: Part, number: int) -> Path:
    return ("definition",) if part is Part.DEFINITION else (str(part), Item(number))

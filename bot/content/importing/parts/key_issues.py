"""The key issues: bullets with a name before a colon, or without."""

from collections.abc import Iterator

from bot.content.importing.blocks import Block
from bot.content.importing.fields import most_at
from bot.content.importing.outcomes import Item, Outcome, Placement
from bot.content.importing.parts.heading import place_heading
from bot.content.importing.parts.names import name_and_text


def place(block: Block) -> Iterator[Outcome]:
    """Place each line as an issue."""
    yield from place_heading(block)
    for line in block.lines:
        issue = ("key_issues", Item(line.number))
        parted = name_and_text(line.prose, most_at((*issue, "name")))
        if parted:
            yield Placement(line.number, (*issue, "name"), parted[0])
        yield Placement(line.number, (*issue, "text"), parted[1] if parted else line.prose)

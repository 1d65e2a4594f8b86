"""The heading over a part: a mere signpost, or words of the issue's own that are kept."""

from collections.abc import Iterator

from bot.content.importing.blocks import Block
from bot.content.importing.headings import known
from bot.content.importing.lines import Line
from bot.content.importing.outcomes import Outcome, Placement, Signpost
from bot.content.importing.signs import unbold, without_emoji


def words_of(heading: Line) -> str:
    """Return the words of a heading without emoji, asterisks and colon."""
    return unbold(without_emoji(heading.words)).rstrip(":： ") or heading.words


def place_heading(block: Block) -> Iterator[Outcome]:
    """Place the heading of a part that has standard words."""
    if block.heading is None:
        return
    found = known(block.heading.words)
    if found is not None and found.standard:
        yield Signpost(block.heading.number)
    else:
        yield Placement(
            block.heading.number, ("headings", str(block.part)), words_of(block.heading)
        )

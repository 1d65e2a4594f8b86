"""News without signs of its own: a headline and its text under the line of series and date."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.content.importing.blocks import Block
from bot.content.importing.dates import find_date
from bot.content.importing.greetings import is_greeting, subject_in
from bot.content.importing.headings import Part
from bot.content.importing.lines import Line
from bot.content.importing.sentences import ends_sentence
from bot.content.importing.signs import Kind

_LONGEST_HEADLINE = 160
# Title, series and date, in two lines or three.
_LINES_ABOVE = range(2, 4)
_BYLINE = re.compile(
    r"(?:(?:written |edited )?by|words by|author|editor|글쓴이|글|에디터|작성자?|기자)\b",
    re.IGNORECASE,
)


def with_news(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with the news in the opening as a block, if there is no other news."""
    opening, *others = blocks
    if opening.part is not Part.OPENING or any(block.part is Part.NEWS for block in others):
        return tuple(blocks)
    news = _news([line for line in opening.lines if not is_greeting(line.text)])
    if not news:
        return tuple(blocks)
    above = tuple(line for line in opening.lines if line not in news)
    return (replace(opening, lines=above), Block(Part.NEWS, None, news), *others)


def _news(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return a headline and the text under it, if they are all there is below the title."""
    start = len(lines)
    while start and _is_prose(lines[start - 1]):
        start -= 1
    above, news = lines[: max(start - 1, 0)], tuple(lines[max(start - 1, 0) :])
    match news:
        case headline, text, *_ if _is_headline(headline, text) and _is_whole(above):
            return news
        case _:
            return ()


def _is_prose(line: Line) -> bool:
    plain = line.kind is Kind.NONE and not line.stands_out and not subject_in(line.text)
    return plain and ends_sentence(line.words) and not line.words.endswith((":", "："))


def _is_headline(line: Line, text: Line) -> bool:
    if line.kind is not Kind.NONE or line.stands_out or len(line.words) > _LONGEST_HEADLINE:
        return False
    longer = len(text.words) > len(line.words)
    return longer and not (_is_labelled(line) or _BYLINE.match(line.words))


def _is_labelled(line: Line) -> bool:
    return subject_in(line.text) is not None or find_date(line.text) is not None


def _is_whole(above: Sequence[Line]) -> bool:
    """Tell whether there is a title marked as one, and a line of series or date."""
    titled = any(x.kind is Kind.EMOJI or x.stands_out or subject_in(x.text) for x in above)
    return titled and len(above) in _LINES_ABOVE

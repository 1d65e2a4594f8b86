"""The news: what it is about, the headline, the text."""

from collections.abc import Iterator, Sequence

from bot.content.importing.blocks import HEADLINE_SIGNS, NEWS_TEXT_SIGNS, Block
from bot.content.importing.fields import most_at
from bot.content.importing.headings import known
from bot.content.importing.lines import Line
from bot.content.importing.outcomes import Outcome, Path, Placement, Signpost, copied
from bot.content.importing.parts.heading import words_of
from bot.content.importing.sentences import ends_sentence, opening_words
from bot.content.importing.signs import Kind

_TOPIC: Path = ("news", "topic")
_HEADLINE: Path = ("news", "headline")
_TEXT: Path = ("news", "text")


def place(block: Block) -> Iterator[Outcome]:
    """Place topic, headline and text. The topic, or the text, stands for a missing headline."""
    headline = _headline(block.lines)
    yield from _topic(block, headline)
    for line in block.lines:
        if line is headline:
            yield Placement(line.number, _HEADLINE, _text(line))
        else:
            yield Placement(line.number, _TEXT, _text(line))


def _topic(block: Block, headline: Line | None) -> Iterator[Outcome]:
    heading = block.heading
    if heading is not None and (found := known(heading.words)) and found.standard:
        yield Signpost(heading.number)
    elif heading is not None:
        yield Placement(heading.number, _TOPIC if headline else _HEADLINE, words_of(heading))
        return
    if headline is None and block.lines:
        first = block.lines[0]
        yield copied(first.number, _HEADLINE, opening_words(_text(first), most_at(_HEADLINE)))


def _headline(lines: Sequence[Line]) -> Line | None:
    signed = (line for line in lines if line.sign in HEADLINE_SIGNS)
    return next(signed, None) or next(filter(_may_be_headline, lines[:1]), None)


def _may_be_headline(line: Line) -> bool:
    fits = len(line.words) <= most_at(_HEADLINE) and not ends_sentence(line.words)
    return fits and line.sign not in NEWS_TEXT_SIGNS and line.kind is not Kind.BULLET


def _text(line: Line) -> str:
    return line.words if line.sign in HEADLINE_SIGNS | NEWS_TEXT_SIGNS else line.prose

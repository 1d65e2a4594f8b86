"""A reply as pages, each of which fits one message. Nothing is cut, nothing left out."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.core.reply import Block, Buttons, Reply
from bot.layout.binder import Binder
from bot.layout.controls import controls_of
from bot.layout.medium import Medium
from bot.layout.paragraphs import LEADING, Kind, Paragraph, paragraphs_of
from bot.layout.parts import Divider, Page, Piece, Prose, Row
from bot.layout.wording import Words

REMEMBERED = 512
"""Replies whose pages are kept: a post goes to many channels, and many ask for the same terms."""


@lru_cache(maxsize=REMEMBERED)
def pages_of(reply: Reply, words: Words, medium: Medium) -> tuple[Page, ...]:
    """Return a reply's pages: at least one."""
    binder = Binder(words, medium)
    for block in _together(reply.blocks):
        match block:
            case Buttons(buttons):
                binder.divide()
                for part in controls_of(buttons, words, medium):
                    binder.place(part)
            case _:
                binder.write(block)
    return tuple(binder.bound()) or (_empty(words, medium),)


def first_page_of(post: Reply, words: Words, medium: Medium) -> tuple[Page, int]:
    """Return a post's first page, with its ways on, and how many pages there are.

    Raises ``ValueError`` if there are several, but no line that asks for them.
    """
    first, *others = pages_of(post, words, medium)
    if others and not post.line:
        raise ValueError("a post of several pages needs a line that asks for them")
    return (_with_ways_on(post, first, medium) if others else first), 1 + len(others)


def _with_ways_on(post: Reply, first: Page, medium: Medium) -> Page:
    """Put a long post's row of buttons on its first page: it is all that most people see."""
    rows = [block for block in post.blocks if isinstance(block, Buttons)]
    ways = [part for one in rows for part in controls_of(one.buttons, first.words, medium)]
    text = [part for part in first.parts if isinstance(part, Prose | Divider)]
    if len(ways) != 1 or not isinstance(ways[0], Row) or len(text) != len(first.parts):
        return first
    return Page((*first.parts, Divider(), ways[0]), first.words)


def _empty(words: Words, medium: Medium) -> Page:
    nothing = Paragraph(Kind.TEXT, words.nothing)
    return Page((Prose((Piece(Kind.TEXT, medium.marked(nothing)),)),), words)


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

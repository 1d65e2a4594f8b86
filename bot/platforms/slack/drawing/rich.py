"""Pieces of text as the elements of a ``rich_text`` block: real lists and quotes, exact words."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from bot.core.reply import parted
from bot.layout.paragraphs import HEADINGS, Kind, gap
from bot.layout.parts import Piece
from bot.platforms.slack.drawing.limits import LINK, MOST_LINKS

Element = dict[str, Any]

_BOLD = HEADINGS | {Kind.STRONG, Kind.NAME}

# Stricter than the web: a link that Slack does not take would cost the whole message.
_LINK = re.compile(
    r"""
    (?<![^\s("'“‘「『\[<])
    https?://
    (?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}
    (?::\d{2,5})?
    (?:[/?\#][A-Za-z0-9/?\#._~:@!$&'()*+,;=%-]*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AFTER = ".,:;!?'*_~"
"""What ends a sentence, or a mark, and not a link."""


def elements_of(pieces: Sequence[Piece]) -> list[Element]:
    """Return the elements of a block that shows pieces."""
    return [
        element
        for shape, together in groupby(pieces, lambda piece: _SHAPES.get(piece.kind, "section"))
        for element in _shaped(shape, list(together))
    ]


_SHAPES = {Kind.BULLET: "list", Kind.QUOTE: "quote"}


def _shaped(shape: str, pieces: Sequence[Piece]) -> Iterator[Element]:
    match shape:
        case "list":
            items = [_section("rich_text_section", list(_texts(piece))) for piece in pieces]
            yield {"type": "rich_text_list", "style": "bullet", "elements": items}
        case "quote":
            yield from (_section("rich_text_quote", list(_texts(piece))) for piece in pieces)
        case _:
            yield _section("rich_text_section", list(_flowing(pieces)))


def _section(kind: str, elements: Sequence[Element]) -> Element:
    return {"type": kind, "elements": list(elements)}


def _flowing(pieces: Sequence[Piece]) -> Iterator[Element]:
    """Yield the texts of paragraphs with the gaps between them."""
    yield from _texts(pieces[0])
    for before, piece in pairwise(pieces):
        between = gap(before.kind, piece.kind)
        first, *others = _texts(piece)
        if first["type"] == "text":
            yield {**first, "text": between + first["text"]}
        else:
            yield from ({"type": "text", "text": between}, first)
        yield from others


def _texts(piece: Piece) -> Iterator[Element]:
    """Yield the texts and links in a piece; no links in one with words that stand out."""
    if piece.marks:
        for part, stands_out in parted(piece.text, piece.marks):
            if part:
                bold = {"style": {"bold": True}} if stands_out else {}
                yield {"type": "text", "text": part, **bold}
        return
    style = {"style": {"bold": True}} if piece.kind in _BOLD else {}
    done = 0
    for start, url in _links(piece.text):
        if start > done:
            yield {"type": "text", "text": piece.text[done:start], **style}
        yield {"type": "link", "url": url, **style}
        done = start + len(url)
    if done < len(piece.text):
        yield {"type": "text", "text": piece.text[done:], **style}


def _links(text: str) -> Iterator[tuple[int, str]]:
    found = _LINK.finditer(text) if "://" in text else iter(())
    for _, link in zip(range(MOST_LINKS), found, strict=False):
        url = _ended(link[0])
        if len(url) <= LINK:
            yield link.start(), url


def _ended(url: str) -> str:
    """Return a link without the marks after it, and without a bracket that it does not open."""
    while url[-1] in _AFTER or (url[-1] == ")" and url.count("(") < url.count(")")):
        url = url[:-1]
    return url

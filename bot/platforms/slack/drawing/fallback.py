"""What a page says without its blocks: notifications show it, screen readers read nothing else."""

from collections.abc import Iterator
from itertools import pairwise

from bot.layout.paragraphs import HEADINGS, Kind, gap
from bot.layout.parts import Divider, Menu, Page, Piece, Prose, Row, Section
from bot.platforms.slack.drawing.medium import BULLET
from bot.platforms.slack.drawing.mrkdwn import escaped


def text_of(page: Page) -> str:
    """Return everything that is read on a page, escaped; labels only if there is nothing else.

    Its first heading comes first: it is what a notification begins with.
    """
    pieces = _heading_first([*_pieces(page)])
    if not pieces:
        return escaped("\n".join(_first_labels(page)))
    rest = (f"{_between(*pair)}{_read(pair[1])}" for pair in pairwise(pieces))
    return escaped(_read(pieces[0]) + "".join(rest))


def _pieces(page: Page) -> Iterator[Piece]:
    for part in page.parts:
        match part:
            case Prose(pieces):
                yield from pieces
            case Section(text):
                yield Piece(Kind.TEXT, text)
            case Row() | Menu() | Divider():
                pass


def _heading_first(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with the notes that stand over the first heading under it."""
    at = next((at for at, piece in enumerate(pieces) if piece.kind is not Kind.NOTE), 0)
    if pieces and pieces[at].kind in HEADINGS:
        return [pieces[at], *pieces[:at], *pieces[at + 1 :]]
    return pieces


def _between(before: Piece, after: Piece) -> str:
    return "\n\n" if after.kind in HEADINGS else gap(before.kind, after.kind)


def _read(piece: Piece) -> str:
    return f"{BULLET}{piece.text}" if piece.kind is Kind.BULLET else piece.text


def _first_labels(page: Page) -> list[str]:
    for part in page.parts:
        match part:
            case Row(buttons) | Menu(buttons):
                return [button.label for button in buttons]
            case Prose() | Section() | Divider():
                pass
    return []

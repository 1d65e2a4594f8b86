"""A page as blocks of Block Kit.

Only blocks that every client has shown for years: ``rich_text`` for what is read (Slack's own page
about it prefers it to mrkdwn), headers, context, actions.
"""

from collections.abc import Iterator
from typing import Any, assert_never

from bot.layout.paragraphs import HEADINGS, Kind
from bot.layout.parts import Control, Divider, Menu, Page, Part, Piece, Prose, Row, Section
from bot.platforms.slack.drawing.controls import Controls, plain
from bot.platforms.slack.drawing.limits import HEADER_TEXT
from bot.platforms.slack.drawing.mrkdwn import measured
from bot.platforms.slack.drawing.rich import elements_of

Block = dict[str, Any]


def blocks_of(page: Page, *, number: int = 1, pages: int = 1, line: str = "") -> list[Block]:
    """Return a page, the ``number``-th of so many, as blocks; ``line`` asks for them again."""
    controls, header = Controls(), _header_of(page)
    made = []
    for before, part in zip((None, *page.parts), page.parts, strict=False):
        if isinstance(part, Prose):
            made.append(_prose(_apart(part) if _begins_anew(before, part) else part, header))
        else:
            made.append(_control(part, controls))
    if pages > 1 and line:
        made += _turning(controls, line, number, pages, page)
    return made


def _turning(controls: Controls, line: str, number: int, pages: int, page: Page) -> Iterator[Block]:
    said = page.words.page.format(number=number, count=pages)
    yield {"type": "context", "elements": [plain(said)]}
    yield {"type": "actions", "elements": controls.pager(line, number, pages, page.words)}


def _control(part: Divider | Control, controls: Controls) -> Block:
    match part:
        case Divider():
            return {"type": "divider"}
        case Row(buttons):
            return {"type": "actions", "elements": [controls.button(one) for one in buttons]}
        case Section(text, mark, button):
            return {
                "type": "section",
                "text": plain(text),
                "expand": True,
                "accessory": controls.button(button, mark),
            }
        case Menu():
            return {"type": "actions", "elements": [controls.menu(part)]}
        case _:
            assert_never(part)


def _prose(prose: Prose, header: Kind) -> Block:
    kind = prose.pieces[0].kind
    if kind is header and measured(prose.text) <= HEADER_TEXT:
        return {"type": "header", "text": plain(prose.text)}
    if kind is Kind.NOTE:
        return {"type": "context", "elements": [plain(prose.text)]}
    return {"type": "rich_text", "elements": elements_of(prose.pieces)}


def _header_of(page: Page) -> Kind:
    """Return the kind of heading that is large on a page: Slack has but one size for that."""
    kinds = {part.pieces[0].kind for part in page.parts if isinstance(part, Prose)}
    return Kind.TITLE if Kind.TITLE in kinds else Kind.HEADING


def _begins_anew(before: Part | None, prose: Prose) -> bool:
    """Return whether a text with a heading of its own stands under another text."""
    under = isinstance(before, Prose) and before.pieces[-1].kind not in HEADINGS | {Kind.NOTE}
    return under and prose.pieces[0].kind is Kind.SUBHEADING


def _apart(prose: Prose) -> Prose:
    """Return a text with a blank line above it: blocks are nearer to each other than paragraphs."""
    first, *others = prose.pieces
    return Prose((Piece(first.kind, f"\n{first.text}"), *others))

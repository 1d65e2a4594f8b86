"""Messages ready to be sent: drawn and checked once, for however many channels and people."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from bot.core.reply import Reply
from bot.layout.pages import REMEMBERED, first_page_of, pages_of
from bot.layout.parts import Page
from bot.platforms.slack.drawing.blocks import blocks_of
from bot.platforms.slack.drawing.checks import check_message
from bot.platforms.slack.drawing.fallback import text_of
from bot.platforms.slack.drawing.ids import key_id
from bot.platforms.slack.drawing.medium import MEDIUM
from bot.platforms.slack.drawing.wording import ENGLISH, Words


@dataclass(frozen=True)
class Message:
    """Blocks, and the ``text`` that stands for them where they are not shown.

    Nobody changes the blocks: they are shared by all to whom the same is said.
    """

    blocks: tuple[dict[str, Any], ...]
    text: str


def answer_of(reply: Reply, words: Words, page: int = 1) -> list[Message]:
    """Return the messages of an answer: one, if the reply can be asked for again page by page.

    It then shows ``page``, or the page next to that.
    """
    return list(_answer(reply, words, page))


def post_of(post: Reply, key: str) -> Message:
    """Return a post as one message that carries its key. Its other pages are asked for.

    Raises ``ValueError`` if no ``block_id`` can be made of the key.
    """
    message, blocks = _post(post), [*_post(post).blocks]
    pressable = [at for at, block in enumerate(blocks) if block["type"] == "actions"]
    at = pressable[0] if pressable else -1
    blocks[at] = {**blocks[at], "block_id": key_id(key)}
    return replace(message, blocks=tuple(blocks))


@lru_cache(maxsize=REMEMBERED)
def _answer(reply: Reply, words: Words, page: int) -> tuple[Message, ...]:
    pages = pages_of(reply, words.pages, MEDIUM)
    if not reply.line:
        return tuple(map(_message, pages))
    number = min(max(page, 1), len(pages))
    return (_message(pages[number - 1], number, len(pages), reply.line),)


@lru_cache(maxsize=REMEMBERED)
def _post(post: Reply) -> Message:
    page, count = first_page_of(post, ENGLISH.pages, MEDIUM)
    return _message(page, 1, count, post.line)


def _message(page: Page, number: int = 1, count: int = 1, line: str = "") -> Message:
    blocks = blocks_of(page, number=number, pages=count, line=line)
    text = text_of(page)
    check_message(blocks, text)
    return Message(tuple(blocks), text)

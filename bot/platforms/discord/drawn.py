"""Messages ready to be sent: drawn and checked once, for however many channels and people.

Drawing one with discord.py's own items takes longer than all else an answer needs; a popular
term is asked for many times, and a lesson goes to many channels.
"""

import json
from functools import lru_cache
from typing import Any

from discord.ui import LayoutView

from bot.core.reply import Reply
from bot.layout.pages import REMEMBERED
from bot.platforms.discord.cards import post_view, view_of
from bot.platforms.discord.pages import pages_of
from bot.platforms.discord.wording import ENGLISH, Words

LONGEST_KEY = "9999999999-99999999-9"
"""Stands for a delivery's key until it is known; none is longer."""


class Drawn(LayoutView):
    """A message whose components are drawn already.

    discord.py sends them as they are and, as it has ended, remembers nothing of it: what is
    pressed is known by its id.
    """

    def __init__(self, components: list[dict[str, Any]]) -> None:
        super().__init__(timeout=None)
        self._drawn = components
        self.stop()

    def to_components(self) -> list[dict[str, Any]]:
        """Return what was drawn."""
        return self._drawn

    def has_components_v2(self) -> bool:
        """Tell that it is laid out with Components V2."""
        return True


def answer_in_pages(reply: Reply, words: Words, page: int) -> list[Drawn]:
    """Return the messages of an answer: one, if the reply can be asked for again page by page.

    It then shows ``page``, or the page next to that.
    """
    return [Drawn(components) for components in _answer(reply, words, page)]


def post_in(post: Reply, key: str, mention: str = "") -> Drawn:
    """Return a post as one message with its key. ``mention`` stands above it, as it is."""
    if len(key) > len(LONGEST_KEY):
        message = f"no room was kept for the key {key!r}"
        raise ValueError(message)
    return Drawn(json.loads(_post(post, mention).replace(LONGEST_KEY, key)))


@lru_cache(maxsize=REMEMBERED)
def _answer(reply: Reply, words: Words, page: int) -> tuple[list[dict[str, Any]], ...]:
    pages = pages_of(reply, words=words)
    if not reply.line:
        return tuple(_components(view_of(one, number=1, count=1, line="")) for one in pages)
    number = min(max(page, 1), len(pages))
    view = view_of(pages[number - 1], number=number, count=len(pages), line=reply.line)
    return (_components(view),)


@lru_cache(maxsize=REMEMBERED)
def _post(post: Reply, mention: str) -> str:
    view = post_view(post, LONGEST_KEY, mention=mention, words=ENGLISH)
    return json.dumps(_components(view))


def _components(view: LayoutView) -> list[dict[str, Any]]:
    components: list[dict[str, Any]] = view.to_components()  # type: ignore[no-untyped-call]
    return components

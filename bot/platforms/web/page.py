"""The page as a whole."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from string import Template

from bot.core.ports import Post
from bot.core.upcoming import NextLesson
from bot.platforms.web.article import post_article
from bot.platforms.web.board import commands_html, next_lesson_html
from bot.platforms.web.markup import escape
from bot.platforms.web.room import Room
from bot.platforms.web.signing_in import sign_out_html
from bot.platforms.web.visitor import Visitor
from bot.platforms.web.wording import Words

STATIC = Path(__file__).parent / "static"
_TEMPLATE = Path(__file__).parent / "page.html"


class Page:
    """The page, filled in for one reader at a time."""

    def __init__(self) -> None:
        self._template = Template(_TEMPLATE.read_text(encoding="utf-8"))

    def fill(
        self, room: Room, posts: Sequence[Post], lesson: NextLesson | None, visitor: Visitor
    ) -> str:
        """Return the page with these posts, in a reader's language."""
        words = visitor.words
        texts = {name: escape(text) for name, text in asdict(words).items()}
        return self._template.substitute(
            texts,
            posts="\n".join(post_article(post, words) for post in posts) or _empty(words),
            newest=posts[-1].id if posts else 0,
            next_lesson_html=next_lesson_html(lesson, words),
            commands_html=commands_html(room.dispatcher, words, visitor.asker.rank),
            sign_out_html=sign_out_html(words) if room.door.locked else "",
        )


def _empty(words: Words) -> str:
    first, second = escape(words.on_its_way), escape(words.meanwhile)
    return f'<section id="empty"><p class="lead">{first}</p><p>{second}</p></section>'

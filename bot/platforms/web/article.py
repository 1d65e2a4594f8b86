"""Posts and answers as they stand in the channel."""

import re
import zlib

from bot.core.codec import to_json
from bot.core.ports import Post
from bot.core.reply import Heading, Reply
from bot.platforms.web.markup import escape
from bot.platforms.web.render import render
from bot.platforms.web.wording import Words

_HANGUL = re.compile("[\uac00-\ud7a3]")
_LATIN = re.compile("[A-Za-z]")
_EYE = (
    '<svg aria-hidden="true" viewBox="0 0 16 16"><path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8'
    ' 12 12.5 8 12.5 1.5 8 1.5 8Z"/><circle cx="8" cy="8" r="2"/></svg>'
)


def post_article(post: Post, words: Words) -> str:
    """Return a post as everybody sees it. Its time is put in the reader's zone by the page."""
    about = _about(post.reply, words)
    at = post.at.isoformat(timespec="seconds")
    return (
        f'<article class="post" data-post-id="{post.id}" data-version="{version_of(post)}"'
        f' tabindex="-1" {about}>\n'
        f'<time class="stamp" datetime="{at}">{post.at:%Y-%m-%d %H:%M} UTC</time>\n'
        f"{render(post.reply, words.language)}\n</article>"
    )


def version_of(post: Post) -> str:
    """Return what tells a post from what it was before it was changed, and from all others."""
    return f"{zlib.crc32(f'{post.id} {to_json(post.reply)}'.encode()):08x}"


def answer_article(reply: Reply, words: Words) -> str:
    """Return an answer that only its asker sees."""
    return (
        f'<article class="answer" tabindex="-1" {_about(reply, words)}>\n'
        f'<p class="private" lang="{words.language}">{_EYE}{escape(words.only_you)}</p>\n'
        f"{render(reply, words.language)}\n</article>"
    )


def _about(reply: Reply, words: Words) -> str:
    """A name and a language, for those who listen to the page."""
    title = next((block.text for block in reply.blocks if isinstance(block, Heading)), words.answer)
    return f'lang="{_language(render(reply))}" aria-label="{escape(title)}"'


def _language(html: str) -> str:
    """Tell Korean from English: a Hangul syllable says about as much as two Latin letters."""
    text = re.sub(r"<[^>]*>", "", html)
    return "ko" if 2 * len(_HANGUL.findall(text)) > len(_LATIN.findall(text)) else "en"

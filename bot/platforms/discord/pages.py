"""A reply as pages of Discord messages."""

from bot.core.reply import Reply
from bot.layout import pages
from bot.layout.parts import Page
from bot.layout.wording import Words
from bot.platforms.discord.medium import MEDIUM


def pages_of(reply: Reply, *, words: Words) -> list[Page]:
    """Return a reply's pages: at least one."""
    return [*pages.pages_of(reply, words, MEDIUM)]

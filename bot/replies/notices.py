"""What an admin is told."""

from bot.core.ports import Notice
from bot.core.reply import Reply, Text, reply
from bot.domain.subscription import Subscription
from bot.replies.texts import Texts


def notice_reply(notice: Notice, subscription: Subscription, channel: str, texts: Texts) -> Reply:
    """Return the notice."""
    return reply(Text(f"{channel}: {notice.reason}"))

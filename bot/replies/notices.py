"""What an admin is told when something is wrong with a channel's lessons."""

from bot.core.ports import Notice
from bot.core.reply import Reply, Text, reply
from bot.domain.subscription import Subscription
from bot.replies.texts import Texts


def notice_reply(notice: Notice, subscription: Subscription, channel: str, texts: Texts) -> Reply:
    """Say what is wrong, where and why, and what to do; ``channel`` is the channel's name.

    Without buttons: it may be read in a direct message, in which it is not known of which server
    somebody is a manager. What is to be typed is said instead.
    """
    words = texts.unasked
    particulars = {
        "channel": channel,
        "track": subscription.track,
        "day": texts.schedule.day(notice.slot),
        "number": f"#{subscription.id}",
    }
    return reply(
        Text(words.what[notice.trouble].format(**particulars), strong=True),
        Text(words.why.format(reason=notice.reason)) if notice.reason else None,
        Text(words.mend[notice.trouble].format(**particulars)),
    )

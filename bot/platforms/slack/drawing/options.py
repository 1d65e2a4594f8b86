"""The label of a menu's option on one line, or on two: the second one is its description."""

from bot.platforms.slack.drawing.limits import OPTION_DESCRIPTION, OPTION_TEXT
from bot.platforms.slack.drawing.mrkdwn import measured


def two_lines(label: str) -> tuple[str, str] | None:
    """Return the two lines of a label, parted at a blank; ``None`` if they can't hold it.

    The second is empty if the first has room for all.
    """
    if measured(label) <= OPTION_TEXT:
        return label, ""
    if len(label) > OPTION_TEXT + OPTION_DESCRIPTION + 1:
        return None
    for at in range(min(len(label), OPTION_TEXT + 1) - 1, 0, -1):
        first, rest = label[:at], label[at + 1 :]
        if label[at] == " " and measured(first) <= OPTION_TEXT:
            return (first, rest) if measured(rest) <= OPTION_DESCRIPTION else None
    return None

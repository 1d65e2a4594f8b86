"""Homeroom on Slack: ``listening`` to it, ``posting`` without, or both: ``on_slack``."""

from bot.platforms.slack.admission.workspaces import PLATFORM
from bot.platforms.slack.joining import Posting, Setup, listening, on_slack, posting
from bot.platforms.slack.naming.spelling import Spelling
from bot.platforms.slack.posting.pace import PER_SECOND, Pace

__all__ = [
    "PER_SECOND",
    "PLATFORM",
    "Pace",
    "Posting",
    "Setup",
    "Spelling",
    "listening",
    "on_slack",
    "posting",
]

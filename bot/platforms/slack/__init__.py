"""Homeroom on Slack."""

from bot.platforms.slack.admission.workspaces import PLATFORM
from bot.platforms.slack.joining import Setup, on_slack
from bot.platforms.slack.naming.spelling import Spelling
from bot.platforms.slack.posting.pace import Pace

__all__ = ["PLATFORM", "Pace", "Setup", "Spelling", "on_slack"]

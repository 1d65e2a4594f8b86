"""Homeroom on Slack."""

from bot.platforms.slack.joining import Setup, on_slack
from bot.platforms.slack.pace import Pace
from bot.platforms.slack.spelling import Spelling

__all__ = ["Pace", "Setup", "Spelling", "on_slack"]

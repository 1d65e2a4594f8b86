"""What the bot says when something went wrong."""

from dataclasses import replace

from bot.core.reply import Reply, Text, reply
from bot.errors import UserError
from bot.replies.languages import texts_in


def explained(error: UserError, language: str) -> Reply:
    """Say what was wrong with what somebody asked, and how to ask it."""
    template = texts_in(language).errors.get(type(error).__name__, error.template)
    return replace(reply(Text(template.format(**error.details))), refusal=True)


def apology(reference: str, language: str) -> Reply:
    """Say that it was our fault, with the reference that stands in the log."""
    sorry = texts_in(language).sorry.format(reference=reference)
    return replace(reply(Text(sorry)), refusal=True)

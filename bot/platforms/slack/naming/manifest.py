"""The manifest that an app on Slack is made from, generated from the commands.

Its fields and limits: docs.slack.dev, reference/app-manifest.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.core.command import Command
from bot.platforms.slack.admission.http import EVENTS_PATH
from bot.platforms.slack.admission.oauth import REDIRECT_PATH
from bot.platforms.slack.listening import EXPLAIN
from bot.platforms.slack.naming.scopes import BOT_EVENTS, BOT_SCOPES, OPTIONAL_SCOPES
from bot.platforms.slack.naming.spelling import Spelling

NAME = "Homeroom"
SUMMARY = "A short lesson every day, where your team already talks; terms, questions and quizzes."
ABOUT = (
    "Homeroom posts a short lesson to the channels that asked for one, every day at their local"
    " time, and once. In between it answers: what a term means, what people ask, and it quizzes"
    " you. Answers are seen only by whoever asked. Lessons rest on holidays and at weekends, if you"
    " like. Mention it in a thread, or point “Explain terms” at any message. Home shows what comes"
    " next, your streak, and the settings for those who manage the lessons."
)
GREEN = "#1d5a47"
"""The green of the page."""
UMBRELLA = "Everything Homeroom can do; help lists it."


def manifest(
    commands: Sequence[Command],
    spelling: Spelling,
    *,
    url: str = "",
    socket: bool = True,
    installed: bool = False,
    declinable: bool = False,
) -> dict[str, Any]:
    """Return the manifest of an app for these commands, as they are spelled.

    ``url`` is the public address of HTTP mode and of installations; without ``socket`` Slack sends
    its requests there. ``installed``: workspaces install the app through ``url``, with tokens that
    are renewed. ``declinable``: whoever installs it may decline the optional scopes, in a field
    that Slack has since March 2026 and that its published schema does not know. Raises
    ``ValueError`` if it needs an address and there is none.
    """
    if not url and (installed or not socket):
        message = "without Socket Mode, and for installations, there must be an address"
        raise ValueError(message)
    address = url.rstrip("/")
    requests = "" if socket else f"{address}{EVENTS_PATH}"
    redirects = {"redirect_urls": [f"{address}{REDIRECT_PATH}"]} if installed else {}
    optional = {"bot_optional": list(OPTIONAL_SCOPES)} if declinable else {}
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": NAME,
            "description": SUMMARY,
            "long_description": ABOUT,
            "background_color": GREEN,
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": NAME.casefold(), "always_online": True},
            "shortcuts": [_shortcut()],
            "slash_commands": _slash_commands(commands, spelling, requests),
        },
        "oauth_config": {"scopes": {"bot": list(BOT_SCOPES), **optional}, **redirects},
        "settings": {
            "event_subscriptions": {
                **({"request_url": requests} if requests else {}),
                "bot_events": list(BOT_EVENTS),
            },
            "interactivity": {"is_enabled": True, **_options_url(requests)},
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket,
            # A bot token in the environment can't be renewed, and would end after twelve hours.
            "token_rotation_enabled": installed,
        },
    }


def _options_url(requests: str) -> Mapping[str, str]:
    if not requests:
        return {}
    return {"request_url": requests, "message_menu_options_url": requests}


def _shortcut() -> Mapping[str, str]:
    return {
        "name": "Explain terms",
        "type": "message",
        "callback_id": EXPLAIN,
        "description": "Explain the terms in a message, for your eyes only.",
    }


def _slash_commands(
    commands: Sequence[Command], spelling: Spelling, requests: str
) -> list[dict[str, Any]]:
    listed = [command for command in commands if command.listed]
    own = [
        _slash_command(slash, *_described(word, listed), requests)
        for slash, word in spelling.slashes.items()
    ]
    words = dict.fromkeys(command.name.split()[0] for command in listed)
    return [*own, _slash_command(spelling.umbrella, UMBRELLA, " | ".join(words), requests)]


def _described(word: str, listed: Sequence[Command]) -> tuple[str, str]:
    """Return what a command or a family does, and how one goes on after its name."""
    found = [command for command in listed if command.name.split()[0] == word]
    if found[0].family is not None:
        return found[0].family.help, " | ".join(command.name.split()[1] for command in found)
    return found[0].help, found[0].usage.partition(" ")[2]


def _slash_command(slash: str, description: str, hint: str, requests: str) -> dict[str, Any]:
    return {
        "command": slash,
        **({"url": requests} if requests else {}),
        "description": description,
        **({"usage_hint": hint} if hint else {}),
        # So that channels and people come with their ids.
        "should_escape": True,
    }

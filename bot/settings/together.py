"""Settings that need each other, or are in each other's way."""

from collections.abc import Iterator

from bot.settings.roles import ALL, Role
from bot.settings.rows import Settings

LONGEST_SLASH = 32
"""Characters of a command on Slack, with its slash (docs.slack.dev, reference/app-manifest)."""
SLACK_KEEPS = frozenset(
    """
    active apps archive away call close collapse dm dnd expand feed feedback invite join kick
    leave me msg mute open part prefs remind remove rename search shortcuts shrug star status
    topic who
    """.split()  # noqa: SIM905 -- forty words read better than forty quotes
)
"""Commands of Slack's own, which no app gets (slack.com/help, built-in slash commands)."""


def clashes(settings: Settings) -> Iterator[str]:
    """Say which names of commands can't be used on Slack."""
    umbrella = settings.slack_umbrella
    slashes = [f"{settings.slack_prefix}{slash}" for slash, _ in settings.slack_commands]
    mend = "Look at HOMEROOM_SLACK_COMMANDS, HOMEROOM_SLACK_PREFIX and HOMEROOM_SLACK_UMBRELLA"
    for slash in (umbrella, *slashes):
        if slash in SLACK_KEEPS:
            yield f"Slack keeps /{slash} for itself. {mend}"
        if len(f"/{slash}") > LONGEST_SLASH:
            yield f"/{slash} is longer than Slack's {LONGEST_SLASH} characters. {mend}"
    if umbrella in slashes:
        yield f"/{umbrella} is the umbrella and a command as well. {mend}"


def half_set(settings: Settings, roles: frozenset[Role] = ALL) -> Iterator[str]:
    """Say what of Slack is there without what it needs for these ``roles``, and what to do."""
    one, many = settings.slack_bot_token, settings.slack_client_id
    app, signing = settings.slack_app_token, settings.slack_signing_secret
    if one and many:
        yield (
            "SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for many. Take one of them away"
        )
    # Who only posts needs no secret of those who listen, and is best not given any.
    if Role.GATEWAY in roles and (one or many) and not (app or signing):
        name = "SLACK_BOT_TOKEN" if one else "SLACK_CLIENT_ID"
        yield (
            f"{name} needs a way for Slack to reach Homeroom. Set SLACK_APP_TOKEN (Basic"
            " Information, App-Level Tokens), or SLACK_SIGNING_SECRET and be reachable over https"
        )
    for name, there in (("SLACK_APP_TOKEN", app), ("SLACK_SIGNING_SECRET", signing)):
        if there and not (one or many):
            yield (
                f"{name} alone does nothing. Set SLACK_BOT_TOKEN, too (OAuth & Permissions, Bot"
                " User OAuth Token), or SLACK_CLIENT_ID for many workspaces"
            )
    if settings.slack_client_secret and not many:
        yield "SLACK_CLIENT_SECRET does nothing without SLACK_CLIENT_ID. Both: Basic Information"
    if many and not settings.slack_client_secret:
        yield "SLACK_CLIENT_ID needs SLACK_CLIENT_SECRET, from Basic Information"
    if many and not settings.slack_token_key:
        yield "SLACK_CLIENT_ID needs SLACK_TOKEN_KEY. Make one: homeroom slack key"

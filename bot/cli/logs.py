"""What is logged, and what never is."""

import logging
import re

_SECRETS = re.compile(
    r"""
      [\w-]{23,30}\.[\w-]{6,7}\.[\w-]{27,45}                # a token of a bot on Discord
    | (?<=/webhooks/)(\d+)/[^/\s?]+                         # the token of an interaction
    | (?<=/interactions/)(\d+)/[^/\s?]+
    | \bxox[a-z]-[\w-]+ | \bxapp-[\w-]+ | \bxoxe\.[\w.-]+   # tokens of Slack
    | (?<=hooks\.slack\.com)(?:/|\\/|%2F)[^\s"'<>&]+        # where an answer may be sent to,
    | (?<=hooks\.slack-gov\.com)(?:/|\\/|%2F)[^\s"'<>&]+    # in a JSON's or a form's way, too
    | (?<=wss:)(?://|\\/\\/)[^\s"'<>]+ | (?<=wss%3A)%2F%2F[^\s"'<>&]+  # a socket with a ticket
    | (?<=[?&]ticket=)[^\s"'<>&]+
    | (?<=[?&]code=)[^\s"'<>&]+ | (?<=[?&]state=)[^\s"'<>&]+ # of an installation
    | (?<=client_secret=)[^\s"'<>&]+
    """,
    re.VERBOSE,
)


class Discreet(logging.Formatter):
    """Writes a record as usual, its trace included, with every token blotted out."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return _SECRETS.sub("[secret]", super().format(record))


def set_up(level: str) -> None:
    """Log to stderr from a level on; libraries that say much only from warnings on."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level.upper(), handlers=[handler])
    # At their finest level the libraries of Discord and Slack write whole messages and tokens.
    for chatty in ("apscheduler", "alembic", "discord", "slack_bolt", "slack_sdk"):
        logging.getLogger(chatty).setLevel(logging.WARNING)

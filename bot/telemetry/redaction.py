"""What is secret is blotted out of whatever is written to the log."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

BLOT = "[secret]"
LEAST = 6
"""Characters of a secret that is looked for: shorter ones stand in many words."""
_SECRETS = re.compile(
    r"""
      [\w-]{23,30}\.[\w-]{6,7}\.[\w-]{27,45}                # a token of a bot on Discord
    | (?<=/webhooks/)(\d+)/[^/\s?"'<>]+                      # the token of an interaction
    | (?<=/interactions/)(\d+)/[^/\s?"'<>]+
    | \bxox[a-z]-[\w-]+ | \bxapp-[\w-]+ | \bxoxe\.[\w.-]+   # tokens of Slack
    | (?<=hooks\.slack\.com)(?:/|\\/|%2F)[^\s"'<>&]+        # where an answer may be sent to,
    | (?<=hooks\.slack-gov\.com)(?:/|\\/|%2F)[^\s"'<>&]+    # in a JSON's or a form's way, too
    | (?<=wss:)(?://|\\/\\/)[^\s"'<>]+ | (?<=wss%3A)%2F%2F[^\s"'<>&]+  # a socket with a ticket
    | (?<=[?&]ticket=)[^\s"'<>&]+
    | (?<=[?&]code=)[^\s"'<>&]+ | (?<=[?&]state=)[^\s"'<>&]+ # of an installation
    | (?<=client_secret=)[^\s"'<>&]+
    | (?<=[?&]password=)[^\s"'<>&]+                          # of a database
    | (?<=://)[^\s:/@"'<>]*:[^\s@"'<>]+(?=@)
    """,
    re.VERBOSE,
)
_HEADER = re.compile(
    r"""(\bauthorization["']?\s*[:=]\s*["']?)(?:(?:bot|bearer|basic|token)\s+)?[^\s"',}]+"""
    r"""|(\bbearer\s+)[\w.~+/=-]{16,}""",
    re.IGNORECASE,
)


class Redaction:
    """Blots out what looks like a secret, and the ``known`` secrets wherever they stand."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        # The longest first: one may be a part of another.
        wanted = {one for one in known if len(one) >= LEAST}
        written = wanted | {quote(one, safe="") for one in wanted}
        found = sorted(written, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, found))) if found else None

    def text(self, text: str) -> str:
        """Return a text without secrets."""
        if self._known is not None:
            text = self._known.sub(BLOT, text)
        text = _HEADER.sub(lambda found: f"{found[1] or found[2]}{BLOT}", text)
        return _SECRETS.sub(BLOT, text)

    def value(self, value: Any) -> Any:
        """Return a value without secrets: numbers as they are, anything odd as its text."""
        match value:
            case bool() | int() | float() | None:
                return value
            case str():
                return self.text(value)
            case Mapping():
                return {self.text(str(name)): self.value(one) for name, one in value.items()}
            case list() | tuple() | set() | frozenset():
                return [self.value(one) for one in value]
            case _:
                return self.text(str(value))

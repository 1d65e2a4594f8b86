"""Whether a request was signed by Slack, a short while ago."""

from collections.abc import Mapping

from slack_sdk import signature

from bot.core.ports import Clock

LONGEST_TIME = 12
"""Digits of a time; more would not be one."""
HEADER, TIME_HEADER = "X-Slack-Signature", "X-Slack-Request-Timestamp"


class _Seconds(signature.Clock):
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> float:
        """Return the time now, in Unix time."""
        return self._clock.now().timestamp()


class Signatures:
    """Knows Slack's signatures, at most five minutes old; compares them in constant time.

    docs.slack.dev, authentication/verifying-requests-from-slack. Raises ``ValueError`` for an
    empty secret.
    """

    def __init__(self, signing_secret: str, clock: Clock) -> None:
        self._verifier = signature.SignatureVerifier(signing_secret, _Seconds(clock))

    def fit(self, body: bytes, headers: Mapping[str, str]) -> bool:
        """Tell whether Slack has signed a body, as it came. Never raises."""
        signed, at = headers.get(HEADER, ""), headers.get(TIME_HEADER, "")
        # Slack's own are plain; the library would stumble over others.
        if not (at.isascii() and at.isdecimal() and len(at) <= LONGEST_TIME and signed.isascii()):
            return False
        try:
            return self._verifier.is_valid(body, at, signed)
        except ValueError:
            return False

"""What is counted and timed of the bot's work, for whoever watches it."""

from enum import Enum
from typing import Protocol


class Outcome(Enum):
    """What became of a delivery."""

    SENT = "sent"
    LATE = "sent late"
    """So late that its post says so."""
    FOUND = "found"
    """It was in doubt, and turned out to stand there."""
    FAILED = "failed"
    SKIPPED = "skipped"
    IN_DOUBT = "in doubt"


class Result(Enum):
    """What became of a request."""

    ANSWERED = "answered"
    REFUSED = "refused"
    """Its asker was told what to do otherwise."""
    NOT_NOW = "not now"
    """A platform was needed for it, and said no."""
    FAILED = "failed"
    """A fault of ours; the log has it."""


class Meter(Protocol):
    """Counts and times. Costs next to nothing, never waits, never raises.

    ``platform`` and ``command`` are names that there are few of: no channel, server or person.
    """

    def delivered(
        self, platform: str, outcome: Outcome, *, after: float | None = None, times: int = 1
    ) -> None:
        """Count what became of deliveries; one that stands came ``after`` so many seconds."""

    def answered(self, command: str, result: Result, seconds: float) -> None:
        """Count a request, and the seconds from its dispatch to its reply."""

    def acknowledged(self, platform: str, seconds: float) -> None:
        """Take in how long somebody's platform waited until it was told that we heard."""

    def limited(self, platform: str) -> None:
        """Count an answer that asks for a pause: 429."""

    def invalid(self, platform: str) -> None:
        """Count an answer for which a platform may shut us out if there are too many."""

    def connected(self, platform: str) -> None:
        """Count a connection that was made, the first or another."""


class NoMeter:
    """Where nobody watches."""

    def delivered(
        self, platform: str, outcome: Outcome, *, after: float | None = None, times: int = 1
    ) -> None:
        """Do nothing."""

    def answered(self, command: str, result: Result, seconds: float) -> None:
        """Do nothing."""

    def acknowledged(self, platform: str, seconds: float) -> None:
        """Do nothing."""

    def limited(self, platform: str) -> None:
        """Do nothing."""

    def invalid(self, platform: str) -> None:
        """Do nothing."""

    def connected(self, platform: str) -> None:
        """Do nothing."""


NO_METER = NoMeter()

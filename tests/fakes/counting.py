"""A meter that remembers what it was told, and records that are counted as one says."""

import datetime as dt
from dataclasses import dataclass, field

from bot.core.ports import Census, Outcome, Result


@dataclass
class FakeMeter:
    deliveries: list[tuple[str, Outcome, float | None]] = field(default_factory=list)
    answers: list[tuple[str, Result, float]] = field(default_factory=list)
    acknowledgements: list[tuple[str, float]] = field(default_factory=list)
    limits: list[str] = field(default_factory=list)
    invalids: list[str] = field(default_factory=list)
    connections: list[str] = field(default_factory=list)

    def delivered(
        self, platform: str, outcome: Outcome, *, after: float | None = None, times: int = 1
    ) -> None:
        self.deliveries += [(platform, outcome, after)] * times

    def answered(self, command: str, result: Result, seconds: float) -> None:
        self.answers.append((command, result, seconds))

    def acknowledged(self, platform: str, seconds: float) -> None:
        self.acknowledgements.append((platform, seconds))

    def limited(self, platform: str) -> None:
        self.limits.append(platform)

    def invalid(self, platform: str) -> None:
        self.invalids.append(platform)

    def connected(self, platform: str) -> None:
        self.connections.append(platform)


NOTHING = Census(0, None, 0, None, "0007", None)


@dataclass
class FakeCounts:
    """``trouble`` is raised for as long as it is there."""

    told: Census = NOTHING
    trouble: Exception | None = None
    asked: int = 0

    async def census(self, now: dt.datetime) -> Census:
        self.asked += 1
        if self.trouble:
            raise self.trouble
        return self.told

    async def answers(self) -> None:
        if self.trouble:
            raise self.trouble

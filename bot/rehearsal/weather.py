"""When the faults that last begin and end, and which one befalls a request."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from random import Random

from bot.domain.subscription import Subscription
from bot.rehearsal.faults import DAY, FAULTS, Fault, Where

UNREADABLE = 0.05
"""The share of the channels that can never be read back."""
PLATFORMS = ("nonce", "plain")
"""One that knows a post again by its key for some minutes, and one that never does."""
FURTHEST = 30 * 3600.0
"""Seconds by which the clock is set wrong at most."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A fault that lasts: seconds since the rehearsal began. Without a ``target``: everything."""

    fault: str
    start: float
    end: float
    target: str = ""
    size: float = 0.0


class Weather:
    """Everything that will go wrong, decided beforehand, but for what is tossed for each time."""

    def __init__(
        self,
        random: Random,
        faults: Collection[str],
        channels: Collection[Subscription],
        seconds: float,
    ) -> None:
        self._random = random
        self.faults = frozenset(faults)
        self.spells = sorted(
            self._spells(channels, seconds), key=lambda spell: (spell.start, spell.target)
        )
        self._of: dict[tuple[str, str], list[Spell]] = defaultdict(list)
        for spell in self.spells:
            self._of[spell.fault, spell.target].append(spell)
        chances = [fault for fault in FAULTS if fault.where is Where.SEND]
        self._sends = [(fault.name, fault.chance) for fault in chances if fault.name in faults]
        self._commits = {fault.name: fault.chance for fault in FAULTS if fault.name in faults}

    def spell(self, fault: str, target: str, at: float) -> Spell | None:
        """Return the spell of a fault that befalls something at a time."""
        spells = self._of.get((fault, target))
        if not spells:
            return None
        number = bisect_right(spells, at, key=lambda spell: spell.start)
        before = spells[number - 1] if number else None
        return before if before and at < before.end else None

    def of(self, fault: str, target: str = "") -> Iterable[Spell]:
        """Return all spells of a fault that befall something, oldest first."""
        return self._of.get((fault, target), ())

    def toss_for_send(self) -> str:
        """Return the fault that befalls one request to post; empty for none."""
        toss = self._random.random()
        for name, chance in self._sends:
            if toss < chance:
                return name
            toss -= chance
        return ""

    def toss(self, fault: str) -> bool:
        """Return whether a fault befalls one commit or request."""
        return self._random.random() < self._commits.get(fault, 0.0)

    def between(self, least: float, most: float) -> float:
        """Return a number at random."""
        return self._random.uniform(least, most)

    def _spells(self, channels: Collection[Subscription], seconds: float) -> Iterable[Spell]:
        targets = {
            Where.CHANNEL: [one.channel for one in channels],
            Where.SERVER: sorted({one.server for one in channels}),
        }
        for fault in FAULTS:
            if fault.name not in self.faults:
                continue
            if fault.name == "unreadable":
                for one in channels:
                    if self._random.random() < UNREADABLE:
                        yield Spell(fault.name, 0, float("inf"), one.channel)
            elif fault.every:
                everywhere = PLATFORMS if fault.name == "outage" else ("",)
                for target in targets.get(fault.where, everywhere):
                    yield from self._sequence(fault, target, seconds)

    def _sequence(self, fault: Fault, target: str, seconds: float) -> Iterable[Spell]:
        start = self._random.expovariate(1 / (fault.every * DAY))
        while start < seconds:
            end = start + self._random.uniform(fault.least, fault.most)
            size = self._random.choice((1, 1, 24)) * self._random.uniform(-FURTHEST, FURTHEST) / 24
            yield Spell(fault.name, start, end, target, size)
            start = end + self._random.expovariate(1 / (fault.every * DAY))

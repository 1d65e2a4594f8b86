"""What was in the way of a slot: which faults, and for how long."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from bot.domain.subscription import Subscription
from bot.rehearsal.weather import Spell, Weather

STOPS = ("downtime", "crash", "outage", "full", "clock", "refusal", "zone", "rests")
"""Faults during which nothing can be expected to be posted."""
HINDERS = ("unreadable", "unreadable-a-while")
"""Faults during which what is in doubt stays so."""


class Course:
    """Spells of one fault that befell one thing, one after the other."""

    def __init__(self, spells: Iterable[Spell]) -> None:
        self._spells = sorted(spells, key=lambda spell: spell.start)
        self._ends = [spell.end for spell in self._spells]

    def between(self, start: float, end: float) -> Iterator[Spell]:
        """Yield those that overlap with a time."""
        for number in range(bisect_right(self._ends, start), len(self._spells)):
            if self._spells[number].start > end:
                return
            yield self._spells[number]


class Troubles:
    """All faults that lasted; ``crashes`` are those that the run itself tells of."""

    def __init__(self, weather: Weather, crashes: Iterable[Spell]) -> None:
        self._weather = weather
        self._crashes = Course(crashes)
        self._courses: dict[tuple[str, str], Course] = {}

    def of(self, wish: Subscription, start: float, end: float, hindered: bool) -> list[Spell]:
        """Return what stopped a channel's posts between two times; with what hinders doubts."""
        names = STOPS + HINDERS if hindered else STOPS
        found = [
            spell
            for name in names
            for spell in self._course(name, wish).between(start, end)
            if name in self._weather.faults
        ]
        return sorted(found, key=lambda spell: spell.start)

    def first(self, name: str, wish: Subscription, start: float, end: float) -> Spell | None:
        """Return the first spell of a fault that overlaps with a time."""
        return next(self._course(name, wish).between(start, end), None)

    def _course(self, name: str, wish: Subscription) -> Course:
        if name == "crash":
            return self._crashes
        target = _target(name, wish)
        known = self._courses.get((name, target))
        if known is None:
            known = self._courses[name, target] = Course(self._weather.of(name, target))
        return known


def free(start: float, end: float, spells: Iterable[Spell]) -> float:
    """Return the seconds between two times without any of these spells, which are in order."""
    left, at = 0.0, start
    for spell in spells:
        if spell.start > at:
            left += min(spell.start, end) - at
        at = max(at, spell.end)
        if at >= end:
            return left
    return left + max(0.0, end - at)


def _target(name: str, wish: Subscription) -> str:
    match name:
        case "outage":
            return wish.platform
        case "rests":
            return wish.server
        case "refusal" | "zone" | "unreadable" | "unreadable-a-while":
            return wish.channel
        case _:
            return ""

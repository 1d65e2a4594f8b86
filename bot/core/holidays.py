"""The public holidays on which a subscription is quiet: which are meant, and which come next."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.ports import Holidays
from bot.domain.calendar import DAY, quiet
from bot.domain.regions import region_close_to, region_name, region_named
from bot.domain.subscription import Subscription
from bot.errors import NoSuchRegion, NotARegion, UnknownHolidays

SHOWN = 40
"""Characters of somebody's words that an answer repeats."""
# Not "no", which is Norway.
NO_REGION = frozenset({"none", "off", "-", "없음"})


class NoHolidays:
    """Knows no holiday at all."""

    def knows(self, _region: str) -> bool:
        """Return that they are not known."""
        return False

    def parts(self, _country: str) -> Sequence[str]:
        """Return none."""
        return ()

    def on(self, _region: str, _date: dt.date, _language: str = "en") -> str:
        """Return that it is none."""
        return ""


NO_HOLIDAYS = NoHolidays()


@dataclass(frozen=True, slots=True)
class Holiday:
    """A date on which a subscription is quiet, and the holiday's name."""

    date: dt.date
    name: str


def region_of(words: str, holidays: Holidays, language: str) -> str:
    """Return the region whose holidays somebody means; empty for none.

    Raises ``NotARegion``, ``NoSuchRegion`` and ``UnknownHolidays``.
    """
    if words.strip().casefold() in NO_REGION:
        return ""
    shown, region = words[:SHOWN], region_named(words)
    if region is None:
        meant = region_close_to(shown)
        if meant is None:
            raise NotARegion(value=shown)
        raise NoSuchRegion(value=shown, meant=f"{region_name(meant, language)} ({meant})")
    if not holidays.knows(region):
        country, _, _ = region.partition("-")
        parts = ", ".join(holidays.parts(country))
        raise UnknownHolidays(region=region, parts=parts) if parts else NotARegion(value=shown)
    return region


def holidays_between(
    subscription: Subscription, start: dt.date, end: dt.date, holidays: Holidays, language: str
) -> list[Holiday]:
    """Return the holidays on a subscription's days from a date on and before another."""
    region, found = subscription.holidays, list[Holiday]()
    while region and start < end:
        name = holidays.on(region, start, language)
        if name and not quiet(subscription, start):
            found.append(Holiday(start, name))
        start += DAY
    return found

"""The public holidays of the world, from the library ``holidays``."""

import datetime as dt
import logging
import warnings
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

log = logging.getLogger(__name__)

YEARS_KEPT = 1_000
"""Years of a region's holidays that are kept in memory: some two kilobytes each."""
_ENGLISH = "en_US"


class LibraryHolidays:
    """``core.ports.Holidays`` by the library, which is loaded when it is first asked.

    Whether a holiday is moved to another day, or counted by the moon, is its matter.
    """

    def __init__(self) -> None:
        self._missed: set[str] = set()

    def knows(self, region: str) -> bool:
        """Return whether the holidays of a region are known."""
        return region.casefold() in self._spelled

    def parts(self, country: str) -> Sequence[str]:
        """Return the regions a country has, itself first; none if it is not known."""
        return [
            one
            for one in self._spelled.values()
            if one.partition("-")[0].casefold() == country.casefold()
        ]

    def on(self, region: str, date: dt.date, language: str = "en") -> str:
        """Return the name of the holiday a date is in a region; empty if it is none."""
        known = self._spelled.get(region.casefold())
        if known is None:
            self._miss(region)
            return ""
        return _of_year(known, date.year, language).get(date, "")

    @cached_property
    def _spelled(self) -> Mapping[str, str]:
        """Every region that is known, as the library spells it, by its folded spelling."""
        from holidays import list_supported_countries

        countries = list_supported_countries(include_aliases=False)
        regions = (
            region
            for country, parts in sorted(countries.items())
            for region in (country, *(f"{country}-{part}" for part in parts))
        )
        return {region.casefold(): region for region in regions}

    def _miss(self, region: str) -> None:
        if region not in self._missed:
            self._missed.add(region)
            log.warning("the holidays of %s are not known; lessons come on them, too", region)


@lru_cache(YEARS_KEPT)
def _of_year(region: str, year: int, language: str) -> Mapping[dt.date, str]:
    """Return the holidays of one year in a region that is known, with their names."""
    from holidays import country_holidays

    country, _, part = region.partition("-")
    try:
        with warnings.catch_warnings():
            # That those which go by the moon are not known so far ahead.
            warnings.simplefilter("ignore")
            spoken = _language(country, language)
            found = country_holidays(country, part or None, years=year, language=spoken)
    except Exception:
        log.exception("the holidays of %s in %s could not be found", region, year)
        return {}
    return {date: name for date, name in found.items() if date.year == year}


@lru_cache(YEARS_KEPT)
def _language(country: str, wanted: str) -> str | None:
    """Return the library's language nearest to one: that itself, English, or the country's own."""
    from holidays import country_holidays

    # Without a language the library would go by that of this machine.
    entity = country_holidays(country)
    spoken = entity.supported_languages
    if wanted in spoken:
        return wanted
    return _ENGLISH if _ENGLISH in spoken else entity.default_language

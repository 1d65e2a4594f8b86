"""Dates as newsletters write them."""

import datetime as dt
import re
from dataclasses import dataclass

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<m>(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)\.?"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = (
    r"(?:\s*\((?:[월화수목금토일](?:요일)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\)"
    r"|\s*[월화수목금토일]요일)?"
)
_BEFORE = r"(?<![\d.])(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?,?\s+)?"

_STYLES = tuple(
    re.compile(_BEFORE + style + _WEEKDAY, re.IGNORECASE)
    for style in (
        r"(?P<y>\d{4})\s?(?P<sep>[./-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<d>\d{1,2})(?!\d)\.?",
        r"(?P<y>\d{4})\s?년\s?(?P<m>\d{1,2})\s?월\s?(?P<d>\d{1,2})\s?일",
        rf"{_MONTH}\s+{_DAY},?\s+(?P<y>\d{{4}})(?!\d)",
        rf"{_DAY}\s+{_MONTH},?\s+(?P<y>\d{{4}})(?!\d)",
    )
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text, and the words round it. ``day`` is None if there is no such day."""

    before: str
    words: str
    after: str
    day: dt.date | None


def find_date(text: str) -> FoundDate | None:
    """Return the first date in a text, in any of the styles above."""
    for style in _STYLES:
        if found := style.search(text):
            return FoundDate(
                text[: found.start()], found.group(), text[found.end() :], _day(**found.groupdict())
            )
    return None


def _day(y: str, m: str, d: str, sep: str = "") -> dt.date | None:
    month = int(m) if m.isdigit() else _MONTHS.index(m[:3].lower()) + 1
    try:
        return dt.date(int(y), month, int(d))
    except ValueError:
        return None

"""Dates and spans of time as people write them."""

import datetime as dt
import re
import unicodedata

from bot.domain.timetable import read_days

DAY = dt.timedelta(days=1)

_NEAR = {
    **dict.fromkeys(("today", "오늘"), 0),
    **dict.fromkeys(("tomorrow", "내일"), 1),
    **dict.fromkeys(("day after tomorrow", "the day after tomorrow", "모레"), 2),
    "글피": 3,
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)\.?"
_OF_MONTH = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:\s*\(?(?:[월화수목금토일]요일|[월화수목금토일](?=\)))\)?)?"
_STYLES = tuple(
    re.compile(style)
    for style in (
        r"(?P<year>\d{4})\s?([-./])\s?(?P<month>\d{1,2})\s?\2\s?(?P<day>\d{1,2})\.?",
        r"(?:(?P<year>\d{4})년\s?)?(?P<month>\d{1,2})월\s?(?P<day>\d{1,2})일" + _WEEKDAY,
        rf"(?:[a-z]+day,?\s)?{_OF_MONTH}\s{_MONTH}(?:,?\s(?P<year>\d{{4}}))?",
        rf"(?:[a-z]+day,?\s)?{_MONTH}\s{_OF_MONTH}(?:,?\s(?P<year>\d{{4}}))?",
    )
)
_AHEAD = re.compile(
    r"in (?P<count>\d{1,3}|an?|one|two|three) (?P<unit>day|week)s?"
    r"|(?P<korean>\d{1,3})\s?(?P<unit_korean>일|주일?)\s?(?:뒤|후)에?"
)
_NEXT_WEEK = re.compile(r"다음\s?주\s?(?P<day>[월화수목금토일])(?:요일)?")
_NEXT = re.compile(r"(?:next|coming|this|다음|오는|이번)\s(?:coming\s)?")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "한": 1, "두": 2, "세": 3, "하루": 1}

REST_OF_DAY = DAY
"""What somebody means who says that a lesson may come all day."""
_ALL_DAY = frozenset(
    (
        *("day", "a day", "one day", "1 day", "all day", "the day", "that day", "same day"),
        *("the same day", "rest", "rest of day", "rest of the day", "the rest of the day"),
        *("the whole day", "하루", "하루종일", "하루 종일", "종일", "1일", "그날", "그날 안"),
        *("그날 안에", "당일"),
    )
)
_HALF_HOUR = frozenset(("half an hour", "a half hour", "half hour", "반시간", "반 시간"))
_SPAN = re.compile(
    r"""(?:(?P<hours>\d{1,3}(?:[.,]\d{1,2})?|an?|one|two|three|한|두|세)
           \s?(?:h|hrs?|hours?|시간)(?P<half>\s?반|\sand\sa\shalf)?)?
        \s?(?:and\s)?
        (?:(?P<minutes>\d{1,4})\s?(?:m|mins?|minutes?|분)?)?
        (?:\slate|\s?이내|\s?안에|\s?까지)?""",
    re.VERBOSE,
)


def read_date(words: str, today: dt.date) -> dt.date | None:
    """Return the date that ``2026-12-01``, ``1 December``, ``tomorrow`` or ``내일`` says, if any.

    One without a year is the next such date, today among them; a day of the week is the next
    one after today.
    """
    plain = _plain(words)
    if plain in _NEAR:
        return today + _NEAR[plain] * DAY
    if found := _AHEAD.fullmatch(plain):
        weeks = "week" in (found["unit"] or "") or "주" in (found["unit_korean"] or "")
        return today + _number(found["count"] or found["korean"]) * (7 if weeks else 1) * DAY
    for style in _STYLES:
        if found := style.fullmatch(plain):
            return _date(found["year"], found["month"], found["day"], today)
    return _weekday(plain, today)


def read_span(words: str) -> dt.timedelta | None:
    """Return how long ``2 hours``, ``90 min``, ``1시간 반`` or ``rest of the day`` is, if any.

    A day is the longest that is told apart: see ``REST_OF_DAY``. A number alone says nothing.
    """
    plain = _plain(words)
    if plain in _ALL_DAY:
        return REST_OF_DAY
    if plain in _HALF_HOUR:
        return dt.timedelta(minutes=30)
    found = _SPAN.fullmatch(plain)
    if found is None or plain.isdecimal() or not (found["hours"] or found["minutes"]):
        return None
    half = 0.5 if found["half"] else 0.0
    hours = _number(found["hours"]) + half if found["hours"] else 0.0
    return min(dt.timedelta(hours=hours, minutes=int(found["minutes"] or 0)), REST_OF_DAY)


def _date(year: str | None, month: str, day: str, today: dt.date) -> dt.date | None:
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3]) + 1
    # 29 February comes again after eight years at most.
    years = [int(year)] if year else range(today.year, today.year + 9)
    for one in years:
        try:
            date = dt.date(one, number, int(day))
        except ValueError:
            continue
        if year or date >= today:
            return date
    return None


def _weekday(plain: str, today: dt.date) -> dt.date | None:
    if found := _NEXT_WEEK.fullmatch(plain):
        monday = today - today.weekday() * DAY + 7 * DAY
        return monday + "월화수목금토일".index(found["day"]) * DAY
    name = _NEXT.sub("", plain, count=1) if _NEXT.match(plain) else plain
    # A whole name: "mon" might be anything, and "월" is a month.
    days = read_days(name) if re.fullmatch(r"[a-z]+day|[월화수목금토일]요일", name) else None
    if days is None or len(days) != 1:
        return None
    (day,) = days
    return today + ((day - today.weekday() - 1) % 7 + 1) * DAY


def _number(word: str) -> float:
    return _NUMBERS[word] if word in _NUMBERS else float(word.replace(",", "."))


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())

"""Times of day and days of the week as people write them."""

import datetime as dt
import re
import unicodedata
from itertools import chain

from bot.domain.subscription import EVERY_DAY, WORKING_DAYS

WEEKEND = EVERY_DAY - WORKING_DAYS

_EVENING = ("pm", "오후", "저녁", "밤", "낮")
_NIGHT = ("밤", "저녁")
"""With these, twelve is midnight."""
_EARLY = 5
"""밤 below this hour is after midnight."""
_NAMED_TIMES = {"noon": 12, "midday": 12, "정오": 12, "midnight": 0, "자정": 0}
_TIME = re.compile(
    r"""(?P<before>오전|오후|아침|저녁|새벽|밤|낮|am|pm)?\s?
        (?P<hour>[0-9]{1,2})
        (?:
            # 8:30, 8.30, 8h30, 8시 30분; or four digits
            (?:\s?[:.h시]\s?|(?=[0-9]{2}(?![0-9])))
            (?:(?P<minute>[0-9]{2}|[0-9](?=\s?분))(?:\s?분)?|(?P<half>반))?
        )?
        \s?(?P<after>am|pm)?""",
    re.VERBOSE,
)

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LETTERS = "월화수목금토일"
_GROUPS = {
    **dict.fromkeys(("everyday", "daily", "all", "매일", "날마다"), EVERY_DAY),
    **dict.fromkeys(("weekdays", "weekday", "workdays", "workday", "평일", "주중"), WORKING_DAYS),
    **dict.fromkeys(("weekends", "weekend", "주말"), WEEKEND),
}
_JOINED = {r"\b(every|work|week) ?(days?)\b": r"\1\2", r"\b(working) (days?)\b": r"work\2"}
_TO = re.compile(r"\s*(?:[-–—~]|\b(?:to|through|thru|till|until)\b|부터)\s*")
_BETWEEN = re.compile(r"(?:[\s,;/+&·、]|\b(?:and|on)\b|까지|및)+")

_TIMES_BETWEEN = re.compile(r"\s*(?:[,;/&+·、]|\band\b|그리고|하고|및|와|과)\s*")


def read_time(words: str) -> dt.time | None:
    """Return the time of day that ``08:00``, ``6:30 pm`` or ``오후 6시 30분`` says, if any."""
    plain = _plain(words).replace("a.m.", "am").replace("p.m.", "pm")
    if plain in _NAMED_TIMES:
        return dt.time(_NAMED_TIMES[plain])
    said = _TIME.fullmatch(plain)
    if said is None or (said["before"] and said["after"]):
        return None
    hour = _hour(int(said["hour"]), said["before"] or said["after"] or "")
    minute = 30 if said["half"] else int(said["minute"] or 0)
    return dt.time(hour, minute) if hour is not None and minute <= 59 else None  # noqa: PLR2004 -- minutes


def times_in(words: str) -> list[str]:
    """Return the words of each of several times, such as those of ``8am and 6pm``.

    What is no time stands among them as it was written.
    """
    pieces = [piece for piece in _TIMES_BETWEEN.split(_plain(words)) if piece]
    return list(chain.from_iterable(map(_side_by_side, pieces)))


def _side_by_side(piece: str) -> list[str]:
    """The words of times with nothing but blanks between, the longest that are one first."""
    words = piece.split()
    for count in range(len(words), 0, -1):
        first, rest = " ".join(words[:count]), " ".join(words[count:])
        if read_time(first) is None:
            continue
        others = _side_by_side(rest) if rest else []
        if all(read_time(one) is not None for one in others):
            return [first, *others]
    return [piece]


def _hour(hour: int, half: str) -> int | None:
    """An hour of a day of 24, from one of a day of 24 or of one of its halves."""
    if not half or (half == "오후" and hour > 12):  # noqa: PLR2004 -- 오후 18시, six o'clock
        return hour if hour <= 23 else None  # noqa: PLR2004 -- the hours of a day
    if not 1 <= hour <= 12:  # noqa: PLR2004 -- the hours on a clock's face
        return None
    if half in _NIGHT and hour == 12:  # noqa: PLR2004
        return 0
    if half == "밤" and hour < _EARLY:
        return hour
    return hour % 12 + (12 if half in _EVENING else 0)


def read_days(words: str) -> frozenset[int] | None:
    """Return the days that ``weekdays``, ``mon, wed`` or ``월수금`` says, if any; Monday is 0."""
    plain = re.sub(r"^(매주|every(?= (week|mon|tue|wed|thu|fri|sat|sun)))\s*", "", _plain(words))
    for pattern, joined in _JOINED.items():
        plain = re.sub(pattern, joined, plain)
    said = [_days(one) for one in _BETWEEN.split(_TO.sub("-", plain)) if one]
    known = [days for days in said if days is not None]
    return frozenset(chain(*known)) if known and len(known) == len(said) else None


def _days(word: str) -> frozenset[int] | None:
    """The days one word says: a group, a stretch such as ``mon-fri``, Korean letters, a name."""
    word = word.replace("요일", "")
    if word in _GROUPS:
        return _GROUPS[word]
    first, dash, last = word.partition("-")
    if dash:
        return _stretch(_day(first), _day(last))
    if word and set(word) <= set(_LETTERS):
        return frozenset(map(_LETTERS.index, word))
    day = _day(word)
    return None if day is None else frozenset({day})


def _stretch(first: int | None, last: int | None) -> frozenset[int] | None:
    if first is None or last is None:
        return None
    return frozenset((first + n) % 7 for n in range((last - first) % 7 + 1))


def _day(word: str) -> int | None:
    if len(word) == 1 and word in _LETTERS:
        return _LETTERS.index(word)
    name = word.rstrip(".").removesuffix("s") if word.endswith("days") else word.rstrip(".")
    # Two letters tell the days apart; one does not.
    found = [number for number, day in enumerate(_NAMES) if day.startswith(name)]
    return found[0] if len(name) > 1 and found else None


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())

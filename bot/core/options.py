"""Options that several commands take, with what they complete to."""

import datetime as dt
from collections.abc import Sequence

from bot.core.command import Suggestion
from bot.core.holidays import NO_REGION
from bot.core.ports import Library
from bot.domain.dates import read_date, read_span
from bot.domain.regions import is_korean, region_name, region_named, regions_like
from bot.domain.subscription import MOST_TIMES
from bot.domain.timetable import read_days, read_time, times_in
from bot.domain.zones import zone_named, zones_like

MOST_SUGGESTED = 25
"""Discord shows no more."""


def suggest_terms(library: Library, typed: str) -> Sequence[Suggestion]:
    """Suggest terms by name."""
    hits = library.complete_term(typed, MOST_SUGGESTED)
    return [Suggestion(hit.term.name, hit.term.name, f"#{hit.term.id}") for hit in hits]


def suggest_questions(library: Library, typed: str) -> Sequence[Suggestion]:
    """Suggest questions that have an answer."""
    hits = library.complete_question(typed, MOST_SUGGESTED)
    return [Suggestion(hit.entry.question, hit.entry.question, f"#{hit.entry.id}") for hit in hits]


_TERMS_FIRST = 15


def suggest_searches(library: Library, typed: str) -> Sequence[Suggestion]:
    """Suggest names of terms, and questions, as what to search for."""
    terms = [hit.term.name for hit in library.complete_term(typed, _TERMS_FIRST)]
    questions = [hit.entry.question for hit in library.complete_question(typed, MOST_SUGGESTED)]
    found = dict.fromkeys((*terms, *questions))
    return [Suggestion(words, words) for words in found][:MOST_SUGGESTED]


def suggest_lessons(library: Library, typed: str) -> Sequence[Suggestion]:
    """Suggest lessons whose title or id holds what was typed."""
    start = typed.casefold()
    lessons = (
        lesson
        for lesson in library.lessons()
        if start in lesson.title.casefold() or start in lesson.id
    )
    found = [
        Suggestion(f"{lesson.emoji} {lesson.title}".strip(), lesson.title, lesson.id)
        for lesson in lessons
    ]
    return found[:MOST_SUGGESTED]


_MORNING_FIRST = (*range(12, 48), *range(12))
"""The half hours of a day, from six in the morning on."""
_DAYS = (
    "every day",
    "weekdays",
    "weekends",
    "mon, wed, fri",
    "tue, thu",
    "매일",
    "평일",
    "주말",
    "월, 수, 금",
    "화, 목",
)


def suggest_times(_library: Library, typed: str) -> Sequence[Suggestion]:
    """Suggest the times that were typed, then the half hours that begin like the last of them."""
    *before, start = times_in(typed) or [""]
    if typed.rstrip().endswith((",", "&", "+", ";")) or typed.casefold().endswith((" and ", "와 ")):
        before, start = [*before, start], ""
    times = [read_time(one) for one in before]
    said = [f"{time:%H:%M}" for time in times if time is not None]
    if len(said) < len(before) or len(said) >= MOST_TIMES:
        return []
    time = read_time(start)
    read = [f"{time:%H:%M}"] if time else []
    halves = (f"{half // 2:02}:{half % 2 * 30:02}" for half in _MORNING_FIRST)
    fitting = [half for half in halves if half.startswith((start, f"0{start}"))]
    new = [one for one in dict.fromkeys((*read, *fitting)) if one not in said]
    lines = [", ".join((*said, one)) for one in new[:MOST_SUGGESTED]]
    return [Suggestion(line, line) for line in lines]


def are_times(words: str) -> bool:
    """Tell whether words are one time of day or several."""
    said = times_in(words)
    return bool(said) and all(read_time(one) is not None for one in said)


_DATES = (
    "tomorrow",
    "next Monday",
    "in 1 week",
    "in 2 weeks",
    "내일",
    "다음 주 월요일",
    "1주 뒤",
    "2주 뒤",
)
_SOME_DAY = dt.date(2024, 1, 1)


def is_date(words: str) -> bool:
    """Tell whether words are a date."""
    return read_date(words, _SOME_DAY) is not None


def is_span(words: str) -> bool:
    """Tell whether words are a span of time."""
    return read_span(words) is not None


def suggest_dates(_library: Library, typed: str) -> Sequence[Suggestion]:
    """Suggest how a date can be written."""
    return _beginning(_DATES, typed)


_SPANS = (
    "rest of the day",
    "30 minutes",
    "1 hour",
    "2 hours",
    "4 hours",
    "하루",
    "30분",
    "1시간",
    "2시간",
    "4시간",
)


def suggest_spans(_library: Library, typed: str) -> Sequence[Suggestion]:
    """Suggest the spans that are often wanted."""
    return _beginning(_SPANS, typed)


def _beginning(known: Sequence[str], typed: str) -> list[Suggestion]:
    start = typed.strip().casefold()
    return [Suggestion(one, one) for one in known if one.casefold().startswith(start)]


def is_zone(words: str) -> bool:
    """Tell whether words name a time zone."""
    return zone_named(words) is not None


def are_days(words: str) -> bool:
    """Tell whether words are days of the week."""
    return read_days(words) is not None


def suggest_zones(_library: Library, typed: str) -> Sequence[Suggestion]:
    """Suggest time zones by their city."""
    return [Suggestion(key, key) for key in zones_like(typed, MOST_SUGGESTED)]


def suggest_days(_library: Library, typed: str) -> Sequence[Suggestion]:
    """Suggest days of the week as they are often wanted."""
    return _beginning(_DAYS, typed)


def is_region(words: str) -> bool:
    """Tell whether words name a country or a part of one, or say that there is none."""
    return words.casefold() in NO_REGION or region_named(words) is not None


def suggest_regions(_library: Library, typed: str) -> Sequence[Suggestion]:
    """Suggest countries and their parts by name and by code, and that there is none."""
    korean, start = is_korean(typed), typed.strip().casefold()
    named = ((region_name(code, "ko" if korean else "en"), code) for code in _regions(typed))
    found = [Suggestion(f"{name} ({code})", name, code) for name, code in named]
    none = next((one for one in ("none", "없음") if one.startswith(start)), None)
    return [*found, *([Suggestion(none, none)] if none else [])]


def _regions(typed: str) -> Sequence[str]:
    return regions_like(typed, MOST_SUGGESTED - 1)


def suggest_tracks(library: Library, typed: str) -> Sequence[Suggestion]:
    """Suggest tracks whose name holds what was typed."""
    found = [track for track in library.tracks() if typed.strip().casefold() in track.casefold()]
    return [Suggestion(track, track) for track in found[:MOST_SUGGESTED]]

"""Time zones as people name them: by a city, by a country with one zone, in their language."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

COMMON = (
    "Asia/Seoul",
    "Asia/Tokyo",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Kolkata",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Paris",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "Australia/Sydney",
    "UTC",
)

_CONTINENTS = frozenset(
    (
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    )
)
_OTHER_NAMES = {
    "utc": "UTC",
    "gmt": "UTC",
    "z": "UTC",
    "kst": "Asia/Seoul",
    "korea": "Asia/Seoul",
    "south korea": "Asia/Seoul",
    "한국": "Asia/Seoul",
    "서울": "Asia/Seoul",
    "부산": "Asia/Seoul",
    "jst": "Asia/Tokyo",
    "japan": "Asia/Tokyo",
    "일본": "Asia/Tokyo",
    "도쿄": "Asia/Tokyo",
    "beijing": "Asia/Shanghai",
    "베이징": "Asia/Shanghai",
    "상하이": "Asia/Shanghai",
    "홍콩": "Asia/Hong_Kong",
    "타이베이": "Asia/Taipei",
    "싱가포르": "Asia/Singapore",
    "방콕": "Asia/Bangkok",
    "mumbai": "Asia/Kolkata",
    "delhi": "Asia/Kolkata",
    "new delhi": "Asia/Kolkata",
    "india": "Asia/Kolkata",
    "두바이": "Asia/Dubai",
    "uk": "Europe/London",
    "런던": "Europe/London",
    "파리": "Europe/Paris",
    "germany": "Europe/Berlin",
    "독일": "Europe/Berlin",
    "베를린": "Europe/Berlin",
    "cet": "Europe/Berlin",
    "cest": "Europe/Berlin",
    "뉴욕": "America/New_York",
    "boston": "America/New_York",
    "washington": "America/New_York",
    "시카고": "America/Chicago",
    "la": "America/Los_Angeles",
    "로스앤젤레스": "America/Los_Angeles",
    "san francisco": "America/Los_Angeles",
    "seattle": "America/Los_Angeles",
    "샌프란시스코": "America/Los_Angeles",
    "밴쿠버": "America/Vancouver",
    "토론토": "America/Toronto",
    "시드니": "Australia/Sydney",
}
"""Names that mean one zone only. CST, IST, BST and the like mean several, and are not here."""


def zone_named(words: str) -> ZoneInfo | None:
    """Return the zone that ``Asia/Seoul``, ``new york`` or ``서울`` names, if it names one."""
    wanted = _plain(words)
    key = _OTHER_NAMES.get(wanted) or _by_key().get(wanted) or _by_city().get(wanted)
    return ZoneInfo(key) if key else None


def zones_like(typed: str, limit: int) -> Sequence[str]:
    """Return the zones one might be typing: those whose city begins so first."""
    start = _plain(typed)
    if not start:
        return COMMON[:limit]
    ranked = [(rank, key) for key in _keys() if (rank := _rank(key, start)) is not None]
    ranked += [(1, key) for name, key in _OTHER_NAMES.items() if name.startswith(start)]
    return list(dict.fromkeys(key for _, key in sorted(ranked)))[:limit]


def _rank(key: str, start: str) -> int | None:
    """How well a zone fits the beginning of a word; the fewer, the better."""
    city, whole = _city(key), _plain(key)
    if city.startswith(start):
        return 0
    if f" {start}" in city:
        return 2
    if whole.startswith(start):
        return 3
    return 4 if start in whole else None


@cache
def _keys() -> tuple[str, ...]:
    """The zones that are named by a city."""
    return tuple(sorted(k for k in available_timezones() if k.split("/")[0] in _CONTINENTS))


@cache
def _by_key() -> dict[str, str]:
    # Without those of one word: some of them, such as EST, mean something else than people do.
    return {_plain(key): key for key in available_timezones() if "/" in key}


@cache
def _by_city() -> dict[str, str]:
    """The zone of each city. Where two have one name, they are two names of one zone."""
    # The older name has fewer parts, and Asia/Istanbul comes before Europe/Istanbul.
    ordered = sorted(_keys(), key=lambda key: (key.count("/"), key))
    return {_city(key): key for key in ordered}


def _city(key: str) -> str:
    return _plain(key.rpartition("/")[2])


def _plain(words: str) -> str:
    # The joined form: file names on a Mac have Korean letters apart.
    spaced = re.sub(r"[\s_-]+", " ", unicodedata.normalize("NFKC", words).casefold())
    return re.sub(r" ?/ ?", "/", spaced).strip()

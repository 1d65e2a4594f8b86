"""Reads settings out of their texts. All raise ``ValueError`` that says what to write."""

import datetime as dt
import re
from collections.abc import Callable
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from tzlocal import get_localzone_name

Shards = tuple[tuple[int, ...], int]
"""The numbers of some shards, and how many there are in all."""
LEVELS = ("debug", "info", "warning", "error")
FORMATS = ("console", "json")
LANGUAGES = ("en", "ko")
"""Those in which meanings can be compared."""
LARGEST_PORT = 65_535
LONGEST_RING = 3_600
"""Seconds: a lesson may come late by as much."""
YES_OR_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
MOST_PER_MINUTE = 1_000_000
SHORTEST_PAGE_TOKEN, LONGEST_PAGE_TOKEN = 16, 200
"""Characters. Sixteen hexadecimal digits are 64 bits: at six tries a minute, out of reach."""
LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
_POSTGRESQL = re.compile(r"postgres(ql)?://[^\s/?#]+/[^\s/?#]+(\?[^\s#]*)?")
_ADDRESS = re.compile(r"https?://[^\s/?#@\\]+(/[^\s?#\\]*)?")


def port(text: str) -> int:
    """Read the number of a port."""
    if text.isdecimal() and int(text) <= LARGEST_PORT:
        return int(text)
    message = f"a port is a number from 0 to {LARGEST_PORT}"
    raise ValueError(message)


def names(text: str) -> tuple[str, ...]:
    """Read words with commas between."""
    return tuple(name.strip().casefold() for name in text.split(",") if name.strip())


def languages(text: str) -> tuple[str, ...]:
    """Read the codes of languages with commas between."""
    read = names(text)
    if not read or set(read) - set(LANGUAGES):
        message = f"these are {' and '.join(LANGUAGES)}, with a comma between"
        raise ValueError(message)
    return tuple(dict.fromkeys(read))


def zone(text: str) -> ZoneInfo:
    """Read a time zone; ``local`` is this machine's."""
    try:
        return ZoneInfo(_local_zone() if text == "local" else text)
    except (KeyError, ValueError, OSError) as error:
        message = "a time zone is written like Europe/Berlin or Asia/Seoul"
        raise ValueError(message) from error


def _local_zone() -> str:
    try:
        return get_localzone_name() or "UTC"
    except (LookupError, ValueError, OSError):
        return "UTC"


def time_of_day(text: str) -> dt.time:
    """Read a time of day."""
    try:
        return dt.datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 -- a time of day only
    except ValueError as error:
        message = "a time is written like 08:00"
        raise ValueError(message) from error


def seconds(text: str) -> float:
    """Read a number of seconds."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if 0 < seconds <= LONGEST_RING:
        return seconds
    message = "it is a number of seconds, above 0 and at most 3,600"
    raise ValueError(message)


def level(text: str) -> str:
    """Read how much to log."""
    if text.casefold() in LEVELS:
        return text.casefold()
    message = f"it is one of {', '.join(LEVELS)}"
    raise ValueError(message)


def log_format(text: str) -> str:
    """Read how to log."""
    if text.casefold() in FORMATS:
        return text.casefold()
    message = f"it is one of {', '.join(FORMATS)}"
    raise ValueError(message)


def database(text: str) -> str:
    """Read the address of a database, as SQLAlchemy is to be given it."""
    if re.fullmatch("sqlite:///[^?:][^?]*", text):
        return text.replace("sqlite:", "sqlite+aiosqlite:", 1)
    if _POSTGRESQL.fullmatch(text) and _has_parts(text):
        return "postgresql+asyncpg://" + text.partition("://")[2]
    message = (
        "it is written like sqlite:///data/homeroom.db"
        " or postgresql://name:password@host:5432/homeroom"
    )
    raise ValueError(message)


def _has_parts(address: str) -> bool:
    """Tell whether an address can be taken apart: its port is a number, its brackets are a pair."""
    try:
        return urlsplit(address).port != 0
    except ValueError:
        return False


def yes_or_no(text: str) -> bool:
    """Read whether something is so."""
    if text.casefold() in YES_OR_NO:
        return YES_OR_NO[text.casefold()]
    message = "write yes or no"
    raise ValueError(message)


def per_minute(text: str) -> int:
    """Read how often a minute."""
    if text.isascii() and text.isdecimal() and int(text) <= MOST_PER_MINUTE:
        return int(text)
    message = f"it is a number from 0, which is no limit, to {MOST_PER_MINUTE:,}"
    raise ValueError(message)


def page_token(text: str) -> str:
    """Read the page's token: long enough that nobody guesses it."""
    if re.fullmatch(f"[!-~]{{{SHORTEST_PAGE_TOKEN},{LONGEST_PAGE_TOKEN}}}", text):
        return text
    message = (
        f"it is one word of {SHORTEST_PAGE_TOKEN} to {LONGEST_PAGE_TOKEN} letters, digits and"
        " signs. Make one: openssl rand -hex 20"
    )
    raise ValueError(message)


def shards(text: str) -> Shards | None:
    """Read which of a number of shards are meant: ``0-3/16``, ``1,5/8``; nothing is all."""
    if not text:
        return None
    if found := re.fullmatch(r"(\d{1,5}(?:-\d{1,5})?(?:,\d{1,5}(?:-\d{1,5})?)*)/(\d{1,5})", text):
        parts = [part.partition("-") for part in found[1].split(",")]
        numbers = [n for first, _, last in parts for n in range(int(first), int(last or first) + 1)]
        count = int(found[2])
        backward = any(int(last or first) < int(first) for first, _, last in parts)
        if not backward and len(set(numbers)) == len(numbers) and max(numbers) < count:
            return tuple(numbers), count
    message = "it is written like 0-3/16: the shards from 0 to 3 of 16, which are 0 to 15"
    raise ValueError(message)


def token(text: str) -> str:
    """Read something secret: one word."""
    if re.fullmatch(r"[!-~]+", text):
        return text
    message = "a token is one word of letters, digits and dots, without “Bot ” before it"
    raise ValueError(message)


def web_address(text: str) -> str:
    """Read a server's address, https, or http on this machine; leave out a slash at its end."""
    try:
        parts = urlsplit(text)
        plain = parts.scheme == "http" and parts.hostname in LOCAL
        # Reading the port finds out whether it is one.
        whole = parts.hostname and (parts.port is None or parts.port)
    except ValueError:
        whole = plain = False
    if whole and (plain or parts.scheme == "https") and _ADDRESS.fullmatch(text):
        return text.rstrip("/")
    message = "it is written like https://homeroom.example.org"
    raise ValueError(message)


def or_nothing(read: Callable[[str], str]) -> Callable[[str], str]:
    """Return what reads a value that may as well be empty."""
    return lambda text: read(text) if text else ""

"""Reads the values of the settings for backups."""

import datetime as dt
import re

from bot.domain.retention import Keep

LONGEST = 24 * 31
"""Hours: who wants a backup less often takes it by hand."""
_KEEP = re.compile(r"(\d{1,4}) daily, (\d{1,4}) weekly, (\d{1,4}) monthly")


def hours(text: str) -> dt.timedelta:
    """Read a number of hours; 0 is never. Raises ``ValueError`` that says what to write."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if number == 0 or 1 <= number <= LONGEST:
        return dt.timedelta(hours=number)
    message = f"it is a number of hours from 1 to {LONGEST}, or 0 for never"
    raise ValueError(message)


def keep(text: str) -> Keep:
    """Read how many are kept. Raises ``ValueError`` that says what to write."""
    if found := _KEEP.fullmatch(text):
        return Keep(*map(int, found.groups()))
    message = "it is written like: 7 daily, 4 weekly, 12 monthly"
    raise ValueError(message)

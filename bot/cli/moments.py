"""Times on the command line."""

import argparse
import datetime as dt


def moment(text: str) -> dt.datetime:
    """Read a time with its zone, such as 2026-11-26T08:00Z."""
    try:
        read = dt.datetime.fromisoformat(text)
    except ValueError:
        read = dt.datetime.min  # noqa: DTZ901 -- it has no zone, and so is refused
    if read.tzinfo is None:
        message = "a time is written like 2026-11-26T08:00Z"
        raise argparse.ArgumentTypeError(message)
    return read.astimezone(dt.UTC)

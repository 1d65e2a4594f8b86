"""The machine: its clock, its disk, its rules of time zones."""

import datetime as dt
import shutil
from collections.abc import Mapping
from pathlib import Path

from bot.core import zone_rules
from bot.core.findings import Finding, Level
from bot.delivery.jumps import MOST_SKEW

LEAST_SHARE, LEAST_BYTES = 0.10, 500_000_000
"""Of a disk that must be free: below either there is trouble ahead."""
NEW_RULES_EVERY = 2
"""Years: each year brings some editions of the rules, so that older ones surely lack something."""


def clock(now: dt.datetime, skews: Mapping[str, dt.timedelta]) -> Finding:
    """Tell the time, and how far it is from the platforms'."""
    said = f"{now:%Y-%m-%d %H:%M:%S} UTC"
    wrong = {name: skew for name, skew in skews.items() if abs(skew) > MOST_SKEW}
    if not wrong:
        like = f", as {' and '.join(skews)} have it" if skews else ""
        return Finding("Clock", f"{said}{like}.")
    name, skew = next(iter(wrong.items()))
    way = "behind" if skew > dt.timedelta() else "ahead of"
    mend = "Set it right, and keep it so: timedatectl set-ntp true. Until then nothing is posted."
    return Finding("Clock", f"{said}, {abs(skew)} {way} {name}'s.", Level.WRONG, mend)


def zones(now: dt.datetime) -> Finding:
    """Tell which edition of the rules of time zones is gone by."""
    edition, whose = zone_rules.rules()
    mend = (
        "Update tzdata with the system's packages, and start again."
        if whose == zone_rules.SYSTEM
        else "Update Homeroom: it brings them along."
    )
    if not edition:
        said = f"those of {whose}, without an edition."
        return Finding("Time zones", said, Level.NOTE, mend)
    said, age = f"edition {edition}, of {whose}.", now.year - int(edition[:4])
    if age >= NEW_RULES_EVERY:
        return Finding("Time zones", f"{said} That is years old.", Level.WRONG, mend)
    if age:
        return Finding("Time zones", f"{said} That is last year's.", Level.NOTE, mend)
    return Finding("Time zones", said)


def disk(folder: Path) -> Finding:
    """Tell how much room there is where the data is."""
    total, _, free = shutil.disk_usage(folder)
    return room(folder, total, free)


def room(folder: Path, total: int, free: int) -> Finding:
    """Tell whether so many bytes of so many are enough."""
    said = f"{megabytes(free)} free of {megabytes(total)} under {folder}."
    if free < LEAST_BYTES or free < LEAST_SHARE * total:
        mend = "Make room, or move data_dir. When it is full, nothing is posted any more."
        return Finding("Disk", said, Level.WRONG, mend)
    return Finding("Disk", said)


def megabytes(size: int) -> str:
    """Return a size as people read it."""
    for unit, one in (("GB", 1_000_000_000), ("MB", 1_000_000)):
        if size >= one:
            return f"{size / one:,.1f} {unit}"
    return f"{size / 1_000:,.0f} kB"

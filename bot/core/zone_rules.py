"""Which edition of the world's rules of time zones this process goes by."""

import re
import zoneinfo
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_EDITION = re.compile(r"# version (\d{4}[a-z]+)")
_PACKAGE = re.compile(r"(\d{4})\.(\d+)")
_FIRST_LINE = 40
"""Characters of a file that are read: its first line is shorter."""


SYSTEM, PACKAGE = "the system", "the package tzdata"


def edition() -> str:
    """Return the edition, such as ``2025b``; empty if it can't be told."""
    return rules()[0]


def rules() -> tuple[str, str]:
    """Return the edition, or nothing if it can't be told, and whose it is.

    ``zoneinfo`` takes the system's rules first, and those of the package ``tzdata`` only where the
    system has none (docs.python.org, zoneinfo, "Configuring the data sources").
    """
    for folder in map(Path, zoneinfo.TZPATH):
        if (folder / "UTC").exists():
            return _of_system(folder), SYSTEM
    try:
        found = _PACKAGE.match(version("tzdata"))
    except PackageNotFoundError:
        return "", PACKAGE
    return (f"{found[1]}{chr(ord('a') + int(found[2]) - 1)}" if found else ""), PACKAGE


def _of_system(folder: Path) -> str:
    try:
        with (folder / "tzdata.zi").open(encoding="utf-8") as file:
            found = _EDITION.match(file.read(_FIRST_LINE))
    except (OSError, UnicodeDecodeError):
        return ""
    return found[1] if found else ""


def number(named: str) -> int:
    """Return an edition as a number that grows with it: ``2025b`` is 202502; 0 if it is none."""
    if not re.fullmatch(r"\d{4}[a-z]", named):
        return 0
    return int(named[:4]) * 100 + ord(named[4]) - ord("a") + 1

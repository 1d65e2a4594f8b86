"""What an examination of the program finds, line by line."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from bot.core.ports import Obstacle


class Level(Enum):
    """Whether somebody has to do something about a finding."""

    WELL = "ok"
    NOTE = "note"
    """Worth knowing; everything works without anybody's doing."""
    WRONG = "mend"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, what was found, and what to do about it."""

    about: str
    said: str
    level: Level = Level.WELL
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found about a platform.

    ``obstacles`` are those of schedules, by number; ``skew`` is the platform's clock less ours, if
    it could be asked.
    """

    findings: Sequence[Finding]
    obstacles: Mapping[int, Sequence[Obstacle]] = field(default_factory=dict)
    skew: dt.timedelta | None = None

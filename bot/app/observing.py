"""What is told of the running program, and where."""

from collections.abc import Sequence

from bot.content.watching import WatchedFolder
from bot.core import readiness
from bot.core.command import Command
from bot.core.ports import Clock, Library
from bot.core.readiness import Readiness
from bot.settings import Settings
from bot.storage.census import SqlCounts
from bot.storage.database import Engine
from bot.telemetry.exposing import Telemetry
from bot.telemetry.meter import PrometheusMeter


def platforms_of(settings: Settings) -> Sequence[str]:
    """Return the names of the platforms that there is something to post on."""
    there = {
        "web": True,
        "discord": settings.discord_token,
        "slack": settings.slack_bot_token or settings.slack_client_id,
    }
    return [name for name, wanted in there.items() if wanted]


def telemetry_over(
    settings: Settings,
    clock: Clock,
    engine: Engine,
    found: Sequence[Command],
    library: Library,
    lessons: WatchedFolder,
) -> Telemetry:
    """Return what counts and tells of everything."""
    counts = SqlCounts(engine)

    def faults() -> int:
        return len(lessons.reading.faults)

    checks = [readiness.database(counts), readiness.lessons(library, faults)]
    meter = PrometheusMeter(
        platforms_of(settings),
        (command.name for command in found),
        clock.monotonic,
    )
    return Telemetry(meter, clock, counts, library, faults, Readiness(checks))

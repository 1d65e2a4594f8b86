"""What a command has at hand while it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.core.command import Command
from bot.core.holidays import NO_HOLIDAYS
from bot.core.ports import Channels, Clock, Holidays, Library, Store
from bot.core.request import Asker, Place


@dataclass(frozen=True, slots=True)
class Context:
    """Who asks and where, the lessons, the records, the time, and what else one can ask.

    ``channels`` is what the asker's platform knows of its channels, if it knows anything.
    """

    place: Place
    asker: Asker
    library: Library
    store: Store
    clock: Clock
    zone: ZoneInfo
    commands: Sequence[Command]
    channels: Channels | None = None
    holidays: Holidays = NO_HOLIDAYS

    @property
    def language(self) -> str:
        """The asker's language."""
        return self.asker.language

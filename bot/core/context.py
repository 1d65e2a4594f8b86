"""What a command has at hand while it answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.core.command import Command
from bot.core.holidays import NO_HOLIDAYS
from bot.core.lookups import Lookups
from bot.core.ports import NO_MISSES, Channels, Clock, Holidays, Library, Misses, Store
from bot.core.request import Asker, Place


@dataclass(frozen=True, slots=True)
class Context:
    """Who asks and where, the lessons, the records, the time, and what else one can ask.

    ``channels`` is what the asker's platform knows of its channels, if it knows anything.
    ``library`` finds what was taught where it is asked, too.
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
    misses: Misses = NO_MISSES
    lookups: Lookups = field(default_factory=Lookups)

    def looked_up(self, entry_id: str) -> None:
        """Count that a term or an FAQ entry was shown to somebody who asked for it."""
        self.lookups.add(entry_id)

    @property
    def language(self) -> str:
        """The asker's language."""
        return self.asker.language

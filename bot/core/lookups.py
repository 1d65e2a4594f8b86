"""How often entries are looked up, until it is written down."""

from collections import Counter
from collections.abc import Mapping
from threading import Lock


class Lookups:
    """Counts the entries that were shown to somebody who asked for them; by nobody's name."""

    def __init__(self) -> None:
        self._counted: Counter[str] = Counter()
        self._lock = Lock()

    def add(self, entry_id: str, times: int = 1) -> None:
        """Count an entry."""
        with self._lock:
            self._counted[entry_id] += times

    def take(self) -> Mapping[str, int]:
        """Return what was counted, and begin anew."""
        with self._lock:
            counted, self._counted = self._counted, Counter()
        return counted

    def give_back(self, counted: Mapping[str, int]) -> None:
        """Count again what was taken and could not be written down."""
        with self._lock:
            self._counted.update(counted)

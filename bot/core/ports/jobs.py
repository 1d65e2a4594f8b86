"""What there is to do for whoever works: carried by a queue, remembered by the ledger."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do. ``line`` is what it is done beside: no line holds up another.

    In a line what has the higher ``priority`` comes first. Of two jobs with one key there is one.
    """

    line: str
    what: str
    priority: int = 0

    @property
    def key(self) -> str:
        """The name of it, in all lines."""
        return f"{self.line}:{self.what}"


Perform = Callable[[Job], Awaitable[float]]
"""Does a job. Returns 0, or the seconds after which it is to be done again; nothing was, then."""


class Jobs(Protocol):
    """A queue of jobs. It may lose all of them: the ledger knows what there is to do."""

    async def put(self, jobs: Sequence[Job]) -> None:
        """Have jobs done; what is there already, or is being done, is left out."""

"""A time after which a request must not leave any more.

A process may be stopped, or its machine sleep, between the note that something is being sent and
the request itself. When it goes on, others may long have looked for the post and sent it again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from bot.core.ports import Clock
from bot.errors import SendPostponed


@dataclass(slots=True, eq=False)
class Fence:
    """What is requested within it leaves by a time on the clock that ``now`` reads, or never.

    ``unclear`` once a request left and got no clear answer: what is said of a later one, that it
    was refused or did not leave, says nothing of that.
    """

    now: Callable[[], float]
    by: float
    unclear: bool = False


_FENCE: ContextVar[Fence | None] = ContextVar("fence", default=None)


@contextmanager
def leaving_by(clock: Clock, by: float) -> Iterator[Fence]:
    """Let nothing that is requested here leave after ``by``, in ``clock.monotonic()`` seconds.

    They go on while the machine sleeps.
    """
    fence = Fence(clock.monotonic, by)
    before = _FENCE.set(fence)
    try:
        yield fence
    finally:
        _FENCE.reset(before)


def check_fence() -> None:
    """To be called when a request is about to leave. Raises ``SendPostponed`` if it is too late.

    What is requested without a fence may always leave.
    """
    fence = _FENCE.get()
    if fence is not None and fence.now() > fence.by:
        raise SendPostponed(why="Homeroom stood still before it could be sent")


def note_unclear() -> None:
    """To be called when a request has left and got no clear answer: it may be repeated here."""
    fence = _FENCE.get()
    if fence is not None:
        fence.unclear = True

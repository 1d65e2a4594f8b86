"""What all processes that speak with one token may request of its platform together."""

from typing import Protocol


class Budget(Protocol):
    """The turns of one token. Each process keeps to its own pace, and takes a turn here, too.

    Whoever implements it also tells the process's pace of the pauses that others were asked for.
    """

    async def take(self, longest: float) -> float:
        """Wait for the next turn among all processes, and take it; return 0.

        If it is more than ``longest`` seconds off, or there is a pause, none is taken: return the
        seconds until it is worth asking again. Raises ``SendPostponed`` if it can't be known whose
        turn it is.
        """

    async def leave(self) -> None:
        """Wait until a request that had its turn may leave: not too many in any second.

        Between its turn and this it may have been held up. Raises ``SendPostponed`` as ``take``.
        """

    async def pause(self, seconds: float, channel: str = "") -> None:
        """Let nobody have a turn for so long, as the platform asked; tell all other processes.

        With ``channel``, only what goes there has to wait.
        """

"""Wakes the open tabs when there is something new."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Feed:
    """The tabs that listen. What is new they read from the posts, so none is lost or doubled."""

    def __init__(self) -> None:
        self._bells: set[asyncio.Event] = set()
        self.closed = False

    def ring(self) -> None:
        """Wake every listener."""
        for bell in self._bells:
            bell.set()

    def close(self) -> None:
        """Send every listener home."""
        self.closed = True
        self.ring()

    def open(self) -> None:
        """Let listeners in, again if it was closed."""
        self.closed = False

    @contextmanager
    def listening(self) -> Iterator[asyncio.Event]:
        """Give a listener its bell for as long as it listens."""
        bell = asyncio.Event()
        self._bells.add(bell)
        try:
            yield bell
        finally:
            self._bells.discard(bell)

    def __len__(self) -> int:
        return len(self._bells)

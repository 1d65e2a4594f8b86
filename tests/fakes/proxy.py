"""A network between two programs that can be cut."""

import asyncio
from contextlib import suppress
from typing import Self


class Proxy:
    """Passes on what is said to a port, until it is cut.

    ``silent``: nothing comes through, and nobody is told; that is how a network fails.
    """

    def __init__(self, port: int) -> None:
        self._to = port
        self._open = asyncio.Event()
        self._open.set()
        self._lines: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self.port = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        self.well()
        self.hang_up()

    def silent(self) -> None:
        """Let nothing through any more."""
        self._open.clear()

    def well(self) -> None:
        """Let everything through again, also what waited."""
        self._open.set()

    def hang_up(self) -> None:
        """Break every connection there is."""
        for line in self._lines:
            line.transport.abort()
        self._lines.clear()

    async def _connected(self, here: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        self._lines.add(back)
        with suppress(OSError):
            await self._open.wait()
            there, on = await asyncio.open_connection("127.0.0.1", self._to)
            self._lines.add(on)
            await asyncio.gather(self._pass(here, on), self._pass(there, back))
        back.close()

    async def _pass(self, said: asyncio.StreamReader, on: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while some := await said.read(1 << 16):
                await self._open.wait()
                on.write(some)
                await on.drain()
        on.close()

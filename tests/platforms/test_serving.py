"""What listens reads only so much, and waits only so long: over real sockets."""

import asyncio
import contextlib
import time
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from bot.core.clock import SystemClock
from bot.platforms.slack.admission.http_server import HttpServer
from bot.serving import FIELDS_MAX, LINGER, Patience
from tests.fakes.school import school

SHORT = Patience(head=0.3, body=0.3)
SOON = 1.5 + LINGER
"""Seconds within which all is over, on a busy machine, too."""


@asynccontextmanager
async def page() -> AsyncIterator[int]:
    async with school(patience=SHORT) as it:
        yield it.classroom.port


@asynccontextmanager
async def slack() -> AsyncIterator[int]:
    async with HttpServer(None, SystemClock(), port=0, patience=SHORT) as server:
        yield server.port


Opened = Callable[[], AbstractAsyncContextManager[int]]
LISTENING = pytest.mark.parametrize("opened", [page, slack])


async def sent(port: int, *pieces: bytes, pause: float = 0.0) -> tuple[bytes, float]:
    """What comes back until the server hangs up, and after how many seconds it did."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    began = time.monotonic()

    async def send() -> None:
        with contextlib.suppress(OSError):
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(pause)

    sending = asyncio.create_task(send())
    answer = b""
    with contextlib.suppress(OSError):
        async with asyncio.timeout(10):
            while piece := await reader.read(65_536):
                answer += piece
    sending.cancel()
    writer.close()
    return answer, time.monotonic() - began


def head(path: str, *lines: str, method: str = "POST") -> bytes:
    first = [f"{method} {path} HTTP/1.1", "Host: localhost", "Content-Type: application/json"]
    return "\r\n".join([*first, *lines, "", ""]).encode()


@LISTENING
async def test_a_connection_that_asks_nothing_is_closed(opened: Opened) -> None:
    async with opened() as port:
        answer, took = await sent(port)
    assert answer == b""
    assert took < SOON


@LISTENING
async def test_a_head_that_never_ends_is_cut_off(opened: Opened) -> None:
    drip = [b"GET / HTTP/1.1\r\n", *[b"X-Slow: 1\r\n"] * 50]
    async with opened() as port:
        answer, took = await sent(port, *drip, pause=0.05)
    assert b"200 OK" not in answer
    assert took < SOON


@LISTENING
async def test_headers_without_end_are_refused(opened: Opened) -> None:
    many = [f"X-{n}: 1".encode() + b"\r\n" for n in range(FIELDS_MAX * 2)]
    async with opened() as port:
        answer, _ = await sent(port, b"GET / HTTP/1.1\r\nHost: localhost\r\n", *many, b"\r\n")
        long, _ = await sent(port, b"GET / HTTP/1.1\r\nX: ", *[b"a" * 1_000] * 200)
        query, _ = await sent(port, b"GET /api/complete?line=" + b"a" * 20_000 + b" HTTP/1.1\r\n")
    for refused in (answer, long, query):
        assert refused.startswith((b"HTTP/1.0 400", b"HTTP/1.1 400"))


async def test_a_body_that_comes_too_slowly_is_refused() -> None:
    async with page() as port:
        drip = [head("/api/say", "Content-Length: 5000"), *[b"a"] * 100]
        answer, took = await sent(port, *drip, pause=0.05)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert took < SOON


async def test_a_body_that_is_too_large_is_refused() -> None:
    async with page() as port:
        whole, _ = await sent(port, head("/api/say", "Content-Length: 20000"), b"a" * 20_000)
        chunks = [b"1000\r\n" + b"a" * 0x1000 + b"\r\n"] * 100
        chunked, took = await sent(
            port, head("/api/say", "Transfer-Encoding: chunked"), *chunks, pause=0.01
        )
    assert whole.startswith(b"HTTP/1.1 413 ")
    assert chunked.startswith(b"HTTP/1.1 413 ")
    assert took < SOON


async def test_a_body_is_not_unpacked() -> None:
    async with page() as port:
        small = zlib.compress(b'{"line": "/echo ' + b"a" * 10_000_000 + b'"}')
        lines = (f"Content-Length: {len(small)}", "Content-Encoding: deflate", "Connection: close")
        answer, _ = await sent(port, head("/api/say", *lines), small)
    assert len(small) < 16_000
    assert answer.startswith(b"HTTP/1.1 400 ")


async def test_a_body_where_none_belongs_is_not_kept() -> None:
    async with slack() as port:
        lines = ("Content-Length: 2000000",)
        answer, took = await sent(
            port, head("/slack/livez", *lines, method="GET"), b"a" * 2_000_000
        )
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert took < SOON


async def test_others_are_answered_meanwhile() -> None:
    async with school(patience=Patience(head=5, body=5)) as it:
        held = [await asyncio.open_connection("127.0.0.1", it.classroom.port) for _ in range(200)]
        for _, writer in held:
            writer.write(head("/api/say", "Content-Length: 5000") + b"a")
        assert (await it.say("/echo hi"))[0] == 200
        for _, writer in held:
            writer.close()

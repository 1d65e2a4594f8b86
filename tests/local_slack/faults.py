"""What goes wrong with a request, on purpose."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable

from aiohttp import web

from tests.local_slack.world import Json

Do = Callable[[], Json]


class Faults:
    """For each method, the faults that the next requests meet.

    Kinds: ``drop after`` (done, no answer), ``500 after``, ``503``, ``hang`` (done, no answer for
    long), ``hang before`` (not done, no answer for long), ``late`` (no answer, and done only when
    ``late`` is set), ``reset before``, ``429``, ``error:WORD``, ``error after:WORD``. An empty kind
    lets one request pass.
    """

    def __init__(self) -> None:
        self._waiting: dict[str, deque[str]] = defaultdict(deque)
        self.retry_after = 1
        self.hanging = 60.0
        self.late = asyncio.Event()
        self.met = 0
        """How many requests went wrong."""

    def add(self, method: str, kind: str, times: int = 1) -> None:
        """Have the next requests go wrong."""
        self._waiting[method].extend([kind] * times)

    def clear(self) -> None:
        """Let everything go well again."""
        self._waiting.clear()

    async def answer(self, request: web.Request, method: str, do: Do) -> web.StreamResponse:
        """Do what was asked, or what goes wrong instead."""
        kind = self._waiting[method].popleft() if self._waiting[method] else ""
        self.met += bool(kind)
        match kind.partition(":"):
            case ("", _, _):
                return web.json_response(do())
            case ("429", _, _):
                headers = {"Retry-After": str(self.retry_after)}
                body = {"ok": False, "error": "ratelimited"}
                return web.json_response(body, status=429, headers=headers)
            case ("503", _, _):
                return web.Response(status=503, text="unavailable")
            case ("error", _, word):
                return web.json_response({"ok": False, "error": word})
            case ("error after", _, word):
                do()
                return web.json_response({"ok": False, "error": word})
            case ("500 after", _, _):
                do()
                return web.Response(status=500, text="fault")
            case _:
                return await self._dropped(request, kind, do)

    async def _dropped(self, request: web.Request, kind: str, do: Do) -> web.StreamResponse:
        if kind == "late":
            await self.late.wait()
        if kind not in {"reset before", "hang before"}:
            do()
        if kind in {"hang", "hang before"}:
            await asyncio.sleep(self.hanging)
        # Whoever asked may have gone long ago.
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

"""No request to Slack leaves later than it may."""

from types import SimpleNamespace

import aiohttp

from bot.core.fence import check_fence


class Fenced(aiohttp.TraceConfig):
    """What every session that requests go over is given."""

    def __init__(self) -> None:
        super().__init__()
        # Called before each of them is written: nothing comes between.
        self.on_request_headers_sent.append(self._leaves)
        self.on_request_chunk_sent.append(self._leaves)

    async def _leaves(
        self, _session: aiohttp.ClientSession, _context: SimpleNamespace, _written: object
    ) -> None:
        check_fence()

"""Not more posts a second than Discord bears."""

import asyncio

POSTS_PER_SECOND = 40.0
"""Below Discord's 50 requests a second for a bot (docs.discord.com, topics/rate-limits): answers
go out beside the posts."""


class Pace:
    """Lets so many a second pass, evenly, each in its turn."""

    def __init__(self, per_second: float = POSTS_PER_SECOND) -> None:
        self._between = 1 / per_second
        self._next = 0.0

    async def wait(self) -> None:
        """Return when it is one's turn."""
        loop = asyncio.get_running_loop()
        turn = max(self._next, loop.time())
        self._next = turn + self._between
        if turn > loop.time():
            await asyncio.sleep(turn - loop.time())

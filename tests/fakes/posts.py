"""Posts in memory."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bot.core.ports import Post
from bot.core.reply import Reply


class MemoryPosts:
    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Post] = {}

    async def add(self, channel: str, key: str, reply: Reply, at: dt.datetime) -> Post:
        return self._kept.setdefault((channel, key), Post(len(self._kept) + 1, reply, at))

    async def find(self, channel: str, key: str) -> Post | None:
        return self._kept.get((channel, key))

    async def change(self, channel: str, key: str, reply: Reply) -> bool:
        kept = self._kept.get((channel, key))
        if kept is not None:
            self._kept[channel, key] = replace(kept, reply=reply)
        return kept is not None

    async def latest(self, channel: str, limit: int) -> Sequence[Post]:
        return [post for (there, _), post in self._kept.items() if there == channel][-limit:]

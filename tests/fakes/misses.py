"""What nobody could answer, in memory."""

import asyncio
import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

from bot.core.ports import Miss, Taught
from bot.core.request import Place
from bot.domain.asked import asked_id, canonical, harmless


class FakeMisses:
    """``core.ports.Misses``. With ``trouble`` nothing can be noted; ``stuck``, it never ends."""

    def __init__(self, trouble: Exception | None = None, *, stuck: bool = False) -> None:
        self.trouble, self.stuck = trouble, stuck
        self._misses: dict[str, Miss] = {}
        self._taught: dict[str, Taught] = {}
        self._asked: dict[str, int] = {}

    async def note(
        self,
        place: Place,
        command: str,
        words: str,
        language: str,
        at: dt.datetime,
        *,
        unsure: bool,
    ) -> None:
        if self.stuck:
            await asyncio.Event().wait()
        if self.trouble:
            raise self.trouble
        kept = harmless(words)
        if not kept:
            return
        key = asked_id(place.platform, place.server, command, kept)
        where = (place.platform, place.server)
        new = Miss(key, command, kept, language, *where, 0, 0, first=at, last=at)
        old = self._misses.get(key, new)
        self._misses[key] = dataclasses.replace(
            old,
            language=language,
            times=old.times + (not unsure),
            unsure=old.unsure + unsure,
            last=at,
        )

    async def misses(
        self, platform: str | None = None, server: str | None = None, *, limit: int = 50
    ) -> Sequence[Miss]:
        there = [
            one
            for one in self._misses.values()
            if platform in {None, one.platform} and server in {None, one.server}
        ]
        return sorted(there, key=lambda one: -(one.times + one.unsure))[:limit]

    async def miss(self, miss_id: str) -> Miss | None:
        return self._misses.get(miss_id)

    async def teach(self, taught: Taught, at: dt.datetime) -> None:
        self._taught[taught.id] = taught
        for one in list(self._misses.values()):
            here = not taught.server or (one.platform, one.server) == (
                taught.platform,
                taught.server,
            )
            if here and canonical(one.words) == canonical(taught.words):
                del self._misses[one.id]

    async def unteach(self, taught_id: str) -> bool:
        return self._taught.pop(taught_id, None) is not None

    async def taught(self) -> Sequence[Taught]:
        return list(self._taught.values())

    async def add_asked(self, asked: Mapping[str, int]) -> None:
        for entry_id, times in asked.items():
            self._asked[entry_id] = self._asked.get(entry_id, 0) + times

    async def asked(self) -> Mapping[str, int]:
        return dict(self._asked)

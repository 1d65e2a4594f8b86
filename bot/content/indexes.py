"""The indexes over some lessons: made once, kept on disk as they are, the same for all threads."""

import logging
from collections.abc import Sequence
from functools import cached_property
from typing import Protocol, Self, TypeVar

from bot.content.caching import Cache
from bot.content.finding.mentions import Mentions
from bot.content.finding.questions import FaqIndex
from bot.content.finding.searching.search import SearchIndex
from bot.content.finding.tables.columns import Columns
from bot.content.finding.tables.flat import pack, unpack
from bot.content.finding.terms import TermIndex
from bot.content.finding.titles import TitleIndex
from bot.domain.lesson import Lesson

log = logging.getLogger(__name__)

NAME = "index"
"""What the files of the cache are called, with the name of each index behind it."""


class Index(Protocol):
    """An index over some lessons, which lies on disk in columns."""

    def __init__(self, lessons: Sequence[Lesson], columns: Columns | None = None) -> None: ...

    @classmethod
    def columns_of(cls, lessons: Sequence[Lesson]) -> Columns:
        """Return what an index over some lessons is made of."""


Kind = TypeVar("Kind", bound=Index)


class Indexes:
    """What finds terms, questions and titles in some lessons. Never changed.

    Each is made, or taken from the cache, when it is first asked: a start need not wait for all.
    """

    def __init__(
        self, lessons: Sequence[Lesson], cache: Cache | None = None, key: bytes = b""
    ) -> None:
        """Find in these lessons. Under their ``key``, if they have one, indexes are cached."""
        self._lessons = lessons
        self._cache = cache if key else None
        self._key = key

    def prepare(self) -> Self:
        """Have all of them ready."""
        _ = (self.terms, self.questions, self.titles, self.mentions, self.search)
        return self

    @cached_property
    def terms(self) -> TermIndex:
        """The terms by name."""
        return self._index("terms", TermIndex)

    @cached_property
    def questions(self) -> FaqIndex:
        """The questions that have an answer."""
        return self._index("questions", FaqIndex)

    @cached_property
    def titles(self) -> TitleIndex:
        """The lessons by title."""
        return self._index("titles", TitleIndex)

    @cached_property
    def mentions(self) -> Mentions:
        """The terms as they occur in messages."""
        return self._index("mentions", Mentions)

    @cached_property
    def search(self) -> SearchIndex:
        """All that is said anywhere."""
        return self._index("search", SearchIndex)

    def _index(self, name: str, kind: type[Kind]) -> Kind:
        return self._kept(name, kind) or self._made(name, kind)

    def _kept(self, name: str, kind: type[Kind]) -> Kind | None:
        data = self._cache.load(f"{NAME}-{name}", self._key) if self._cache else None
        if data is None:
            return None
        try:
            # The cache has a checksum of its own.
            return kind(self._lessons, Columns(unpack(data, is_whole=True)))
        except ValueError as error:
            log.info("the index of %s that was kept can't be used: %s", name, error)
            return None

    def _made(self, name: str, kind: type[Kind]) -> Kind:
        columns = kind.columns_of(self._lessons)
        if self._cache:
            self._cache.save(f"{NAME}-{name}", self._key, pack(columns))
        return kind(self._lessons, columns)

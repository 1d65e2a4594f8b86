"""The indexes over some lessons: made once, kept on disk as they are, the same for all threads."""

import logging
from collections.abc import Sequence

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


class Indexes:
    """What finds terms, questions and titles in some lessons. Built once, never changed."""

    def __init__(
        self, lessons: Sequence[Lesson], cache: Cache | None = None, key: bytes = b""
    ) -> None:
        """Take the indexes from a cache, where they are kept under the key of these lessons."""
        columns = _kept(cache, key) if cache and key else None
        if columns is None:
            columns = _made(lessons)
            if cache and key:
                cache.save(NAME, key, pack(columns))
        self.terms = TermIndex(lessons, columns.part("terms"))
        self.questions = FaqIndex(lessons, columns.part("questions"))
        self.titles = TitleIndex(lessons, columns.part("titles"))
        self.mentions = Mentions(lessons, columns.part("mentions"))
        self.search = SearchIndex(lessons, columns.part("search"))


def _made(lessons: Sequence[Lesson]) -> Columns:
    columns = Columns()
    columns.put("terms", TermIndex.columns_of(lessons))
    columns.put("questions", FaqIndex.columns_of(lessons))
    columns.put("titles", TitleIndex.columns_of(lessons))
    columns.put("mentions", Mentions.columns_of(lessons))
    columns.put("search", SearchIndex.columns_of(lessons))
    return columns


def _kept(cache: Cache, key: bytes) -> Columns | None:
    data = cache.load(NAME, key)
    if data is None:
        return None
    try:
        return Columns(unpack(data).parts)
    except ValueError as error:
        log.info("the index that was kept can't be used: %s", error)
        return None

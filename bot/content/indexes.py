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

    def __init__(self, lessons: Sequence[Lesson], columns: Columns | None = None) -> None:
        """Take what ``columns_of`` made for these very lessons. Raises ValueError if it is not."""
        columns = columns or self.columns_of(lessons)
        self.terms = TermIndex(lessons, columns.part("terms"))
        self.questions = FaqIndex(lessons, columns.part("questions"))
        self.titles = TitleIndex(lessons, columns.part("titles"))
        self.mentions = Mentions(lessons, columns.part("mentions"))
        self.search = SearchIndex(lessons, columns.part("search"))

    @classmethod
    def columns_of(cls, lessons: Sequence[Lesson]) -> Columns:
        """Return what the indexes over some lessons are made of."""
        columns = Columns()
        columns.put("terms", TermIndex.columns_of(lessons))
        columns.put("questions", FaqIndex.columns_of(lessons))
        columns.put("titles", TitleIndex.columns_of(lessons))
        columns.put("mentions", Mentions.columns_of(lessons))
        columns.put("search", SearchIndex.columns_of(lessons))
        return columns


def indexes_of(lessons: Sequence[Lesson], cache: Cache | None = None, key: bytes = b"") -> Indexes:
    """Return the indexes over some lessons: from a cache, if they are kept there under a key."""
    if not cache or not key:
        return Indexes(lessons)
    data = cache.load(NAME, key)
    if data is not None:
        try:
            return Indexes(lessons, Columns(unpack(data)))
        except ValueError as error:
            log.info("the index that was kept can't be used: %s", error)
    columns = Indexes.columns_of(lessons)
    cache.save(NAME, key, pack(columns))
    return Indexes(lessons, columns)

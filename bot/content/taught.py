"""The library as it is found in a place: what was taught there leads to its entries, too."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import TypeVar

from bot.content.taught_index import TaughtIndex, asked_run
from bot.core.ports import Library, Taught
from bot.core.request import Place
from bot.domain.finding import Finding, Found
from bot.domain.lesson import FaqHit, TermHit

Hit = TypeVar("Hit")
Server = tuple[str, str]
"""A platform's name, and a server's id."""
EVERYWHERE: Server = ("", "")
_OWN_FIRST = 3
"""Entries that are completed to by words of their own before those by taught words."""


class TaughtWords:
    """All that was taught, and the library of each place. Its indexes are made when first asked."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._links: Mapping[Server, Sequence[Taught]] = {}
        self._indexes: dict[Server, TaughtIndex] = {}

    def reload(self, links: Iterable[Taught]) -> None:
        """Put other links in place of these; of two with the same words the first counts."""
        sorted_out = defaultdict[Server, list[Taught]](list)
        for link in links:
            sorted_out[(link.platform, link.server) if link.server else EVERYWHERE].append(link)
        before, made = self._links, self._indexes
        # An index of what did not change stays.
        same = {key: made[key] for key in made if before.get(key) == sorted_out.get(key)}
        self._links, self._indexes = dict(sorted_out), same

    def library_for(self, place: Place) -> Library:
        """Return the library as it is found in a place: its own words count before everybody's."""
        keys = dict.fromkeys(((place.platform, place.server), EVERYWHERE))
        indexes = [self._index(key) for key in keys if key in self._links]
        return TaughtLibrary(self._library, indexes) if indexes else self._library

    def _index(self, key: Server) -> TaughtIndex:
        if (there := self._indexes.get(key)) is None:
            there = self._indexes[key] = TaughtIndex(self._links[key])
        return there


class TaughtLibrary:
    """A library whose entries are found by more words than their own. Made for each request."""

    def __init__(self, library: Library, indexes: Sequence[TaughtIndex]) -> None:
        """Look into the indexes one after the other, and into the library."""
        self._library = library
        self._indexes = indexes
        self.lessons, self.tracks, self.lesson = library.lessons, library.tracks, library.lesson
        self.term, self.faq_entry = library.term, library.faq_entry
        self.neighbours, self.senses = library.neighbours, library.senses
        self.terms_in, self.find_lesson = library.terms_in, library.find_lesson
        self.search = library.search

    def find_term(self, words: str) -> Finding[TermHit]:
        """Find the term somebody means: by a name of its own, else by words that lead to it."""
        finding = self._library.find_term(words)
        if isinstance(finding, Found):
            return finding
        taught = self._first((one.term(words) for one in self._indexes), self.term)
        return taught or finding

    def find_answer(self, words: str) -> Finding[FaqHit]:
        """Find the entry that answers a question.

        By its own words or by words that lead to it, if they are these very words; else by
        what is like its own words, and at last by what is like words that lead to it.
        """
        finding = self._library.find_answer(words)
        if isinstance(finding, Found) and _asks(finding.hit, words):
            return finding
        said = self._first((one.verbatim(words) for one in self._indexes), self.faq_entry)
        if said or isinstance(finding, Found):
            return said or finding
        like = self._first((one.question(words) for one in self._indexes), self.faq_entry)
        return like or finding

    def complete_term(self, typed: str, limit: int) -> Sequence[TermHit]:
        """Return the terms one might be typing, by a name of their own or by taught words."""
        own = {hit.term.id: hit for hit in self._library.complete_term(typed, limit)}
        led = (one.complete_term(typed, limit) for one in self._indexes if typed.strip())
        return _completed(own, chain.from_iterable(led), self.term, limit)

    def complete_question(self, typed: str, limit: int) -> Sequence[FaqHit]:
        """Return the questions one might be typing, in their own words or in taught ones."""
        own = {hit.entry.id: hit for hit in self._library.complete_question(typed, limit)}
        led = (one.complete_question(typed, limit) for one in self._indexes if typed.strip())
        return _completed(own, chain.from_iterable(led), self.faq_entry, limit)

    def _first(
        self, entry_ids: Iterable[str | None], entry: Callable[[str], Hit | None]
    ) -> Found[Hit] | None:
        """Return the first entry that is led to and is still there."""
        for entry_id in filter(None, entry_ids):
            if (hit := entry(entry_id)) is not None:
                return Found(hit)
        return None


def _completed(
    own: Mapping[str, Hit],
    led: Iterable[str],
    entry: Callable[[str], Hit | None],
    limit: int,
) -> Sequence[Hit]:
    """Return the likeliest of its own, what taught words lead to, and the rest; each once."""
    ids = dict.fromkeys((*list(own)[:_OWN_FIRST], *led, *own))
    hits = (own.get(entry_id) or entry(entry_id) for entry_id in ids)
    return tuple(hit for hit in hits if hit is not None)[:limit]


def _asks(hit: FaqHit, words: str) -> bool:
    run = asked_run(words)
    return any(asked_run(asked) == run for asked in (hit.entry.question, *hit.entry.also_asked))

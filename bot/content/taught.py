"""The library as it is found in a place: what was taught there leads to its entries, too."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from bot.content.finding.language.english import singulars
from bot.content.finding.language.keystrokes import key_of
from bot.content.finding.language.normal import canonical
from bot.content.finding.questions import FaqIndex
from bot.content.finding.terms import TermIndex
from bot.core.ports import Library, Taught
from bot.core.request import Place
from bot.domain.finding import Finding, Found
from bot.domain.lesson import FaqEntry, FaqHit, Lesson, Term, TermHit

Hit = TypeVar("Hit")
Server = tuple[str, str]
"""A platform's name, and a server's id."""
EVERYWHERE: Server = ("", "")


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

    def _index(self, key: Server) -> "TaughtIndex":
        if (there := self._indexes.get(key)) is None:
            there = self._indexes[key] = TaughtIndex(self._links[key])
        return there


class TaughtIndex:
    """Finds the ids of entries by the words that were taught in one place. Never changed."""

    def __init__(self, links: Sequence[Taught]) -> None:
        self._links = links
        verbatim = {_run(link.words): link.entry_id for link in reversed(self._of("faq"))}
        self._verbatim: Mapping[str, str] = verbatim

    def term(self, words: str) -> str | None:
        """Return the id of the term that words surely lead to."""
        finding = self._terms.find(words)
        return finding.hit.term.id if isinstance(finding, Found) else None

    def verbatim(self, question: str) -> str | None:
        """Return the id of the FAQ entry that a question leads to word by word."""
        return self._verbatim.get(_run(question))

    def question(self, question: str) -> str | None:
        """Return the id of the FAQ entry that a question surely leads to, however it is put."""
        finding = self._questions.find(question)
        return finding.hit.entry.id if isinstance(finding, Found) else None

    @cached_property
    def _terms(self) -> TermIndex:
        terms = (
            Term(first, "", aliases=tuple(others), id=entry_id)
            for entry_id, (first, *others) in self._by_entry("term").items()
        )
        return TermIndex([_lesson(terms=tuple(terms))])

    @cached_property
    def _questions(self) -> FaqIndex:
        entries = (
            FaqEntry(first, "", id=entry_id, also_asked=tuple(others))
            for entry_id, (first, *others) in self._by_entry("faq").items()
        )
        return FaqIndex([_lesson(faq=tuple(entries))])

    def _by_entry(self, command: str) -> Mapping[str, Sequence[str]]:
        """Return the words that lead to each entry; the same words lead to one only."""
        entries, seen = defaultdict[str, list[str]](list), set[str]()
        for link in self._of(command):
            if (run := _run(link.words)) not in seen:
                seen.add(run)
                entries[link.entry_id].append(link.words)
        return entries

    def _of(self, command: str) -> Sequence[Taught]:
        return [one for one in self._links if one.command == command and one.words.strip()]


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
        self.complete_term = library.complete_term
        self.complete_question = library.complete_question
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

    def _first(
        self, entry_ids: Iterable[str | None], entry: Callable[[str], Hit | None]
    ) -> Found[Hit] | None:
        """Return the first entry that is led to and is still there."""
        for entry_id in filter(None, entry_ids):
            if (hit := entry(entry_id)) is not None:
                return Found(hit)
        return None


def _asks(hit: FaqHit, words: str) -> bool:
    run = _run(words)
    return any(_run(asked) == run for asked in (hit.entry.question, *hit.entry.also_asked))


def _run(words: str) -> str:
    """Return what words have in common that differ in case, spaces, signs or a plural only."""
    plain = canonical(words)
    return key_of(singulars(tuple(plain.split()))) or plain or words.strip()


def _lesson(terms: tuple[Term, ...] = (), faq: tuple[FaqEntry, ...] = ()) -> Lesson:
    return Lesson("taught", "", "", (), terms=terms, faq=faq)

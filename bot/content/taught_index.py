"""Finds entries by the words that were taught in one place."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from bot.content.finding.language.english import singulars
from bot.content.finding.language.keystrokes import key_of
from bot.content.finding.language.normal import canonical
from bot.content.finding.questions import FaqIndex
from bot.content.finding.terms import TermIndex
from bot.core.ports import Taught
from bot.domain.finding import Found
from bot.domain.lesson import FaqEntry, Lesson, Term


class TaughtIndex:
    """Finds the ids of entries by the words that were taught in one place. Never changed."""

    def __init__(self, links: Sequence[Taught]) -> None:
        self._links = links
        verbatim = {asked_run(link.words): link.entry_id for link in reversed(self._of("faq"))}
        self._verbatim: Mapping[str, str] = verbatim

    def term(self, words: str) -> str | None:
        """Return the id of the term that words surely lead to."""
        finding = self._terms.find(words)
        return finding.hit.term.id if isinstance(finding, Found) else None

    def verbatim(self, question: str) -> str | None:
        """Return the id of the FAQ entry that a question leads to word by word."""
        return self._verbatim.get(asked_run(question))

    def question(self, question: str) -> str | None:
        """Return the id of the FAQ entry that a question surely leads to, however it is put."""
        finding = self._questions.find(question)
        return finding.hit.entry.id if isinstance(finding, Found) else None

    def complete_term(self, typed: str, limit: int) -> Sequence[str]:
        """Return the ids of terms whose taught words one might be typing."""
        return [hit.term.id for hit in self._terms.complete(typed, limit)]

    def complete_question(self, typed: str, limit: int) -> Sequence[str]:
        """Return the ids of FAQ entries whose taught words one might be typing."""
        return [hit.entry.id for hit in self._questions.complete(typed, limit)]

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
            if (run := asked_run(link.words)) not in seen:
                seen.add(run)
                entries[link.entry_id].append(link.words)
        return entries

    def _of(self, command: str) -> Sequence[Taught]:
        return [one for one in self._links if one.command == command and one.words.strip()]


def asked_run(words: str) -> str:
    """Return what words have in common that differ in case, spaces, signs or a plural only."""
    plain = canonical(words)
    return key_of(singulars(tuple(plain.split()))) or plain or words.strip()


def _lesson(terms: tuple[Term, ...] = (), faq: tuple[FaqEntry, ...] = ()) -> Lesson:
    return Lesson("taught", "", "", (), terms=terms, faq=faq)

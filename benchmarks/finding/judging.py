"""Asking the library, and saying of each answer whether it was right."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.finding.cases import Case, Split, key
from benchmarks.finding.completing import SHOWN
from benchmarks.finding.corpus import lessons, spellings
from benchmarks.finding.reading import completion_cases, faq_cases, term_cases
from bot.content.caching import Cache
from bot.content.library import LessonLibrary
from bot.content.meaning.folder import read_model_folder
from bot.content.meaning.understanding import Understanding
from bot.domain.finding import Finding, Found, NotFound, Unsure
from bot.domain.lesson import FaqHit, TermHit

MAY_NAME = "question or title"
"""A question typed into /term may be answered with a term that it names, and with no other."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a case: the names in the order they came, and whether the first was sure."""

    case: Case
    got: tuple[str, ...]
    sure: bool

    @property
    def first(self) -> bool:
        """Whether the wanted one was found, or was the first of those offered."""
        return self.case.want is not None and _same(self.got[:1], self.case.want)

    @property
    def among(self) -> bool:
        """Whether the wanted one was among the five that are shown."""
        return self.case.want is not None and _same(self.got[:SHOWN], self.case.want)

    @property
    def wrong(self) -> bool:
        """Whether another than the wanted one was surely answered."""
        return self.case.want is not None and self.sure and not self.first

    @property
    def false(self) -> bool:
        """Whether something was surely answered though nothing is right."""
        named = self.case.kind == MAY_NAME and self.sure and _names(self.case.ask, self.got[0])
        return self.case.want is None and self.sure and not named

    @property
    def offered(self) -> bool:
        """Whether it was left open, with something to choose from."""
        return bool(self.got) and not self.sure


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdicts on /term, on completion and on /faq."""

    terms: Sequence[Verdict]
    completions: Sequence[Verdict]
    faq: Sequence[Verdict]

    def of(self, split: Split) -> "Judgement":
        """Return what belongs to one half."""
        parts = (self.terms, self.completions, self.faq)
        return Judgement(*([v for v in part if v.case.split is split] for part in parts))


@cache
def judge(model: Path | None = None) -> Judgement:
    """Ask all that is in the set, once; by meaning, too, if there is a ``model`` for it."""
    library = _library(model)
    return Judgement(
        terms=[_of_term(case, library.find_term(case.ask)) for case in term_cases()],
        completions=[
            _offered(case, library.complete_term(case.ask, SHOWN)) for case in completion_cases()
        ],
        faq=[_of_question(case, library.find_answer(case.ask)) for case in faq_cases()],
    )


def _library(model: Path | None) -> LessonLibrary:
    if model is None:
        return LessonLibrary(lessons())
    with TemporaryDirectory() as folder:
        understanding = Understanding(read_model_folder(model), ("en",), Cache(Path(folder)))
        library = LessonLibrary(lessons(), understanding=understanding)
        library.prepare()
    return library


def _of_term(case: Case, finding: Finding[TermHit]) -> Verdict:
    match finding:
        case Found(hit):
            return Verdict(case, (hit.term.name,), sure=True)
        case Unsure(hits):
            return _offered(case, hits)
        case NotFound():
            return Verdict(case, (), sure=False)


def _of_question(case: Case, finding: Finding[FaqHit]) -> Verdict:
    match finding:
        case Found(hit):
            return Verdict(case, (hit.entry.question,), sure=True)
        case Unsure(hits):
            return Verdict(case, tuple(hit.entry.question for hit in hits), sure=False)
        case NotFound():
            return Verdict(case, (), sure=False)


def _offered(case: Case, hits: Iterable[TermHit]) -> Verdict:
    return Verdict(case, tuple(hit.term.name for hit in hits), sure=False)


def _same(got: Iterable[str], want: str) -> bool:
    return key(want) in {key(name) for name in got}


def _names(ask: str, name: str) -> bool:
    """Whether a text has a spelling of a term in it, from the start of a word on."""
    return any(re.search(rf"(?<!\w){re.escape(key(s))}", key(ask)) for s in spellings()[name])

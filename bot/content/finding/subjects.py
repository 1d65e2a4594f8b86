"""What lessons are about: which of them speaks of what was asked, in whatever words."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.content.finding.language.normal import canonical
from bot.content.finding.language.tokens import Want, words
from bot.content.finding.ranking import Field, Ranking
from bot.content.finding.tables.columns import Columns
from bot.domain.lesson import Lesson

_NAMES, _SUMMARY, _ENTRIES = Field(2, 1), Field(1, 0.5), Field(0.7, 0.5)
_FIELDS = (_NAMES, _SUMMARY, _ENTRIES)
_MOST = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """The entries of a lesson, what it is worth for a question, and how much of it it speaks of."""

    owners: range
    value: float
    covered: float


class Subjects:
    """The lessons that have entries, by what they say. Never changed."""

    def __init__(self, columns: Columns) -> None:
        self._firsts = columns.numbers("firsts")
        """Of each lesson the number of its first entry; the last is how many there are."""
        self._ranking = Ranking(_FIELDS, columns.part("ranking"))

    @classmethod
    def columns_of(cls, lessons: Sequence[Lesson], places: Sequence[int]) -> Columns:
        """Return what this is made of; ``places`` says which lesson each entry is in."""
        firsts, documents = array("I", [0]), []
        for place, entries in groupby(places):
            firsts.append(firsts[-1] + len(list(entries)))
            documents.append([words(canonical(text)) for text in _texts(lessons[place])])
        columns = Columns(firsts=firsts)
        columns.put("ranking", Ranking.columns_of(_FIELDS, documents))
        return columns

    def of(self, asked: Sequence[Want]) -> Iterator[Subject]:
        """Yield the lessons that speak most of what was asked."""
        for score in self._ranking.rank(asked).scores(_MOST):
            owners = range(self._firsts[score.document], self._firsts[score.document + 1])
            yield Subject(owners, score.value, score.covered)


def _texts(lesson: Lesson) -> Iterator[str]:
    """Yield what a lesson is about: by name, in short, and what is asked in it."""
    names = (name for term in lesson.terms for name in (term.name, *term.aliases))
    yield "\n".join((lesson.title, *names))
    yield "\n".join((*lesson.key_points, *lesson.definition, *lesson.why_it_matters))
    asked = (text for entry in lesson.faq for text in (entry.question, entry.answer))
    yield "\n".join((*(term.short for term in lesson.terms), *asked))

"""The words that the lessons use. One of them is no slip of the finger for another."""

from collections.abc import Iterable, Iterator

from bot.content.finding.language.english import singular
from bot.content.finding.language.normal import canonical
from bot.content.finding.typos import LETTERS_FOR_ONE
from bot.domain.lesson import Lesson


def vocabulary(lessons: Iterable[Lesson]) -> frozenset[str]:
    """Return the longer words in the prose of some lessons, singular."""
    words = {word for lesson in lessons for text in _prose(lesson) for word in _words(text)}
    return frozenset(singular(word) for word in words if len(word) >= LETTERS_FOR_ONE)


def _words(text: str) -> list[str]:
    return canonical(text).split()


def _prose(lesson: Lesson) -> Iterator[str]:
    yield from (lesson.title, *lesson.key_points, *lesson.definition, *lesson.why_it_matters)
    if lesson.news:
        yield from (lesson.news.headline, *lesson.news.text)
    for term in lesson.terms:
        yield from (term.name, *term.aliases, term.short, *term.details)
    for entry in lesson.faq:
        yield from (entry.question, entry.answer, *entry.details)

"""What a lesson says, as it is searched: the lesson, its terms and its questions, line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.domain.lesson import FaqEntry, FaqHit, Lesson, Section, Term, TermHit

_TITLE, _NAME, _HEADLINE, _SHORT, _BODY = 8, 6, 3, 2, 1


@dataclass(frozen=True, slots=True)
class Passage:
    """A line or a paragraph, what a word in it weighs, and the part of a lesson it stands in."""

    text: str
    weight: int = _BODY
    part: str = ""


def size(lesson: Lesson) -> int:
    """Return how many documents a lesson is."""
    return 1 + len(lesson.terms) + len(lesson.faq)


def document(lesson: Lesson, place: int) -> Lesson | TermHit | FaqHit:
    """Return a document by its place: the lesson itself, then its terms, then its questions."""
    if place == 0:
        return lesson
    if place <= len(lesson.terms):
        return TermHit(lesson.terms[place - 1], lesson)
    return FaqHit(lesson.faq[place - 1 - len(lesson.terms)], lesson)


def documents(lesson: Lesson) -> Iterator[Sequence[Passage]]:
    """Yield what each of a lesson's documents says, in their order."""
    yield passages(lesson)
    yield from map(_term, lesson.terms)
    yield from map(_entry, lesson.faq)


def passages(hit: Lesson | TermHit | FaqHit) -> Sequence[Passage]:
    """Return what a document says: first its title, then line by line."""
    match hit:
        case TermHit(term):
            return _term(term)
        case FaqHit(entry):
            return _entry(entry)
        case _:
            return [passage for passage in _lesson(hit) if passage.text]


def _term(term: Term) -> Sequence[Passage]:
    names = [Passage(alias, _NAME) for alias in term.aliases]
    details = map(Passage, term.details)
    return (Passage(term.name, _TITLE), Passage(term.short, _SHORT), *details, *names)


def _entry(entry: FaqEntry) -> Sequence[Passage]:
    asked = [Passage(line, _NAME) for line in entry.also_asked]
    details = map(Passage, entry.details)
    return (Passage(entry.question, _TITLE), Passage(entry.answer, _SHORT), *details, *asked)


def _lesson(lesson: Lesson) -> Iterator[Passage]:
    yield Passage(lesson.title, _TITLE)
    yield from (Passage(point, _SHORT) for point in lesson.key_points)
    if lesson.news:
        yield Passage(lesson.news.headline, _HEADLINE)
        yield Passage(lesson.news.topic, _SHORT, "start")
        yield from (Passage(text, part="start") for text in lesson.news.text)
    yield from (Passage(text, part="start") for text in lesson.definition)
    yield from (Passage(text, part="start") for text in lesson.why_it_matters)
    for number, section in enumerate(lesson.sections, 1):
        yield from _section(section, f"section-{number}")
    for issue in lesson.key_issues:
        text = f"{issue.name}: {issue.text}" if issue.name else issue.text
        yield Passage(text, part="issues")


def _section(section: Section, part: str) -> Iterator[Passage]:
    yield Passage(section.title, _SHORT, part)
    for group in section.groups:
        yield Passage(group.title, _SHORT, part)
        for points in group.points:
            yield Passage(points.lead, part=part)
            yield from (Passage(bullet, part=part) for bullet in points.bullets)

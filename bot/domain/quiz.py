"""Questions made from lessons. The same lesson, neighbours and seed give the same question.

A question is known by its stem: what it asks, and of which entry. From a stem the right answer
follows, so that a button on a year-old post can still be judged, whatever the other choices were.
"""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.domain.lesson import Lesson, Term, entry_id

WRONG_CHOICES = 3
BLANK = "____"


class Kind(Enum):
    """What a question asks."""

    TERM = "term"
    """Which term is this the definition of?"""
    MEANING = "meaning"
    """What does this term mean?"""
    ANSWER = "answer"
    """What is the answer to this question?"""
    OWN = "own"
    """Whatever the author asked."""


@dataclass(frozen=True, slots=True)
class Stem:
    """A question without its wrong answers. ``text`` is what is asked about."""

    kind: Kind
    text: str
    right: str
    lesson_id: str
    explanation: str = ""
    wrong: tuple[str, ...] = ()
    """The wrong answers an author wrote."""
    also_right: frozenset[str] = frozenset()
    """The names of the term it is about: whatever shares one would be no wrong answer."""
    about: str = ""
    """The id of the term or FAQ entry it was made from."""

    @property
    def id(self) -> str:
        """The question's id: it depends on what is asked, not on where it stands."""
        return entry_id("question", self.kind.value, self.lesson_id, self.about or self.text)

    def choice_id(self, text: str) -> str:
        """Return the id of an answer to this question. It does not tell whether it is right."""
        return entry_id("choice", self.id, text)

    def is_right(self, choice_id: str) -> bool:
        """Tell whether a choice is the right one."""
        return choice_id == self.choice_id(self.right)


@dataclass(frozen=True, slots=True)
class Question:
    """A stem with its choices in the order they are shown; exactly one of them is right."""

    stem: Stem
    choices: tuple[str, ...]


def stems(lesson: Lesson) -> Iterator[Stem]:
    """Yield every stem a lesson gives, the author's own first."""
    for item in lesson.quiz:
        yield Stem(Kind.OWN, item.question, item.right, lesson.id, item.explanation, item.wrong)
    for term in lesson.terms:
        names = frozenset(_fold(name) for name in (term.name, *term.aliases))
        meaning = blanked(term.short, term)
        if meaning != term.short or _fold(term.name) not in _fold(term.short):
            yield Stem(Kind.TERM, meaning, term.name, lesson.id, term.short, (), names, term.id)
        yield Stem(Kind.MEANING, term.name, meaning, lesson.id, term.short, (), names, term.id)
    for entry in lesson.faq:
        yield Stem(Kind.ANSWER, entry.question, entry.answer, lesson.id, about=entry.id)


def stem_of(lesson: Lesson, question_id: str) -> Stem | None:
    """Return the stem a question of a lesson has, if the lesson still has it."""
    return next((stem for stem in stems(lesson) if stem.id == question_id), None)


def can_ask(lesson: Lesson) -> bool:
    """Tell whether a lesson gives a question without any help from its neighbours."""
    return bool(lesson.quiz) or max(len(lesson.terms), len(lesson.faq)) > 1


def ask(lesson: Lesson, neighbours: Sequence[Lesson], seed: int) -> Question | None:
    """Make a question from a lesson; wrong choices come from it, then from its neighbours.

    ``None`` if the lesson has nothing to ask, or nothing to set beside a right answer.
    """
    for stem in _in_turn(list(stems(lesson)), seed):
        rng = random.Random(f"{stem.id}:{seed}")  # noqa: S311 -- repeatable, not secret
        wrong = _wrong_choices(stem, (lesson, *neighbours), rng)
        if wrong:
            choices = [stem.right, *wrong]
            rng.shuffle(choices)
            return Question(stem, tuple(choices))
    return None


def blanked(text: str, term: Term) -> str:
    """Return a text with every mention of a term's name and aliases blanked out."""
    names = sorted((term.name, *term.aliases), key=len, reverse=True)
    return re.sub("|".join(map(_mention, names)), BLANK, text)


def _mention(name: str) -> str:
    """A pattern for a name: any spacing, a plural, and in Korean whatever particle follows."""
    words = r"[\s\-‐-―]*".join(map(re.escape, re.split(r"[\s\-‐-―]+", name.strip())))
    last = name.strip()[-1:]
    # Case is ignored in the words only: over the Hangul range it would take 4 ms to compile.
    end = r"(?i:e?s)?(?![^\W가-힣])" if last.isascii() else ""
    return rf"(?<!\w)(?i:{words}){end}"


def _in_turn(found: list[Stem], seed: int) -> list[Stem]:
    """The stems in the order a seed tries them: seeds 0, 1, 2 … begin with each of them once."""
    if not found:
        return []
    random.Random(found[0].lesson_id).shuffle(found)  # noqa: S311 -- repeatable, not secret
    start = seed % len(found)
    return found[start:] + found[:start]


def _wrong_choices(stem: Stem, lessons: Iterable[Lesson], rng: random.Random) -> list[str]:
    if stem.kind is Kind.OWN:
        return list(stem.wrong)
    taken = {_fold(stem.right), *stem.also_right}
    wrong: list[str] = []
    for lesson in lessons:
        candidates = [s for s in stems(lesson) if s.kind is stem.kind and s.about != stem.about]
        rng.shuffle(candidates)
        for candidate in candidates:
            same_thing = taken & {_fold(candidate.right), *candidate.also_right}
            if len(wrong) < WRONG_CHOICES and not same_thing:
                wrong.append(candidate.right)
                taken |= {_fold(candidate.right), *candidate.also_right}
    return wrong


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())

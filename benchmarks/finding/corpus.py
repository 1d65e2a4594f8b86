"""The lessons that are looked things up in: the shipped ones, and those made up for judging."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from bot.content.folder import read_folder
from bot.domain.lesson import Lesson

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "lessons"
MADE_UP = HERE / "corpus"


@cache
def lessons() -> Sequence[Lesson]:
    """Return every lesson, shipped ones first. Raises ValueError if one can't be read."""
    readings = [read_folder(folder) for folder in (SHIPPED, MADE_UP)]
    faults = [fault for reading in readings for fault in reading.faults]
    if faults:
        raise ValueError(f"A lesson can't be read: {faults[0]}")
    return tuple(lesson for reading in readings for lesson in reading.lessons.values())


@cache
def spellings() -> dict[str, tuple[str, ...]]:
    """Return each term's name with its spellings: itself, then the aliases of all its senses."""
    found: dict[str, dict[str, None]] = {}
    for lesson in lessons():
        for term in lesson.terms:
            found.setdefault(term.name, {})[term.name] = None
            found[term.name] |= dict.fromkeys(term.aliases)
    return {name: tuple(all_of_it) for name, all_of_it in found.items()}


def names() -> Sequence[str]:
    """Return the names of all terms, each once."""
    return tuple(spellings())


def pairs() -> Iterator[tuple[str, str]]:
    """Yield each spelling with the name of its term."""
    for name, spelled in spellings().items():
        yield from ((spelling, name) for spelling in spelled)


def questions() -> Sequence[str]:
    """Return the questions of all FAQ entries."""
    return tuple(entry.question for lesson in lessons() for entry in lesson.faq)


def titles() -> Sequence[str]:
    """Return the titles of all lessons."""
    return tuple(lesson.title for lesson in lessons())

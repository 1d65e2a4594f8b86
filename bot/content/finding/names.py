"""The names and aliases of the terms, each in the forms it is looked up by."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.content.finding.english import singulars
from bot.content.finding.normal import Words, canonical, joined
from bot.content.finding.recency import newest_first
from bot.domain.lesson import Lesson, TermHit

THE = "the"
"""A name that begins with it is found without it as well."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name or alias in canonical words, as written and folded (no plurals), also run together.

    ``owner`` is the place of its term.
    """

    words: Words
    folded: Words
    written_run: str
    run: str
    owner: int
    is_alias: bool


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name or alias as its author wrote it."""

    text: str
    owner: int
    is_alias: bool


def spellings_of(
    lessons: Iterable[Lesson],
) -> tuple[tuple[TermHit, ...], tuple[Spelling, ...]]:
    """Return the terms, newest first, and all their names as written.

    Of terms with one name the newest stands for all, and answers to the aliases of each.
    """
    hits: list[TermHit] = []
    places: dict[Words, int] = {}
    spellings: list[Spelling] = []
    for lesson in newest_first(lessons):
        for term in lesson.terms:
            words = _words(term.name)
            if words not in places:
                places[words] = len(hits)
                hits.append(TermHit(term, lesson))
            owner = places[words]
            spellings.append(Spelling(term.name, owner, is_alias=False))
            spellings += (Spelling(alias, owner, is_alias=True) for alias in term.aliases)
    return tuple(hits), tuple(spellings)


def terms_of(lessons: Iterable[Lesson]) -> tuple[tuple[TermHit, ...], tuple[Name, ...]]:
    """Return the same with the names in the forms they are looked up by, each once."""
    hits, spellings = spellings_of(lessons)
    return hits, tuple(dict.fromkeys(name for one in spellings for name in _names(one)))


def _words(text: str) -> Words:
    # A name made of signs only is still a name.
    return tuple(canonical(text).split()) or (text.strip(),)


def _names(spelling: Spelling) -> Iterable[Name]:
    words = _words(spelling.text)
    yield _name(words, spelling.owner, is_alias=spelling.is_alias)
    if words[0] == THE and len(words) > 1 and not spelling.is_alias:
        yield _name(words[1:], spelling.owner, is_alias=True)


def _name(words: Words, owner: int, *, is_alias: bool) -> Name:
    folded = singulars(words)
    return Name(words, folded, joined(words), joined(folded), owner, is_alias)

"""The names and aliases of the terms, each in the forms it is looked up by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.content.finding.english import singulars
from bot.content.finding.normal import Words, canonical, joined
from bot.content.finding.recency import newest_first
from bot.domain.lesson import Lesson, TermHit


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


def terms_of(lessons: Iterable[Lesson]) -> tuple[tuple[TermHit, ...], tuple[Name, ...]]:
    """Return the terms, newest first, and all their names.

    Of terms with one name the newest stands for all, and answers to the aliases of each.
    """
    hits: list[TermHit] = []
    places: dict[Words, int] = {}
    names: dict[Name, None] = {}
    for lesson in newest_first(lessons):
        for term in lesson.terms:
            words = _words(term.name)
            if words not in places:
                places[words] = len(hits)
                hits.append(TermHit(term, lesson))
            names |= dict.fromkeys(_names(words, term.aliases, places[words]))
    return tuple(hits), tuple(names)


def _words(text: str) -> Words:
    # A name made of signs only is still a name.
    return tuple(canonical(text).split()) or (text.strip(),)


def _names(words: Words, aliases: Sequence[str], owner: int) -> Iterable[Name]:
    yield _name(words, owner, is_alias=False)
    if words[0] == "the" and len(words) > 1:
        yield _name(words[1:], owner, is_alias=True)
    for alias in aliases:
        yield _name(_words(alias), owner, is_alias=True)


def _name(words: Words, owner: int, *, is_alias: bool) -> Name:
    folded = singulars(words)
    return Name(words, folded, joined(words), joined(folded), owner, is_alias)

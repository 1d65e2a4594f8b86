"""Which terms a text mentions: somebody's message, with all that people write in one."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.content.finding.korean import is_attached, is_hangul
from bot.content.finding.names import THE, Spelling, spellings_of
from bot.content.finding.normal import Words, joined
from bot.content.finding.standing import (
    Shape,
    is_apart,
    is_everyday,
    is_shouted,
    shape_of,
    stands,
)
from bot.content.finding.written import Token, tokens_of
from bot.domain.lesson import Lesson, TermHit

_HEAD = 3
_LOOSE = 2
"""What a name ranks lower that is there in another number: a window, Windows."""
_MOST_ATTACHED = 6
"""Syllables of particles behind a noun."""


_Shapes = Mapping[str, Mapping[Shape, Sequence[int]]]


@dataclass(frozen=True, slots=True)
class _Mention:
    """Words of a text, from start to end, that name some terms."""

    start: int
    end: int
    letters: int
    owners: tuple[int, ...]


class Mentions:
    """The terms of some lessons, as they occur in texts. Built once, never changed."""

    def __init__(self, lessons: Iterable[Lesson]) -> None:
        self._hits, spellings = spellings_of(lessons)
        # A term that was renamed has its id still; the newest, which comes first, is meant.
        newest: dict[str, int] = {}
        for place, hit in enumerate(self._hits):
            newest.setdefault(hit.term.id or hit.term.name, place)
        self._newest = tuple(newest[hit.term.id or hit.term.name] for hit in self._hits)
        self._shapes = _by_run(spellings)
        self._runs = tuple(sorted(self._shapes))
        self._heads = {run[:size] for run in self._runs for size in range(1, _HEAD + 1)}
        self._acronyms = {
            run for run, shapes in self._shapes.items() if any(shape.acronym for shape in shapes)
        }

    def find(self, text: str) -> list[TermHit]:
        """Return the terms that a text mentions, each once, in the order it comes to them.

        A name within a longer one does not count. Of a name that several terms have, all do.
        """
        tokens = tokens_of(text)
        shouted = is_shouted(tokens, self._acronyms)
        mentions = [
            mention
            for start, token in enumerate(tokens)
            if self._may_begin(token)
            for mention in self._starting(tokens, start, shouted=shouted)
        ]
        owners = (self._newest[owner] for mention in _apart(mentions) for owner in mention.owners)
        return [self._hits[owner] for owner in dict.fromkeys(owners)]

    def _may_begin(self, token: Token) -> bool:
        """Return whether a name may begin with a word; most are ruled out by this quickly."""
        heads = self._heads
        if token.word[:_HEAD] in heads or token.folded[:_HEAD] in heads:
            return True
        return token.word[: _HEAD - 1] in self._shapes  # and then a particle

    def _starting(
        self, tokens: Sequence[Token], start: int, *, shouted: bool
    ) -> Iterator[_Mention]:
        written = folded = ""
        for end in range(start + 1, len(tokens) + 1):
            last = tokens[end - 1]
            written, folded = joined((written, last.word)), joined((folded, last.folded))
            for run, stem, is_folded in self._readings(written, folded, last):
                forms = _forms(tokens[start:end], stem, is_folded=is_folded)
                owners = self._owners(run, forms, tokens[start:end], shouted=shouted)
                if owners and is_apart(tokens, start, end):
                    yield _Mention(start, end, len(run), owners)
                    break
            if not (self._begins(written) or self._begins(folded)):
                return

    def _readings(self, written: str, folded: str, last: Token) -> Iterator[tuple[str, str, bool]]:
        """Yield the names that words may be, with what is left of the last (모델들은, 모델).

        With them: whether they are read without plurals.
        """
        runs = {folded: True, written: False}
        for run in (written, folded):
            if run in self._shapes:
                yield run, "", runs[run]
        sizes = min(len(last.word), _MOST_ATTACHED + 1) if is_hangul(last.word[0]) else 0
        for size in range(1, sizes):
            for run, is_folded in runs.items():
                if run[:-size] in self._shapes and is_attached(last.word[:-size], last.word):
                    yield run[:-size], last.word[:-size], is_folded

    def _owners(
        self, run: str, forms: Words, span: Sequence[Token], *, shouted: bool
    ) -> tuple[int, ...]:
        """Return the terms that are really named: those of the lowest rank."""
        shapes = self._shapes[run]
        fitting = [
            shape
            for shape in shapes
            if not (shouted and shape.acronym and is_everyday(span[0]))
            and stands(shape, span, forms)
        ]
        best = min((shape.rank for shape in fitting), default=0)
        return tuple(owner for one in fitting if one.rank == best for owner in shapes[one])

    def _begins(self, run: str) -> bool:
        """Return whether a name begins like this."""
        place = bisect_left(self._runs, run)
        return place < len(self._runs) and self._runs[place].startswith(run)


def _forms(span: Sequence[Token], stem: str, *, is_folded: bool) -> Words:
    """Return the words of a span in the forms that make up a name."""
    words = tuple(token.folded if is_folded else token.word for token in span)
    return (*words[:-1], stem) if stem else words


def _apart(mentions: Iterable[_Mention]) -> list[_Mention]:
    """Return mentions in order, and of those that overlap only the longest."""
    taken: set[int] = set()
    kept: list[_Mention] = []
    for mention in sorted(mentions, key=lambda one: (-one.letters, one.start)):
        words = range(mention.start, mention.end)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append(mention)
    return sorted(kept, key=lambda one: one.start)


def _by_run(spellings: Iterable[Spelling]) -> _Shapes:
    """Return names by their words run together, with plurals and without, and whose they are."""
    shapes: dict[str, dict[Shape, list[int]]] = {}
    for spelling in spellings:
        for name, is_alias in _names(spelling):
            words, folded = tuple(t.word for t in name), tuple(t.folded for t in name)
            for forms in dict.fromkeys((words, folded)):
                shape = shape_of(name, forms, is_alias + _LOOSE * (forms != words))
                shapes.setdefault(joined(forms), {}).setdefault(shape, []).append(spelling.owner)
    return shapes


def _names(spelling: Spelling) -> Iterator[tuple[Sequence[Token], bool]]:
    """Yield a name in tokens, and whether it counts as an alias."""
    tokens = tokens_of(spelling.text)
    if tokens:
        yield tokens, spelling.is_alias
    if tokens[1:] and tokens[0].word == THE and not spelling.is_alias:
        yield tokens[1:], True

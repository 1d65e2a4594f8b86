"""Which terms a text mentions: somebody's message, with all that people write in one."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.content.finding.language.korean import is_attached, is_hangul
from bot.content.finding.language.normal import Words, joined
from bot.content.finding.language.written import Token, tokens_of
from bot.content.finding.standing import (
    Shape,
    is_apart,
    is_everyday,
    is_shouted,
    shape_of,
    stands,
)
from bot.content.finding.tables.columns import Columns, Rows
from bot.content.finding.tables.names import THE, Spelling, spellings_of
from bot.domain.lesson import Lesson, TermHit

_GLANCE, _HEAD = 2, 3
_LOOSE = 2
"""What a name ranks lower that is there in another number: a window, Windows."""
_MOST_ATTACHED = 6
"""Syllables of particles behind a noun."""

_Shapes = Mapping[Shape, Sequence[int]]
_NO_SHAPES: _Shapes = {}


@dataclass(frozen=True, slots=True)
class _Mention:
    """Words of a text, from start to end, that name some terms."""

    start: int
    end: int
    letters: int
    owners: tuple[int, ...]


class Mentions:
    """The terms of some lessons, as they occur in texts. Built once, never changed."""

    def __init__(self, lessons: Sequence[Lesson], columns: Columns | None = None) -> None:
        columns = columns or self.columns_of(lessons)
        self._lessons = lessons
        self._of, self._at = columns.numbers("lessons"), columns.numbers("terms")
        self._newest = columns.numbers("newest")
        self._texts, self._aliases = columns.texts("texts"), columns.numbers("aliases")
        self._owners_of = columns.numbers("owners")
        self._runs = columns.texts("runs")
        """What names are run together, in order."""
        self._heads = frozenset(run[:size] for run in self._runs for size in range(1, _GLANCE + 1))
        self._held = Rows(columns.part("held"))
        self._acronyms = frozenset(columns.texts("acronyms"))
        self._known: dict[str, _Shapes] = {}

    @classmethod
    def columns_of(cls, lessons: Sequence[Lesson]) -> Columns:
        """Return what this is made of for the terms of some lessons."""
        senses, spellings = spellings_of(lessons)
        # A term that was renamed has its id still; the newest, which comes first, is meant.
        newest: dict[str, int] = {}
        terms = [lessons[first[0]].terms[first[1]] for first, *_ in senses]
        names = [term.id or term.name for term in terms]
        for place, name in enumerate(names):
            newest.setdefault(name, place)
        held: dict[str, list[int]] = {}
        acronyms: set[str] = set()
        for place, spelling in enumerate(spellings):
            for run, shape in _shapes(spelling):
                held.setdefault(run, []).append(place)
                acronyms.update((run,) if shape.acronym else ())
        columns = Columns(
            lessons=array("I", (first[0] for first, *_ in senses)),
            terms=array("I", (first[1] for first, *_ in senses)),
            newest=array("I", (newest[name] for name in names)),
            texts=[one.text for one in spellings],
            owners=array("I", (one.owner for one in spellings)),
            aliases=array("B", (one.is_alias for one in spellings)),
            runs=sorted(held),
            acronyms=sorted(acronyms),
        )
        columns.put("held", Rows.columns_of([held[run] for run in sorted(held)]))
        return columns

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
        return [self._hit(owner) for owner in dict.fromkeys(owners)]

    def _hit(self, owner: int) -> TermHit:
        lesson = self._lessons[self._of[owner]]
        return TermHit(lesson.terms[self._at[owner]], lesson)

    def _may_begin(self, token: Token) -> bool:
        """Return whether a name may begin with a word; most are ruled out by this quickly."""
        if self._heads.isdisjoint((token.word[:_GLANCE], token.folded[:_GLANCE])):
            return False
        if self._begins(token.word[:_HEAD]) or self._begins(token.folded[:_HEAD]):
            return True
        return bool(self._shapes_of(token.word[: _HEAD - 1]))  # and then a particle

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
            if self._shapes_of(run):
                yield run, "", runs[run]
        sizes = min(len(last.word), _MOST_ATTACHED + 1) if is_hangul(last.word[0]) else 0
        for size in range(1, sizes):
            for run, is_folded in runs.items():
                stem = last.word[:-size]
                if self._shapes_of(run[:-size]) and is_attached(stem, last.word):
                    yield run[:-size], stem, is_folded

    def _owners(
        self, run: str, forms: Words, span: Sequence[Token], *, shouted: bool
    ) -> tuple[int, ...]:
        """Return the terms that are really named: those of the lowest rank."""
        shapes = self._shapes_of(run)
        fitting = [
            shape
            for shape in shapes
            if not (shouted and shape.acronym and is_everyday(span[0]))
            and stands(shape, span, forms)
        ]
        best = min((shape.rank for shape in fitting), default=0)
        return tuple(owner for one in fitting if one.rank == best for owner in shapes[one])

    def _shapes_of(self, run: str) -> _Shapes:
        """Return how the names with a run are written, and whose they are."""
        place = bisect_left(self._runs, run)
        if place == len(self._runs) or self._runs[place] != run:
            return _NO_SHAPES
        if run not in self._known:
            shapes: dict[Shape, list[int]] = {}
            for number in self._held[place]:
                owner, is_alias = self._owners_of[number], bool(self._aliases[number])
                spelling = Spelling(self._texts[number], owner, is_alias)
                for shape in (shape for one, shape in _shapes(spelling) if one == run):
                    shapes.setdefault(shape, []).append(owner)
            self._known[run] = shapes
        return self._known[run]

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


def _shapes(spelling: Spelling) -> Iterator[tuple[str, Shape]]:
    """Yield a name's words run together, with plurals and without, each with its shape."""
    for name, is_alias in _names(spelling):
        words, folded = tuple(t.word for t in name), tuple(t.folded for t in name)
        for forms in dict.fromkeys((words, folded)):
            yield joined(forms), shape_of(name, forms, is_alias + _LOOSE * (forms != words))


def _names(spelling: Spelling) -> Iterator[tuple[Sequence[Token], bool]]:
    """Yield a name in tokens, and whether it counts as an alias."""
    tokens = tokens_of(spelling.text)
    if tokens:
        yield tokens, spelling.is_alias
    if tokens[1:] and tokens[0].word == THE and not spelling.is_alias:
        yield tokens[1:], True

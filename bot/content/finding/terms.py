"""The term index: which term somebody means, and whether that is sure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.content.finding.completing import Completion, counted, favoured
from bot.content.finding.language.english import singulars
from bot.content.finding.language.keystrokes import is_initials, key_of, keystrokes
from bot.content.finding.language.normal import Words, canonical, plain
from bot.content.finding.language.said import Said, said_in
from bot.content.finding.language.spelling_out import spelled_out
from bot.content.finding.likeness import Likeness
from bot.content.finding.tables.columns import Columns, Rows
from bot.content.finding.tables.entries import Entries
from bot.content.finding.tables.exact import ExactTable
from bot.content.finding.tables.foreign import ForeignTable
from bot.content.finding.tables.forms import FormTable
from bot.content.finding.tables.names import Names, spellings_of, words_of
from bot.content.finding.tables.prefixes import PrefixTable, Start, starts
from bot.content.finding.tables.slipping import Nearness, SlipTable
from bot.content.finding.tables.vocabulary import vocabulary
from bot.content.finding.tables.words import WordTable
from bot.content.finding.typos import slips
from bot.domain.finding import Finding, Found, NotFound, Unsure
from bot.domain.lesson import Lesson, TermHit

MOST_UNSURE = 5
_ALIAS_RANK = 2
_CLEARLY = 2
"""A name is clearly meant if every other one is at least this many more slips away."""
_MOST_SLIPS = 2
_LETTERS_FOR_NEARNESS = 5
"""Letters typed so far from which it is looked for what may be mistyped, in keys."""
_MOST_ORDERS = 16
_FEWEST_INITIALS = 3
"""First consonants that are enough to be sure. Two are those of too many words."""


class TermIndex:
    """The terms of some lessons. Built once, never changed, safe to share between threads."""

    def __init__(self, lessons: Sequence[Lesson], columns: Columns | None = None) -> None:
        columns = columns or self.columns_of(lessons)
        self._hits = Entries(lessons, columns.part("entries"), _hit)
        self._lessons = lessons
        self._others = Rows(columns.part("others"))
        self._names = Names(columns.part("names"))
        self._known = frozenset(columns.texts("known"))
        self._exact = ExactTable(self._names, columns.part("exact"))
        self._words = WordTable(columns.part("words"))
        self._slips = SlipTable(self._names.keys, columns.part("slips"))
        self._foreign = ForeignTable(columns.part("foreign"))
        self._forms = FormTable(columns.part("forms"))
        self._likeness = Likeness(self._names, self._words)
        self._starts = PrefixTable(columns.part("starts"))
        self._completion = Completion(self._starts, {})

    @classmethod
    def columns_of(cls, lessons: Sequence[Lesson]) -> Columns:
        """Return what an index of some lessons' terms is made of."""
        senses, spellings = spellings_of(lessons)
        columns = Columns(known=sorted(vocabulary(lessons)))
        columns.put("entries", Entries.columns_of(lessons, senses, _id))
        others = [[number for sense in older for number in sense] for _, *older in senses]
        columns.put("others", Rows.columns_of(others))
        columns.put("names", Names.columns_of(spellings))
        names = Names(columns.part("names"))
        columns.put("exact", ExactTable.columns_of(names))
        columns.put("words", WordTable.columns_of(names))
        columns.put("foreign", ForeignTable.columns_of(names))
        columns.put("forms", FormTable.columns_of(names))
        columns.put("slips", SlipTable.columns_of(names.keys))
        columns.put("starts", PrefixTable.columns_of(_starts(names, range(len(names)))))
        return columns

    def find(self, words: str) -> Finding[TermHit]:
        """Find the term somebody means. A doubtful hit is never called found."""
        said = said_in(words)
        for reading in said:
            if owners := self._exact.look(reading):
                return self._finding(owners)
        for reading in said:
            if owners := self._exact.swapped(reading):
                return self._finding(owners)
        if said and (finding := self._in_korean(said[-1].text)):
            return finding
        near = Nearness(self._slips)
        for reading in said:
            if (owner := self._slipped(reading, near)) is not None:
                return Found(self._hits[owner])
        return self._finding(self._perhaps(said, near), sure=False)

    def complete(self, typed: str, limit: int) -> tuple[TermHit, ...]:
        """Return at most ``limit`` terms one might be typing, likeliest first.

        Before anything is typed these are the newest lesson's.
        """
        if limit <= 0:
            return ()
        text = plain(typed)
        owners = self._completions(text, limit) if text else self._hits.newest()
        return tuple(self._hits[owner] for owner in owners[:limit])

    def of_id(self, entry_id: str) -> TermHit | None:
        """Return the term with this id."""
        return self._hits.of_id(entry_id)

    def senses(self, hit: TermHit) -> tuple[TermHit, ...]:
        """Return what other lessons say of a term with the same name, newest first."""
        name = " ".join(words_of(hit.term.name))
        places = self._names.having(key_of(tuple(name.split())))
        owners = {self._names.owners[one] for one in places if self._names.words[one] == name}
        every = [sense for owner in sorted(owners) for sense in self._senses(owner, hit.term.name)]
        return tuple(sense for sense in every if sense.lesson is not hit.lesson)

    def favour(self, asked: Mapping[str, int]) -> None:
        """Complete to what is asked for often first: the ids of entries, with how often."""
        counts = counted(self._hits, asked)
        most = favoured(counts)
        places = (place for place, owner in enumerate(self._names.owners) if owner in most)
        self._completion = Completion(self._starts, counts, _starts(self._names, places))

    def _senses(self, owner: int, name: str) -> Iterator[TermHit]:
        """Yield a term in each lesson that has it, newest first, if it has this name there."""
        if canonical(self._hits[owner].term.name) == canonical(name):
            yield self._hits[owner]
            others = iter(self._others[owner])
            for lesson, term in zip(others, others, strict=True):
                yield TermHit(self._lessons[lesson].terms[term], self._lessons[lesson])

    def _finding(self, owners: Sequence[int], *, sure: bool = True) -> Finding[TermHit]:
        if not owners:
            return NotFound()
        if sure and len(owners) == 1:
            return Found(self._hits[owners[0]])
        return Unsure(tuple(self._hits[owner] for owner in owners[:MOST_UNSURE]))

    def _in_korean(self, text: str) -> Finding[TermHit] | None:
        """Find a term by its first consonants, or by the Korean names of its letters."""
        if text.isascii():
            return None
        if is_initials(text):
            begun = sorted(
                (unfinished, rank, owner) for rank, unfinished, owner in self._starts.begun(text)
            )
            whole = {owner for unfinished, _, owner in begun if not unfinished}
            sure = len(whole) == 1 and len(text) >= _FEWEST_INITIALS
            owners = list(dict.fromkeys(owner for _, _, owner in begun))
            return self._finding(owners[:1] if sure else owners, sure=sure) if owners else None
        letters = spelled_out(text)
        named = self._exact.look(Said((letters,))) if letters else ()
        return self._finding(named) if named else None

    def _perhaps(self, said: Sequence[Said], near: Nearness) -> list[int]:
        """Return the terms that may be meant: alike in letters, or in the other language's."""
        if not said:
            return []
        alike = self._likeness.likeliest(said, near)
        slips_to_it = next((slips for _, slips in near.of(said[-1].key)), _MOST_SLIPS + 1)
        if slips_to_it <= 1:
            return alike
        foreign = self._foreign.places(said[-1].text, exactly=slips_to_it <= _MOST_SLIPS)
        formed = self._forms.places(said[-1].words)
        return list(dict.fromkeys((*self._owners((*foreign, *formed)), *alike)))

    def _owners(self, places: Iterable[int]) -> list[int]:
        return list(dict.fromkeys(self._names.owners[place] for place in places))

    def _slipped(self, said: Said, near: Nearness) -> int | None:
        """Return the one term that only a slip or two separates from what was typed."""
        close = near.of(said.key)
        if not close or close[0][1] > _MOST_SLIPS:
            return self._slipped_in_another_order(said.words) if len(said.words) > 1 else None
        least, owners = close[0][1], self._names.owners
        rivals: set[int] = set()
        nearest: list[int] = []
        for number, distance in close:
            if distance >= least + _CLEARLY:
                break
            places = self._names.of_key(number)
            rivals.update(owners[place] for place in places)
            nearest += places if distance == least else ()
        if len(rivals) > 1:
            return None
        return rivals.pop() if any(self._is_slip(said, place) for place in nearest) else None

    def _is_slip(self, said: Said, place: int) -> bool:
        """Return whether slips make a name what was said, with plurals or without."""
        name = tuple(self._names.words[place].split())
        if slips(said.words, name, self._known) is not None:
            return True
        folded = singulars(name)
        if folded == name and said.folded == said.words:
            return False
        return slips(said.folded, folded, self._known) is not None

    def _slipped_in_another_order(self, typed: Words) -> int | None:
        """Return the one term of these words, some of them mistyped, in whichever order."""
        orders: list[Words] = [()]
        for word in typed:
            near = [word] if word in self._words else self._words.near(word)
            orders = [(*order, one) for order in orders for one in near][:_MOST_ORDERS]
        said = Said(typed)
        places = {place for order in orders for place in self._exact.places(Said(order))}
        owners = {self._names.owners[place] for place in places}
        meant = len(owners) == 1 and any(self._is_slip(said, place) for place in places)
        return owners.pop() if meant else None

    def _completions(self, text: str, limit: int) -> list[int]:
        owners = self._completion.owners(text, limit)
        if owners:
            return owners
        said = said_in(text)
        if len(said) > 1:
            owners = self._completion.owners(said[-1].text, limit)
        if owners or len(keystrokes(text)) < _LETTERS_FOR_NEARNESS:
            return owners
        return self._likeness.likeliest(said, Nearness(self._slips))


def _hit(lesson: Lesson, place: int) -> TermHit:
    return TermHit(lesson.terms[place], lesson)


def _id(lesson: Lesson, place: int) -> str:
    return lesson.terms[place].id


def _starts(names: Names, places: Iterable[int]) -> Iterator[Start]:
    for place in places:
        rank = _ALIAS_RANK * names.is_alias(place)
        yield from starts(names.words[place], rank, names.owners[place])

"""The names and aliases of the terms, and the keys they are looked up by."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.content.finding.language.english import singulars
from bot.content.finding.language.keystrokes import key_of
from bot.content.finding.language.normal import Words, canonical
from bot.content.finding.tables.columns import Columns, Rows
from bot.content.finding.tables.entries import Sense
from bot.content.finding.tables.recency import newest_first
from bot.domain.lesson import Lesson

THE = "the"
"""A name that begins with it is found without it as well."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name or alias as its author wrote it. ``owner`` is the place of its term."""

    text: str
    owner: int
    is_alias: bool


@dataclass(frozen=True, slots=True)
class _Name:
    words: Words
    owner: int
    is_alias: bool


def spellings_of(
    lessons: Sequence[Lesson],
) -> tuple[Sequence[Sequence[Sense]], Sequence[Spelling]]:
    """Return the terms, newest first, and all their names as written.

    Of terms with one name the newest comes first, stands for all, and answers to the aliases of
    each.
    """
    senses: list[list[Sense]] = []
    places: dict[Words, int] = {}
    spellings: list[Spelling] = []
    for place in newest_first(lessons):
        for number, term in enumerate(lessons[place].terms):
            words = words_of(term.name)
            if words not in places:
                places[words] = len(senses)
                senses.append([])
            senses[places[words]].append((place, number))
            owner = places[words]
            spellings.append(Spelling(term.name, owner, is_alias=False))
            spellings += (Spelling(alias, owner, is_alias=True) for alias in term.aliases)
    return senses, spellings


def words_of(text: str) -> Words:
    """Return a name in canonical words. One that is made of signs only is still a name."""
    return tuple(canonical(text).split()) or (text.strip(),)


class Names:
    """Names by their place, and by their keys: as written, and without plurals. Never changed."""

    def __init__(self, columns: Columns) -> None:
        self.words = columns.texts("words")
        """Of each name its canonical words, with blanks between them."""
        self.owners = columns.numbers("owners")
        self.keys = columns.texts("keys")
        """All keys, each once, in order."""
        self._aliases = columns.numbers("aliases")
        self._held = Rows(columns.part("held"))
        self._number = dict(zip(self.keys, range(len(self.keys)), strict=True))

    @classmethod
    def columns_of(cls, spellings: Iterable[Spelling]) -> Columns:
        """Return what the names are made of, each of them once."""
        names = list(dict.fromkeys(name for one in spellings for name in _names(one)))
        held: dict[str, list[int]] = {}
        for place, name in enumerate(names):
            for key in dict.fromkeys((key_of(name.words), key_of(singulars(name.words)))):
                held.setdefault(key, []).append(place)
        columns = Columns(
            words=[" ".join(name.words) for name in names],
            owners=array("I", [name.owner for name in names]),
            aliases=array("B", [name.is_alias for name in names]),
            keys=sorted(held),
        )
        columns.put("held", Rows.columns_of([held[key] for key in sorted(held)]))
        return columns

    def having(self, key: str) -> Sequence[int]:
        """Return the places of the names with a key."""
        number = self._number.get(key)
        return () if number is None else self._held[number]

    def of_key(self, number: int) -> Sequence[int]:
        """Return the places of the names with a key, by its number."""
        return self._held[number]

    def is_alias(self, place: int) -> bool:
        """Return whether a name is an alias."""
        return bool(self._aliases[place])

    def __len__(self) -> int:
        return len(self.words)


def _names(spelling: Spelling) -> Iterator[_Name]:
    words = words_of(spelling.text)
    yield _Name(words, spelling.owner, spelling.is_alias)
    if words[0] == THE and len(words) > 1 and not spelling.is_alias:
        yield _Name(words[1:], spelling.owner, is_alias=True)

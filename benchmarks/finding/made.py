"""Questions made by rule from the names and aliases. Which of them, a hash decides."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from benchmarks.finding.cases import Case, number
from benchmarks.finding.corpus import names, pairs, questions, titles
from benchmarks.finding.hangul import initials, is_hangul
from benchmarks.finding.keyboard import in_hangul_layout, in_latin_layout
from benchmarks.finding.slips import fair, jamo_slip, letter_slip, two_letter_slips

Drawn = TypeVar("Drawn", str, tuple[str, str])


def made_terms() -> Iterator[Case]:
    """Yield the queries for /term that a rule can make honestly."""
    yield from (Case("exact", name, name) for name in _drawn("exact", names(), 80))
    yield from _case_changed(60)
    yield from (Case("alias", alias, name) for alias, name in _drawn("alias", _aliases(), 80))
    yield from _slipped("one typo", letter_slip, _latin(5), 1, 120)
    yield from _slipped("two typos", two_letter_slips, _latin(9), 2, 70)
    yield from _slipped("jamo typo", jamo_slip, _hangul(3), 1, 80)
    yield from _in_wrong_layout(35)
    yield from _by_initials(40)
    yield from (Case("question or title", title) for title in titles())
    yield from (Case("question or title", ask) for ask in _drawn("ask", questions(), 50))


def _drawn(kind: str, choices: Iterable[Drawn], count: int) -> Sequence[Drawn]:
    return sorted(set(choices), key=lambda choice: number(f"{kind}|{choice}"))[:count]


def _aliases() -> list[tuple[str, str]]:
    return [(spelling, name) for spelling, name in pairs() if spelling != name]


def _latin(letters: int) -> list[tuple[str, str]]:
    """Spellings in Latin letters that have this many and look like words, not like acronyms."""
    return [
        (spelling.lower(), name)
        for spelling, name in pairs()
        if sum(sign.isascii() and sign.isalpha() for sign in spelling) >= letters
        and spelling.isascii()
    ]


def _hangul(syllables: int) -> list[tuple[str, str]]:
    long = [pair for pair in pairs() if len(pair[0].replace(" ", "")) >= syllables]
    return [(spelling, name) for spelling, name in long if is_hangul(spelling)]


def _case_changed(count: int) -> Iterator[Case]:
    changes = (str.upper, str.lower, str.swapcase)
    latin = [name for name in names() if name.isascii() and len(name) > 2]
    for name in _drawn("case", latin, count):
        changed = [change(name) for change in changes if change(name) != name]
        yield Case("case", changed[number(name) % len(changed)], name)


def _slipped(
    kind: str,
    slip: Callable[[str, str], str],
    spellings: list[tuple[str, str]],
    distance: int,
    count: int,
) -> Iterator[Case]:
    """Slip in one spelling of each term, so that no term counts for more than others."""
    one_each = {name: spelling for spelling, name in _drawn(kind, spellings, len(spellings))}
    drawn = _drawn(kind, [(spelling, name) for name, spelling in one_each.items()], count)
    for spelling, name in drawn:
        slipped = fair(slip, spelling, name, distance)
        if slipped is not None:
            yield Case(kind, slipped, name)


def _in_wrong_layout(count_each: int) -> Iterator[Case]:
    latin = [(s, name) for s, name in _latin(3) if s.replace(" ", "").isalpha()]
    for spelling, name in _drawn("layout", latin, count_each):
        yield Case("wrong layout", in_hangul_layout(spelling), name)
    for spelling, name in _drawn("layout", _hangul(2), count_each):
        yield Case("wrong layout", in_latin_layout(spelling), name)


def _by_initials(count: int) -> Iterator[Case]:
    """Take only initials that lead to one term."""
    meant = {(initials(spelling), name) for spelling, name in _hangul(3)}
    times = Counter(letters for letters, _ in meant)
    alone = [pair for pair in meant if times[pair[0]] == 1 and len(set(pair[0])) > 1]
    yield from (Case("initial consonants", *pair) for pair in _drawn("initials", alone, count))

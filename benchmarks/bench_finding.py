"""Look-ups among 40,000 terms and 30,000 questions in two languages, against the usual tools.

rapidfuzz compares what was typed with every name; SQLite's FTS5 looks its trigrams up. All of them
are given the same keys (Korean as it is typed, a letter a key), asked the same things in turn, and
must find the entry among the first five. ``LESSONS=`` for more or fewer than 10,000, ``ASKED=`` for
more or fewer questions of each kind.
"""

import gc
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from benchmarks.made_lessons import Making
from benchmarks.measuring import must, percentile, resident
from bot.content.caching import Cache
from bot.content.finding.language.keystrokes import keystrokes
from bot.content.finding.language.normal import plain
from bot.content.indexes import Indexes
from bot.core.collecting import collect_seldom
from bot.domain.finding import Finding, Found, Unsure
from bot.domain.lesson import FaqHit, Lesson, TermHit

LESSONS, ASKED = int(os.environ.get("LESSONS", "10000")), int(os.environ.get("ASKED", "1000"))
SLOW = 10
"""A peer that takes milliseconds is asked every so many questions only."""
TOGETHER = 50
SHOWN = 25
FASTER = 50
LONGEST_COMPLETION = 200e-6

Look = Callable[[str], Sequence[str]]


@dataclass(slots=True)
class Finder:
    """Something that finds names, with what it took and what it found."""

    name: str
    look: Look
    every: int = 1
    taken: list[float] = field(default_factory=list)
    found: int = 0

    def ask(self, number: int, text: str, wanted: str) -> None:
        """Ask it for something, if it is its turn."""
        if number % self.every:
            return
        start = time.perf_counter()
        names = self.look(text)
        self.taken.append(time.perf_counter() - start)
        self.found += wanted in names

    @property
    def median(self) -> float:
        """Seconds an answer took."""
        return percentile(self.taken, 0.5)

    @property
    def recall(self) -> float:
        """How often it was among the first five."""
        return self.found / len(self.taken)

    def print(self, ours: "Finder | None" = None) -> None:
        """Print what it took, beside ours if it is another."""
        times = "" if ours is None else f"  {self.median / ours.median:7.0f} times ours"
        print(
            f"  {self.name:34} p50 {self.median * 1e6:9.1f} µs  p99"
            f" {percentile(self.taken, 0.99) * 1e6:9.1f} µs  recall@5 {self.recall:.3f}{times}"
        )


def main() -> None:
    making = Making()
    lessons = list(making.lessons(LESSONS))
    indexes = _built(lessons)
    terms = [term.name for lesson in lessons for term in lesson.terms]
    questions = [entry.question for lesson in lessons for entry in lesson.faq]
    _terms(making, indexes, terms)
    _questions(making, indexes, questions)
    _completion(making, indexes, terms, questions)


def _built(lessons: Sequence[Lesson]) -> Indexes:
    gc.collect()
    before, start = resident(), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        Indexes(lessons, Cache(Path(folder)), b"made").prepare()
        taken = time.perf_counter() - start
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
        start = time.perf_counter()
        indexes = Indexes(lessons, Cache(Path(folder)), b"made").prepare()
        loaded = time.perf_counter() - start
    # As the bot does once it has started.
    collect_seldom()
    count = sum(len(lesson.terms) for lesson in lessons)
    entries = sum(len(lesson.faq) for lesson in lessons)
    print(f"{count:,} terms, {entries:,} questions: index built in {taken:.1f} s,")
    print(f"  {size / 2**20:.0f} MiB on disk, ready from there in {loaded:.2f} s;")
    print(f"  the process has {resident():.0f} MiB, {before:.0f} before it was built")
    return indexes


def _terms(making: Making, indexes: Indexes, names: Sequence[str]) -> None:
    """Look up names with a slip in them, every third with two, half of them in Korean."""
    long = [name for name in making.random.sample(list(names), 2 * ASKED) if len(name) > 5]
    asked = [
        (making.slipped(name, 1 + (at % 3 == 0)), name) for at, name in enumerate(long[:ASKED])
    ]
    keys = [keystrokes(plain(name)) for name in names]
    rows = _Trigrams(names)

    def ours(text: str) -> Sequence[str]:
        return [hit.term.name for hit in _term_hits(indexes.terms.find(text))]

    def compared(scorer: Callable[..., float]) -> Look:
        def look(text: str) -> Sequence[str]:
            hits = process.extract(keystrokes(plain(text)), keys, scorer=scorer, limit=5)
            return [names[place] for _, _, place in hits]

        return look

    mine = Finder("/term, one slip or two", ours)
    same = Finder("rapidfuzz extract, OSA", compared(OSA.distance), SLOW)
    usual = Finder("rapidfuzz extract, WRatio", compared(fuzz.WRatio), 10 * SLOW)
    fts = Finder("SQLite FTS5, trigrams", rows.look, SLOW)
    _in_turn(asked, mine, same, usual, fts)
    exact = Finder("/term, exact", ours)
    _in_turn([(name, name) for name in long[:ASKED]], exact)
    ratio = same.median / mine.median
    print(f"  ratio to the same scorer over all names: {ratio:.0f}")
    if ratio < FASTER:
        print(f"  short of {FASTER} times")
    sampled = [mine.look(text) for text, _ in asked[::SLOW]]
    missed = [
        name for (_, name), found in zip(asked[::SLOW], sampled, strict=True) if name not in found
    ]
    must(len(sampled) - len(missed) >= same.found, f"rapidfuzz found more: {missed}")


def _questions(making: Making, indexes: Indexes, questions: Sequence[str]) -> None:
    """Ask questions with a third of their words gone, the rest in another order and a slip."""
    asked = []
    for question in making.random.sample(list(questions), ASKED):
        words = question.rstrip("?").split()
        making.random.shuffle(words)
        few = " ".join(words[: max(3, len(words) * 2 // 3)])
        asked.append((making.slipped(few, 1), question))
    keys = [keystrokes(plain(question)) for question in questions]
    rows = _Trigrams(questions)

    def ours(text: str) -> Sequence[str]:
        return [hit.entry.question for hit in _faq_hits(indexes.questions.find(text))]

    def compared(text: str) -> Sequence[str]:
        hits = process.extract(keystrokes(plain(text)), keys, scorer=fuzz.token_set_ratio, limit=5)
        return [questions[place] for _, _, place in hits]

    mine = Finder("/faq, in other words", ours)
    _in_turn(
        asked,
        mine,
        Finder("rapidfuzz extract, token_set_ratio", compared, 10 * SLOW),
        Finder("SQLite FTS5, trigrams", rows.look, SLOW),
    )


def _completion(
    making: Making, indexes: Indexes, terms: Sequence[str], questions: Sequence[str]
) -> None:
    """Type names and questions key by key, every fourth with a slip in it."""
    typed: list[tuple[str, str]] = []
    for number, name in enumerate(making.random.sample(list(terms), ASKED // 5)):
        said = making.slipped(name, 1) if number % 4 == 0 else name
        typed += [(said[:end], name) for end in range(1, len(said) + 1)]
    for_terms = Finder(
        "completing /term, each key",
        lambda text: [hit.term.name for hit in indexes.terms.complete(text, SHOWN)][:5],
    )
    _in_turn(typed, for_terms)
    typed = []
    for question in making.random.sample(list(questions), ASKED // 10):
        typed += [(question[:end], question) for end in range(1, len(question) + 1)]
    for_questions = Finder(
        "completing /faq, each key",
        lambda text: [hit.entry.question for hit in indexes.questions.complete(text, SHOWN)][:5],
    )
    _in_turn(typed, for_questions)
    for finder in (for_terms, for_questions):
        longest = percentile(finder.taken, 0.99)
        if longest >= LONGEST_COMPLETION:
            most = LONGEST_COMPLETION * 1e6
            print(f"  {finder.name}: a hundredth takes longer than {most:.0f} µs")


def _in_turn(asked: Sequence[tuple[str, str]], ours: Finder, *others: Finder) -> None:
    # By blocks: a slow moment hits all, and nobody finds the caches swept by another each time.
    for start in range(0, len(asked), TOGETHER):
        for finder in (ours, *others):
            for number in range(start, min(start + TOGETHER, len(asked))):
                finder.ask(number, *asked[number])
    ours.print()
    for other in others:
        other.print(ours)


def _term_hits(finding: Finding[TermHit]) -> Sequence[TermHit]:
    if isinstance(finding, Found):
        return [finding.hit]
    return finding.hits if isinstance(finding, Unsure) else ()


def _faq_hits(finding: Finding[FaqHit]) -> Sequence[FaqHit]:
    if isinstance(finding, Found):
        return [finding.hit]
    return finding.hits if isinstance(finding, Unsure) else ()


class _Trigrams:
    """Names in SQLite's full-text index of trigrams, in keys."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._db = sqlite3.connect(":memory:")
        self._db.execute("create virtual table names using fts5(key, tokenize='trigram')")
        rows = ((place, keystrokes(plain(name))) for place, name in enumerate(names))
        self._db.executemany("insert into names(rowid, key) values (?, ?)", rows)

    def look(self, text: str) -> Sequence[str]:
        key = keystrokes(plain(text))
        pieces = {key[at : at + 3] for at in range(len(key) - 2)}
        match = " OR ".join(f'"{piece}"' for piece in sorted(pieces) if '"' not in piece)
        found = self._db.execute(
            "select rowid from names where names match ? order by rank limit 5", (match,)
        )
        return [self._names[place] for (place,) in found]


if __name__ == "__main__":
    main()

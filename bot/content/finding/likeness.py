"""How like the names of terms a text is, for when none of them is surely meant."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from bot.content.finding.language.english import STOP, singulars
from bot.content.finding.language.keystrokes import key_of
from bot.content.finding.language.korean import ALL, is_hangul, without_particle
from bot.content.finding.language.normal import Words, joined
from bot.content.finding.language.said import Said
from bot.content.finding.tables.names import Names
from bot.content.finding.tables.slipping import Nearness
from bot.content.finding.tables.words import WordTable

_SIMILAR, _CLEARLY_SIMILAR = 0.6, 0.75
_LEAST_SHARE = 0.3
_FEW_WORDS = 8
_FEWEST_KEYS = 6
_MOST_WORDS_OF_A_NAME = 8
_OF_BEST = 0.6
_MOST_NAMES = 5_000
"""Names that are scored for the words they share. With more, a word says nothing."""


class Likeness:
    """Scores the names that share something with a text. Never changed."""

    def __init__(self, names: Names, words: WordTable) -> None:
        self._names = names
        self._words = words

    def likeliest(self, said: Sequence[Said], near: Nearness) -> list[int]:
        """Return the owners of the names that are likest, by the readings of a text."""
        if not said:
            return []
        best: dict[int, float] = defaultdict(float)
        for place, score in self._scores(said[0].folded, said[-1], near):
            owner = self._names.owners[place]
            best[owner] = max(best[owner], score)
        floor = _OF_BEST * max(best.values(), default=0)
        ranked = sorted((-score, owner) for owner, score in best.items() if score >= floor)
        return [owner for _, owner in ranked]

    def _scores(self, whole: Words, barest: Said, near: Nearness) -> Iterator[tuple[int, float]]:
        bare = barest.folded
        similar = list(self._similar(barest, barest.key, near))
        if barest.folded_key != barest.key and not similar:
            similar = list(self._similar(barest, barest.folded_key, near))
        yield from similar
        if not similar or self._may_share(bare, max(score for _, score in similar)):
            yield from self._mentioned(whole)
            yield from self._sharing(bare)

    def _may_share(self, words: Words, similar: float) -> bool:
        """Return whether names that share words may be likelier than one that is so similar.

        Where a word is none that names have, it is the one that is mistyped.
        """
        known = [word in self._words for word in words]
        return all(known) if similar >= _CLEARLY_SIMILAR else any(known)

    def _similar(self, barest: Said, key: str, near: Nearness) -> Iterator[tuple[int, float]]:
        """Score names by the keys that would have to change."""
        for number, distance in near.of(key):
            similarity = 1 - distance / max(len(key), len(self._names.keys[number]))
            if similarity < _SIMILAR:
                continue
            for place in self._names.of_key(number):
                # With few keys any word is like one on the other language's keyboard.
                alike = is_hangul(self._names.words[place]) is barest.is_korean
                if alike or len(key) >= _FEWEST_KEYS:
                    yield place, similarity

    def _mentioned(self, words: Words) -> Iterator[tuple[int, float]]:
        """Score names that stand in a sentence, by their part of it."""
        whole = max(len(joined(words)), 1)
        for start in range(len(words)):
            for end in range(start + 1, min(start + _MOST_WORDS_OF_A_NAME, len(words)) + 1):
                for span in self._spans(words[start:end]):
                    run = joined(span)
                    for place in self._names.having(key_of(span)):
                        if self._says(place, run):
                            yield place, 0.6 + 0.35 * len(run) / whole

    def _spans(self, words: Words) -> Iterator[Words]:
        """Yield words as they are, and those beginning with a name that a particle follows."""
        yield words
        last = words[-1]
        if is_hangul(last[-1]):
            yield from ((*words[:-1], last[:size]) for size in range(1, len(last)))

    def _says(self, place: int, run: str) -> bool:
        """Return whether a name is what was said, and more than words that say nothing."""
        folded = singulars(tuple(self._names.words[place].split()))
        return joined(folded) == run and not all(word in STOP for word in folded)

    def _sharing(self, words: Words) -> Iterator[tuple[int, float]]:
        """Score names by the letters of the words they share with a text."""
        words = tuple(w for w in words if w not in STOP)
        shared: dict[int, float] = defaultdict(float)
        count: dict[int, int] = defaultdict(int)
        # The rarest first: they say most, and of the rest only so much is looked at.
        for word in sorted(dict.fromkeys(words), key=self._words.size):
            for place, letters in self._holding(word, few=len(words) <= _FEW_WORDS).items():
                if place in shared or len(shared) < _MOST_NAMES:
                    shared[place] += letters
                    count[place] += 1
        typed = len("".join(words))
        for place, letters in shared.items():
            run = len(self._names.words[place].replace(" ", ""))
            share = letters / (typed + run - letters)
            if letters >= typed:
                # Each word as it is: what is written right is seldom a slip for something else.
                yield place, 0.85 + 0.1 * share
            elif count[place] == len(set(words)):
                yield place, 0.5 + 0.45 * share
            elif share >= _LEAST_SHARE:
                yield place, 0.3 + 0.4 * share

    def _holding(self, word: str, *, few: bool) -> dict[int, float]:
        """Return the names with a word, one it begins, or one near it, and the letters shared."""
        found: dict[int, float] = {}
        forms = dict.fromkeys((word, without_particle(word, ALL)))
        for near in self._words.near(word) if few else ():
            found |= dict.fromkeys(self._words.having(near), 0.7 * len(word))
        for within in self._words.within(word) if few else ():
            found |= dict.fromkeys(self._words.having(within), 0.8 * len(word))
        for form in forms:
            for longer in self._words.beginning(form):
                if len(found) > _MOST_NAMES:
                    break
                found |= dict.fromkeys(self._words.having(longer), 0.9 * len(form))
        for form in forms:
            found |= dict.fromkeys(self._words.having(form), float(len(form)))
        return found

"""Slips of the finger: how many lie between what was typed and a name, if nothing else does."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from rapidfuzz.distance import OSA

from bot.content.finding.language.english import singular
from bot.content.finding.language.keyboard import are_neighbours, are_vowels
from bot.content.finding.language.keystrokes import key_of, keystrokes
from bot.content.finding.language.korean import is_hangul
from bot.content.finding.language.lookalikes import REAL
from bot.content.finding.language.normal import Words, digits, joined

LETTERS_FOR_ONE, LETTERS_FOR_TWO = 5, 9
_MOST_OTHER_LETTERS = 2
_FEWEST_SYLLABLES, _FEWEST_KEYS = 3, 8


def allowance(length: int) -> int:
    """Return how many slips a word of some letters may hold and still be known."""
    return (length >= LETTERS_FOR_ONE) + (length >= LETTERS_FOR_TWO)


def slips(typed: Words, name: Words, known: AbstractSet[str] = frozenset()) -> int | None:
    """Return how many slips lead from a name to what was typed, or ``None`` if other words do.

    Not a slip: another number, a word of a few letters (GPU, NPU), a ``known`` word, and a word
    with another first or last letter (in-, deflation; capitalism, -ist).
    """
    said, meant = _apart(typed, name)
    if not _same_digits(typed, name) or any(_is_real(word, known) for word in said):
        return None
    total = 0
    if len(said) == len(meant):
        for typed_word, word in zip(said, meant, strict=True):
            count = _slips_in_word(typed_word, word, alone=len(name) == 1)
            if count is None:
                return None
            total += count
    elif not said or not meant or not _is_slip_in_run(joined(tuple(said)), tuple(meant)):
        return None
    else:
        total = 1
    return total if total <= allowance(len(key_of(name))) else None


def anchored(typed: str, meant: str) -> bool:
    """Return whether two words begin and end alike, but for letters that changed places."""
    begins = typed[0] == meant[0] or typed[:2] == meant[1::-1]
    return begins and (typed[-1] == meant[-1] or typed[-2:] == meant[:-3:-1])


def _is_real(word: str, known: AbstractSet[str]) -> bool:
    one = singular(word)
    return one in known or one in REAL


def _same_digits(typed: Words, name: Words) -> bool:
    both = joined(typed) + joined(name)
    return both.isalpha() or digits(typed) == digits(name)


def _apart(one: Iterable[str], other: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the words, or letters, that only one of the two has, or has more often."""
    mine, its = list[str](), list(other)
    for part in one:
        if part in its:
            its.remove(part)
        else:
            mine.append(part)
    return mine, its


def _slips_in_word(typed: str, meant: str, *, alone: bool) -> int | None:
    if is_hangul(meant):
        return _slips_in_korean(typed, meant)
    limit = allowance(len(meant))
    has_digit = not meant.isalpha() and any(map(str.isdecimal, meant))
    if not limit or has_digit or not anchored(typed, meant):
        return None
    distance = OSA.distance(typed, meant, score_cutoff=limit)
    return distance if distance <= limit and _is_slip(typed, meant, alone=alone) else None


def _slips_in_korean(typed: str, meant: str) -> int | None:
    """Return 1 for one key of a word of several syllables; another syllable is another word.

    So 금리인상 is not 금리인하.
    """
    keys = keystrokes(meant)
    if len(meant) < _FEWEST_SYLLABLES or len(keys) < _FEWEST_KEYS or not is_hangul(typed):
        return None
    return 1 if OSA.distance(keystrokes(typed), keys, score_cutoff=1) == 1 else None


def _is_slip(typed: str, meant: str, *, alone: bool) -> bool:
    """Return whether letters changed place, came or went, or one was hit instead of another.

    Two other letters make another word; so may one where no word beside it speaks for a slip.
    """
    came, went = map("".join, _apart(typed, meant))
    if len(came + went) > _MOST_OTHER_LETTERS:
        return False
    if not (alone and came and went) or are_neighbours(came, went):
        return True
    return len(meant) >= LETTERS_FOR_TWO and are_vowels(came, went)


def _is_slip_in_run(typed: str, meant: Words) -> bool:
    """Return whether a slip in a long word makes words what was run together or torn apart."""
    run = joined(meant)
    if is_hangul(run) or not anchored(typed, run) or OSA.distance(typed, run, score_cutoff=1) > 1:
        return False
    start = _alike(typed, run)
    end = len(run) - _alike(typed[start:][::-1], run[start:][::-1])
    return _within_long_word(meant, start, end)


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _within_long_word(words: Words, start: int, end: int) -> bool:
    position = 0
    for word in words:
        if position < start and end < position + len(word):
            return len(word) >= LETTERS_FOR_ONE
        position += len(word)
    return False

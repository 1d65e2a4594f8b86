"""Prose in tokens: English stems; Korean words and the pairs of syllables in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.finding import english, korean
from bot.content.finding.normal import Words

_RUN = re.compile(r"[가-힣]+|[^\s가-힣]+")
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Want:
    """A word that says what is asked about, and the tokens that stand for it, equal in weight."""

    word: str
    tokens: Words


def tokens(text: str) -> Words:
    """Return the tokens of a canonical text, in order."""
    return tuple(token for want in _wants(text) for token in want.tokens)


def words(text: str) -> tuple[Want, ...]:
    """Return the words of a canonical text in order, without those that say nothing."""
    return tuple(_wants(text))


def grams(word: str) -> Words:
    """Return the tokens that stand for a Korean word: itself, and each two syllables of it."""
    if len(word) <= _PAIR:
        return (word,)
    pairs = (word[i : i + _PAIR] for i in range(len(word) - 1))
    return (word, *pairs)


def wants(text: str) -> tuple[Want, ...]:
    """Return the words of a canonical text that say what it asks about, each once."""
    return tuple(dict.fromkeys(_wants(text)))


def _wants(text: str) -> Iterator[Want]:
    after = " "
    for match in _RUN.finditer(text):
        run, attached = match[0], after == "" and match.start() > 0
        after = text[match.end() : match.end() + 1].strip()
        if korean.is_hangul(run):
            # In AI는 the particle is all that is Korean.
            yield from () if attached and run in korean.ALL else _korean(run)
        elif run not in english.STOP:
            stem = english.stem(run)
            yield Want(stem, (stem,))


def _korean(word: str) -> Iterator[Want]:
    if word in korean.STOP:
        return
    word = korean.noun(word)
    if word not in korean.STOP:
        yield Want(word, grams(word))

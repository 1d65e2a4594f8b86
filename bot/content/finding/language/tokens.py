"""Prose in tokens: English stems; Korean words and the pairs of syllables in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.content.finding.language import english, korean
from bot.content.finding.language.keystrokes import keystrokes
from bot.content.finding.language.normal import Words

_RUN = re.compile(r"[가-힣]+|[^\s가-힣]+")
_PAIR = 2
_BEGINS, _KEYS = "~", 4
FRAME = "="
"""Before a token that says how something is put, and nothing about the subject."""


@dataclass(frozen=True, slots=True)
class Want:
    """A word that says what is asked about, and the tokens that stand for it, equal in weight."""

    word: str
    tokens: Words
    written: str = field(default="", compare=False)
    """As it was typed, in small letters."""


def words(text: str) -> tuple[Want, ...]:
    """Return the words of a canonical text in order, without those that say nothing."""
    return tuple(_wants(text))


def grams(word: str) -> Words:
    """Return the tokens that stand for a Korean word: itself, each two syllables, its first keys.

    In keys 지우면 and 지워요 begin alike.
    """
    if len(word) < _PAIR:
        return (word,)
    pairs = (word[i : i + _PAIR] for i in range(len(word) - 1)) if len(word) > _PAIR else ()
    return (word, *pairs, _BEGINS + keystrokes(word)[:_KEYS])


def wants(text: str) -> tuple[Want, ...]:
    """Return the words of a canonical text that say what it asks about, each once."""
    return tuple(dict.fromkeys(_wants(text)))


def frame(text: str) -> tuple[Want, ...]:
    """Return the other words of a canonical text, each once: those that say how it is put.

    They tell little, but of some questions they are nearly all: Why does AI make things up?
    """
    saying_nothing = english.STOP | korean.STOP
    said = dict.fromkeys(word for word in text.split() if word in saying_nothing)
    return tuple(Want(FRAME + word, (FRAME + word,)) for word in said)


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
            yield Want(stem, (stem,), run)


def _korean(word: str) -> Iterator[Want]:
    if word in korean.STOP:
        return
    word = korean.noun(word)
    if word not in korean.STOP:
        yield Want(word, grams(word), word)

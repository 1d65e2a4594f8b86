"""Exact phrases: what stands in quotes is found word for word."""

import re
from collections.abc import Iterator, Sequence

from bot.content.finding.language.korean import is_hangul
from bot.content.finding.language.normal import LIMIT
from bot.content.finding.searching.lines import RUN
from bot.content.finding.searching.passages import Passage
from bot.domain.search import Mark

_QUOTED = re.compile(r'["“”„]([^"“”„]+)["“”„]|「([^」]+)」')
_GAP = r"(?:[^\w\n]|_)"
_LETTER = r"[^\W_가-힣]"

Pattern = re.Pattern[str]


def phrases_in(words: str) -> Sequence[Pattern]:
    """Return what stands in quotes, each as the pattern of a text in small letters."""
    quoted = (one or other for one, other in _QUOTED.findall(words[: 3 * LIMIT]))
    found = (RUN.findall(text.lower()[:LIMIT]) for text in quoted)
    return [_pattern(phrase) for phrase in found if phrase]


def hold(passages: Sequence[Passage], phrases: Sequence[Pattern]) -> bool:
    """Return whether each phrase stands somewhere in a document."""
    text = "\n".join(passage.text for passage in passages).lower()
    return all(phrase.search(text) for phrase in phrases)


class PhraseSeeker:
    """Looks for phrases. Their words alone are not marked: they would mislead."""

    def __init__(self, phrases: Sequence[Pattern]) -> None:
        self._phrases = phrases

    def share(self, text: str) -> float:
        """Return the share (0 to 1) of the phrases that stand in a text."""
        small = text.lower()
        return sum(bool(phrase.search(small)) for phrase in self._phrases) / len(self._phrases)

    def marks(self, text: str) -> Iterator[Mark]:
        """Yield where phrases stand in a text, none within another."""
        small = text.lower()
        if len(small) != len(text):
            return  # There are letters that grow when made small; no place would be right.
        end = 0
        for start, stop in sorted(m.span() for p in self._phrases for m in p.finditer(small)):
            if start >= end:
                yield start, stop
                end = stop


def _pattern(words: Sequence[str]) -> Pattern:
    """Return a pattern of words that follow one another. Korean may go on: 주권은."""
    first, *others = words
    before = "[가-힣]" if is_hangul(first) else _LETTER
    after = "" if is_hangul(words[-1]) else rf"(?!{_LETTER})"
    pairs = zip(words, others, strict=False)
    rest = (f"{_GAP}{_times(one, other)}{re.escape(other)}" for one, other in pairs)
    return re.compile(rf"(?<!{before}){re.escape(first)}{''.join(rest)}{after}")


def _times(one: str, other: str) -> str:
    return "+" if is_hangul(one) == is_hangul(other) else "*"

"""The line of a document that says most of what is sought, and where in it the words stand."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.content.finding.language.korean import is_hangul
from bot.content.finding.language.normal import canonical
from bot.content.finding.language.tokens import wants
from bot.content.finding.searching.passages import Passage
from bot.core.plain import visible
from bot.domain.search import Mark

RUN = re.compile(r"[가-힣]+|[^\W_가-힣]+(?:[+#]+(?!\S))?")
"""A word. Korean and other letters that stand together are two."""
_LEAST_KNOWN_BY_TWO = 4


class Seeker(Protocol):
    """Looks through texts for what is sought."""

    def share(self, text: str) -> float:
        """Return the share (0 to 1) of what is sought that a text says."""

    def marks(self, text: str) -> Iterator[Mark]:
        """Yield where it stands in a text, in order."""


@dataclass(frozen=True, slots=True)
class Line:
    """The best line of a document, and the share (0 to 1) of what is sought that one line says.

    The title counts for the share too; it is never the line, as it is shown in any case.
    """

    text: str
    marks: tuple[Mark, ...]
    part: str
    share: float


def best_line(passages: Sequence[Passage], seeker: Seeker) -> Line:
    """Return the best line of a document; of equals, the first."""
    title, *others = passages
    shares = [(seeker.share(passage.text), -at) for at, passage in enumerate(others)]
    share, at = max(shares, default=(0.0, 0))
    best = others[-at] if others else Passage("")
    text = " ".join(visible(best.text).split())
    return Line(text, tuple(seeker.marks(text)), best.part, max(share, seeker.share(title.text)))


class WordSeeker:
    """Looks for words, whatever their form."""

    def __init__(self, tokens: Mapping[str, int], weights: Sequence[float]) -> None:
        """Take which word of the search each token stands for, and what each word weighs."""
        self._tokens = tokens
        self._weights = weights
        self._whole = sum(weights) or 1.0
        self._starts = frozenset(form for token in tokens for form in _starts(token))
        self._known: dict[str, tuple[str, int] | None] = {}

    def share(self, text: str) -> float:
        """Return the share (0 to 1) of what is sought that a text says."""
        meanings = map(self._meaning, filter(self._may_be_sought, set(RUN.findall(text))))
        found = {meaning[1] for meaning in meanings if meaning}
        return sum(self._weights[which] for which in found) / self._whole

    def marks(self, text: str) -> Iterator[Mark]:
        """Yield where the words stand: a Korean one without what is attached to it."""
        for match in RUN.finditer(text):
            if self._may_be_sought(match[0]) and (meaning := self._meaning(match[0])):
                yield match.start(), match.start() + _reach(match[0], meaning[0])

    def _may_be_sought(self, written: str) -> bool:
        """Return whether a word can be one of those sought, for all that its first letters tell.

        A document has a thousand words; to find out for each what it stands for takes long.
        """
        return (
            written[:2] in self._starts
            or written[0] in self._starts
            or "\x7f" < written[0] < "가"
            or written[0] > "힣"
        )

    def _meaning(self, written: str) -> tuple[str, int] | None:
        """Return the token that a word is, and which word of the search it stands for."""
        if written not in self._known:
            word = written.lower() if written.isascii() else canonical(written)
            tokens = (want.word for want in wants(word))
            hits = ((token, self._tokens[token]) for token in tokens if token in self._tokens)
            self._known[written] = next(hits, None)
        return self._known[written]


def _starts(token: str) -> Iterator[str]:
    """Yield how a word begins that is this token: a short one may differ in its second letter."""
    start = token[: 2 if is_hangul(token) or len(token) >= _LEAST_KNOWN_BY_TWO else 1]
    yield from (start, start.upper(), start.title(), start[0] + start[1:].upper())


def _reach(written: str, token: str) -> int:
    return len(token) if is_hangul(token) and written.startswith(token) else len(written)

"""Which FAQ entries mean nearly the same as a question, and what is to be offered then."""

import logging
from collections.abc import Iterator, Sequence

import numpy as np

from bot.content.meaning.languages import language_of
from bot.content.meaning.model import Vectors
from bot.content.meaning.probes import PROBES, SHARE
from bot.content.meaning.vectors import VectorStore
from bot.domain.finding import Finding, Found, NotFound, Unsure
from bot.domain.lesson import FaqEntry, FaqHit

log = logging.getLogger(__name__)

MOST = 5
"""Entries that are offered."""
LONGEST = 1000
"""Characters of a question that are looked at; models read less."""

_RANKS = 2.0
"""How much the first ranks count before the later ones."""
_MEANING, _WORDS = 1.5, 1.0


class Nearness:
    """The meanings of some questions and their answers. Never changed, shared by threads."""

    def __init__(
        self, hits: Sequence[FaqHit], vectors: VectorStore, languages: Sequence[str]
    ) -> None:
        """Work out what is not known yet. Raises ``StoppedError``."""
        self._hits = hits
        self._vectors = vectors
        self._languages = languages
        said = [(owner, text) for owner, hit in enumerate(hits) for text in _texts(hit.entry)]
        pairs = [(owner, text) for owner, text in said if language_of(text) in languages]
        probes = [probe for language in languages for probe in PROBES[language]]
        rows = vectors.of([*(text for _, text in pairs), *probes])
        self._owners = [owner for owner, _ in pairs]
        self._rows, asked = rows[: len(pairs)], rows[len(pairs) :]
        self._floor = float(np.quantile(_nearest(asked, self._rows), SHARE)) if pairs else 1.0

    def join(self, question: str, finding: Finding[FaqHit]) -> Finding[FaqHit]:
        """Return what to say to a question for which this was found by its words.

        What is sure stays. In a language that the model does not know all stays as it is.
        """
        asked = question[:LONGEST]
        if isinstance(finding, Found) or not asked.strip() or not self._owners:
            return finding
        if language_of(asked) not in self._languages:
            return finding
        try:
            near = self._near(asked)
        except Exception:
            # Nothing may spoil an answer; what was asked does not go into the log.
            log.exception("what a question means could not be told; words count, then")
            return finding
        # If nothing is about it, what has some words of it isn't either.
        offered = _together(near, finding) if near else ()
        return Unsure(tuple(offered)) if offered else NotFound()

    def _near(self, question: str) -> Sequence[FaqHit]:
        likeness = self._rows @ self._vectors.of_question(question)
        best: list[int] = []
        for place in np.argsort(-likeness, kind="stable"):
            if likeness[place] <= self._floor or len(best) == MOST:
                break
            if (owner := self._owners[place]) not in best:
                best.append(owner)
        return [self._hits[owner] for owner in best]


def _nearest(asked: Vectors, rows: Vectors) -> Vectors:
    """Return for each probe how near it comes to anything."""
    nearest: Vectors = (asked @ rows.T).max(axis=1)
    return nearest


def _together(near: Sequence[FaqHit], finding: Finding[FaqHit]) -> Sequence[FaqHit]:
    """Return what is near by meaning and by words; first, what is so by both."""
    by_words = finding.hits if isinstance(finding, Unsure) else ()
    hits, scores = dict[str, FaqHit](), dict[str, float]()
    for weight, ranked in ((_MEANING, near), (_WORDS, by_words)):
        for rank, hit in enumerate(ranked):
            id_ = hit.entry.id
            hits.setdefault(id_, hit)
            scores[id_] = scores.get(id_, 0.0) + weight / (_RANKS + rank)
    return [hits[id_] for id_ in sorted(hits, key=lambda one: -scores[one])][:MOST]


def _texts(entry: FaqEntry) -> Iterator[str]:
    yield entry.question
    yield from entry.also_asked
    yield entry.answer

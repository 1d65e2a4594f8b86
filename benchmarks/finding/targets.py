"""What is to be reached on the judged half."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.finding.judging import Judgement, Verdict

Measure = Callable[[Verdict], bool]


@dataclass(frozen=True, slots=True)
class Target:
    """A share that must be reached, or must not be passed."""

    name: str
    reached: float
    wanted: float
    at_most: bool = False

    @property
    def met(self) -> bool:
        """Whether it is; a kind that nothing was asked of is not."""
        return self.reached <= self.wanted if self.at_most else self.reached >= self.wanted


def share(verdicts: Sequence[Verdict], measure: Measure) -> float:
    """Return how many of the verdicts are so, from 0 to 1; not a number if there are none."""
    return sum(map(measure, verdicts)) / len(verdicts) if verdicts else float("nan")


def first(verdict: Verdict) -> bool:
    """Count for recall@1."""
    return verdict.first


def among(verdict: Verdict) -> bool:
    """Count for recall@5."""
    return verdict.among


def wrong_or_false(verdict: Verdict) -> bool:
    """Count surely answered, and not rightly."""
    return verdict.wrong or verdict.false


TERM_TARGETS = {
    **dict.fromkeys(("exact", "case", "plural", "one typo"), 0.98),
    **dict.fromkeys(("acronym", "hangul", "what is", "word order"), 0.98),
    **dict.fromkeys(("two typos", "partial", "jamo typo"), 0.95),
    "romanised": 0.75,
}
_FAQ: dict[str, tuple[Measure, float]] = {
    "verbatim": (first, 0.99),
    "light paraphrase": (first, 0.99),
    "keyword": (first, 0.90),
    "typo": (first, 0.90),
    "heavy paraphrase": (among, 0.60),
}
_FAQ_FALSE = {"off topic": 0.03, "on topic": 0.08}
_NAMES: dict[Measure, str] = {first: "recall@1", among: "recall@5"}


def targets(judged: Judgement) -> list[Target]:
    """Return every target with what was reached."""
    found = [
        Target(f"/term {kind}: recall@1", share(_kind(judged.terms, kind), first), wanted)
        for kind, wanted in TERM_TARGETS.items()
    ]
    wrong = share(judged.terms, wrong_or_false)
    found.append(Target("/term, all: wrong or false answers", wrong, 0.02, at_most=True))
    complete = share(judged.completions, among)
    found.append(Target("completion, all: among the first five", complete, 0.98))
    return [*found, *_of_faq(judged.faq)]


def _of_faq(verdicts: Sequence[Verdict]) -> list[Target]:
    found = [
        Target(f"/faq {kind}: {_NAMES[measure]}", share(_kind(verdicts, kind), measure), wanted)
        for kind, (measure, wanted) in _FAQ.items()
    ]
    for kind, wanted in _FAQ_FALSE.items():
        false = share(_kind(verdicts, kind), wrong_or_false)
        found.append(Target(f"/faq {kind}: false answers", false, wanted, at_most=True))
    return found


def _kind(verdicts: Sequence[Verdict], kind: str) -> list[Verdict]:
    return [verdict for verdict in verdicts if verdict.case.kind == kind]

"""What became of the slots, counted."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import Enum

UNTROUBLED = "nothing"
MOST_TRACES = 20


class Outcome(Enum):
    """What became of a slot. Each has one."""

    ON_TIME = "on time"
    LATE = "late"
    """Posted once, too."""
    SKIPPED = "skipped"
    """Rightly: something was in the way for as long as it could have been posted."""
    IN_DOUBT = "in doubt"
    """It does not stand, and cannot be looked for: the channel can't be read back."""
    MISSING = "missing"
    DOUBLED = "doubled"


ONCE = (Outcome.ON_TIME, Outcome.LATE)


@dataclass(slots=True)
class Verdict:
    """The counts of one part of a rehearsal, or of all of them together."""

    table: defaultdict[str, Counter[Outcome]] = field(default_factory=lambda: defaultdict(Counter))
    """By the fault that befell the slot."""
    reasons: Counter[str] = field(default_factory=Counter)
    """Of what was skipped, in the records' words."""
    in_doubt: int = 0
    """Posts that stand, though the records can't know it."""
    early: int = 0
    """Posted before they were due, by a clock that was wrong."""
    again: int = 0
    """Lessons that came a second time in one course."""
    lost: int = 0
    """Lessons that a course left out."""
    overtaken: int = 0
    """Lessons that a round of a course left out, as it was over, or the whole rehearsal, when their
    doubt was settled."""
    unasked: int = 0
    """Posts for which there was no slot."""
    untrue: int = 0
    """Posts that stand, and the records say they were skipped or failed; or the other way round."""
    told: Counter[str] = field(default_factory=Counter)
    untold: Counter[str] = field(default_factory=Counter)
    """Notices by their trouble."""
    told_twice: int = 0
    requests: int = 0
    rounds: int = 0
    runs: int = 0
    """How often the program was started."""
    failures: Counter[str] = field(default_factory=Counter)
    """Rounds that ended with an error, by its kind."""
    traces: list[str] = field(default_factory=list)
    """What to look at, of what is missing, doubled or untrue."""

    def add(self, other: "Verdict") -> None:
        """Add the counts of another part."""
        for cause, counts in other.table.items():
            self.table[cause] += counts
        for mine, theirs in (
            (self.reasons, other.reasons),
            (self.told, other.told),
            (self.untold, other.untold),
            (self.failures, other.failures),
        ):
            mine.update(theirs)
        for name in _NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.traces += other.traces

    def note(self, trace: str) -> None:
        """Keep a trace, but not too many."""
        if len(self.traces) < MOST_TRACES:
            self.traces.append(trace)

    def total(self, *outcomes: Outcome) -> int:
        """Return how many slots had one of these outcomes; without any, how many were due."""
        wanted = outcomes or tuple(Outcome)
        return sum(counts[one] for counts in self.table.values() for one in wanted)

    @property
    def good(self) -> bool:
        """Whether the promise was kept."""
        broken = self.total(Outcome.MISSING, Outcome.DOUBLED)
        return not (broken or self.again or self.lost or self.unasked or self.untrue)


_NUMBERS = (
    "in_doubt",
    "early",
    "again",
    "lost",
    "overtaken",
    "unasked",
    "untrue",
    "told_twice",
    "requests",
    "rounds",
    "runs",
)

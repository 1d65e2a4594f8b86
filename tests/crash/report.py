"""What came of it all, as a table: a row for each kind of fault, a column for each outcome."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from tests.crash.days import KINDS, Day, Outcome

WIDTH = 32


def table(days: Sequence[Day]) -> str:
    """Return the table of fault and outcome, and of what the kills interrupted."""
    by_kind: dict[str, list[Day]] = defaultdict(list)
    for day in days:
        by_kind[day.kind].append(day)
    rows = [_row(kind, by_kind[kind]) for kind in KINDS if kind in by_kind]
    names = [
        "days",
        "faults met",
        "kills",
        "starts",
        "due",
        *(outcome.value for outcome in Outcome),
    ]
    head = f"{'fault':{WIDTH}}" + "".join(f"{name:>{len(name) + 2}}" for name in names)
    lines = [head, "-" * len(head)]
    for kind, figures in [*rows, _row("all", days)]:
        cells = (f"{figure:>{len(name) + 2}}" for name, figure in zip(names, figures, strict=True))
        lines.append(f"{kind:{WIDTH}}" + "".join(cells))
    lines.insert(-1, "-" * len(head))
    return "\n".join([*lines, "", *_phases(days)])


def wrong(days: Sequence[Day]) -> list[str]:
    """Return what should not have been, a line each."""
    return [
        f"{day.kind}: {one.room.place.platform} {one.room.key(one.date)}: {one.outcome.value};"
        f" the ledger says {one.said}"
        for day in days
        for one in day.wrong
    ]


def _row(kind: str, days: Sequence[Day]) -> tuple[str, list[int]]:
    outcomes = Counter(one.outcome for day in days for one in day.lessons)
    figures = [
        len(days),
        sum(day.met for day in days),
        sum(day.kills for day in days),
        sum(day.starts for day in days),
    ]
    return kind, [*figures, outcomes.total(), *(outcomes[outcome] for outcome in Outcome)]


def _phases(days: Sequence[Day]) -> list[str]:
    phases: Counter[str] = Counter()
    for day in days:
        phases.update(day.phases)
    rows = [f"  {phase:{WIDTH - 2}}{count:>6}" for phase, count in phases.most_common()]
    return [f"{'killed while':{WIDTH}} times", *rows] if rows else []

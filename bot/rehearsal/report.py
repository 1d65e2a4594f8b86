"""What came of a rehearsal, as text."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bot.rehearsal.faults import FAULTS
from bot.rehearsal.parallel import Rehearsed
from bot.rehearsal.run import Order
from bot.rehearsal.verdict import ONCE, UNTROUBLED, Outcome, Verdict

_HEAD = ("what befell it", "due", "sent once", "late", "skipped", "in doubt", "missing", "doubled")
_FIRST, _WIDTH = 20, 11


def report(done: Rehearsed) -> str:
    """Return the report: the order, the table by cause, what is to be seen to, and the figures."""
    order, verdict = done.order, done.verdict
    lines = [
        _title(order),
        "",
        _row(_HEAD),
        *(_line(cause, verdict.table[cause]) for cause in _causes(verdict)),
        _line("all", _sum(verdict)),
        "",
        *_listed("Skipped, in the records' words", verdict.reasons),
        *_listed("Told", verdict.told),
        *_listed("Still to be told", verdict.untold),
        *_listed("Rounds that ended with an error", verdict.failures),
        *_remarks(verdict),
        _figures(done),
        *(f"- {trace}" for trace in verdict.traces),
        "The promise was kept." if verdict.good else "The promise was broken.",
    ]
    return "\n".join(lines)


def _title(order: Order) -> str:
    return (
        f"{order.days} days from {order.start}, {order.channels:,} channels, seed {order.seed},"
        f" faults: {_names(order.faults)}"
    )


def _causes(verdict: Verdict) -> Sequence[str]:
    names = [UNTROUBLED, *(fault.name for fault in FAULTS)]
    return [name for name in names if name in verdict.table]


def _sum(verdict: Verdict) -> Counter[Outcome]:
    return sum(verdict.table.values(), Counter[Outcome]())


def _line(cause: str, counts: Counter[Outcome]) -> str:
    figures = (
        counts.total(),
        sum(counts[one] for one in ONCE),
        counts[Outcome.LATE],
        counts[Outcome.SKIPPED],
        counts[Outcome.IN_DOUBT],
        counts[Outcome.MISSING],
        counts[Outcome.DOUBLED],
    )
    return _row((cause, *(f"{figure:,}" for figure in figures)))


def _row(cells: Sequence[str]) -> str:
    first, *rest = cells
    return f"{first:{_FIRST}}" + "".join(f"{cell:>{_WIDTH}}" for cell in rest)


def _listed(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    if counts:
        yield f"{title}:"
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        yield from (f"  {many:>8,}  {what}" for what, many in ordered)
        yield ""


def _remarks(verdict: Verdict) -> Iterator[str]:
    for many, what in (
        (verdict.again, "lessons came a second time in one course"),
        (verdict.lost, "lessons were left out of a course"),
        (verdict.overtaken, "lessons came to nothing only after the last slot of their round"),
        (verdict.unasked, "posts came for which nothing was due"),
        (verdict.untrue, "records say otherwise than what stands"),
        (verdict.early, "posts came before they were due, by a clock that was wrong"),
        (verdict.in_doubt, "posts stand, and the records cannot know: the channel is unreadable"),
        (verdict.told_twice, "notices were told twice"),
    ):
        if many:
            yield f"{many:,} {what}."


def _figures(done: Rehearsed) -> str:
    verdict, due = done.verdict, done.verdict.total()
    return (
        f"{verdict.requests:,} requests to post, {verdict.rounds:,} rounds,"
        f" {verdict.runs:,} runs of the program;"
        f" {done.seconds:.0f} s, {due / max(done.seconds, 0.001):,.0f} slots a second"
    )


def _names(faults: frozenset[str]) -> str:
    if len(faults) == len(FAULTS):
        return "all"
    return ", ".join(fault.name for fault in FAULTS if fault.name in faults) or "none"

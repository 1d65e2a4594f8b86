"""What very many channels come to, as text."""

from collections.abc import Iterable, Iterator, Sequence

from bot.rehearsal.scale.cases import Question
from bot.rehearsal.scale.figures import FIGURES, Figure
from bot.rehearsal.scale.lateness import by_time, lateness
from bot.rehearsal.scale.needs import Gateways, Presses, Records, carried
from bot.rehearsal.scale.playing import DISCORD, Outcome

_LATE = ("case", "platform", "due/min", "most/s", "p50", "p90", "p99", "max", "hour", "limit")
_LATE_WIDTHS = (32, 9, 8, 7, 8, 8, 8, 8, 5, 10)
_TAKES = ("case", "posts/day", "workers", "spare", "servers", "shards", "gateways", "start")
_TAKES_WIDTHS = (32, 10, 8, 6, 8, 7, 9, 7)


def report(question: Question, outcomes: Sequence[Outcome]) -> str:
    """Return the report: how late posts were, what that takes, and what it leaves behind."""
    return "\n".join(
        [
            *_title(question),
            "",
            "How late posts stand (min:s), and what holds the latest hundredth up",
            *_table(_LATE, _LATE_WIDTHS, (row for one in outcomes for row in _late(one))),
            "",
            "What it takes",
            *_table(_TAKES, _TAKES_WIDTHS, map(_takes, outcomes)),
            "",
            *_notes(question, outcomes),
        ]
    )


def figures() -> str:
    """Return the figures all this goes by, as a table for the documents."""
    rows = (f"| {one.what} | {_value(one)} | {one.known.value} | {one.source} |" for one in FIGURES)
    return "\n".join(("| figure | value | how it is known | from |", "|---|---:|---|---|", *rows))


def _title(question: Question) -> Iterator[str]:
    days = "1 day" if question.days == 1 else f"{question.days} days"
    yield (
        f"{question.channels:,} channels, {days} from {question.start} (UTC), seed {question.seed};"
        f" a worker carries {carried(question.worker_rate):,.0f} deliveries a second"
    )


def _late(outcome: Outcome) -> Iterator[Sequence[str]]:
    for name, gone in outcome.gone.items():
        found = lateness(gone)
        yield (
            outcome.case.name,
            name,
            f"{outcome.at_once[name]:,}",
            f"{found.a_second:,}",
            *map(clock, (*found.at, found.most)),
            f"{found.hour:02}",
            found.limit.value,
        )


def _takes(outcome: Outcome) -> Sequence[str]:
    posts = outcome.crowd.posts_a_day
    servers = outcome.servers.get(DISCORD, 0)
    if not servers:
        shards = ("-", "-", "-")
    else:
        bots = outcome.case.bots
        each = Gateways(-(-servers // bots))
        shards = (f"{bots * each.shards}", f"{bots * each.processes}", clock(each.starting))
    return (
        outcome.case.name,
        f"{posts:,.0f}",
        f"{outcome.workers}",
        "1",
        f"{outcome.crowd.servers:,}",
        *shards,
    )


def _notes(question: Question, outcomes: Sequence[Outcome]) -> Iterator[str]:
    first = outcomes[0]
    for one in outcomes:
        if one.case.down:
            yield (
                f"{one.case.name}: what was missed stands {clock(one.caught_up)} after the return."
            )
    records = Records(question.channels, first.crowd.posts_a_day, question.learners)
    yield (
        f"Records: {records.rows:,.0f} rows a day, {records.gigabytes:.0f} GB a year on PostgreSQL;"
        f" half of that or less without quiz answers."
    )
    ten = [len(late) for gone in first.gone.values() for late in by_time(gone, 600).values()]
    presses = Presses(question.learners, max(ten) / sum(ten))
    yield (
        f"Presses: {question.learners:,} learners make {presses.a_day:,} a day,"
        f" {presses.at_peak:,.0f} a second at the peak. Of Discord's 50 they take none."
    )


def _table(
    head: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[str]]
) -> Iterator[str]:
    for cells in (head, *rows):
        first, *rest = zip(cells, widths, strict=True)
        yield f"{first[0]:{first[1]}}" + "".join(f"{cell:>{width}}" for cell, width in rest)


def clock(seconds: float) -> str:
    """Write seconds as minutes and seconds."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def _value(figure: Figure) -> str:
    return f"{figure.value:,.0f}" if figure.value == int(figure.value) else f"{figure.value:g}"

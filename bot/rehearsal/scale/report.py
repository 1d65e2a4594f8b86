"""What very many channels come to, as text."""

from collections.abc import Iterable, Iterator, Sequence

from bot.rehearsal.scale.cases import Question
from bot.rehearsal.scale.figures import FIGURES, SLACK_TIER_1, SLACK_TIER_3, Figure
from bot.rehearsal.scale.lateness import by_time, lateness
from bot.rehearsal.scale.needs import (
    Gateways,
    Presses,
    Records,
    carried,
    looked_up_on_discord,
    looked_up_on_slack,
)
from bot.rehearsal.scale.playing import DISCORD, Outcome
from bot.rehearsal.scale.zones import ZONES

_LATE = ("case", "platform", "due/min", "most/s", "p50", "p90", "p99", "max", "hour", "limit")
_LATE_WIDTHS = (32, 9, 8, 7, 8, 8, 8, 8, 5, 10)
_TAKES = (
    "case",
    "posts/day",
    "workers",
    "busy",
    "servers",
    "shards",
    "gateways",
    "memory",
    "start",
)
_TAKES_WIDTHS = (32, 10, 8, 6, 8, 7, 9, 8, 6)


def report(question: Question, outcomes: Sequence[Outcome]) -> str:
    """Return the report: how late posts were, what that takes, and what it leaves behind."""
    return "\n".join(
        [
            *_title(question),
            "",
            "How late posts stand (min:s), and what holds the latest hundredth up",
            *_table(_LATE, _LATE_WIDTHS, (row for one in outcomes for row in _late(one))),
            "",
            "What it takes: workers, with one to spare; how busy the fullest minute has them",
            *_table(_TAKES, _TAKES_WIDTHS, (_takes(one, question.worker_rate) for one in outcomes)),
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


def _takes(outcome: Outcome, worker_rate: float) -> Sequence[str]:
    busiest = sum(lateness(gone).a_minute for gone in outcome.gone.values()) / 60
    posts = outcome.crowd.posts_a_day
    servers = outcome.servers.get(DISCORD, 0)
    if not servers:
        shards = ("-", "-", "-", "-")
    else:
        bots = outcome.case.bots
        each = Gateways(-(-servers // bots))
        shards = (
            f"{bots * each.shards}",
            f"{bots * each.processes}",
            f"{bots * each.gigabytes:.1f} GB",
            clock(each.starting),
        )
    return (
        outcome.case.name,
        f"{posts:,.0f}",
        f"{outcome.workers}+1",
        f"{busiest / (outcome.workers * carried(worker_rate)):.0%}",
        f"{outcome.crowd.servers:,}",
        *shards,
    )


def _notes(question: Question, outcomes: Sequence[Outcome]) -> Iterator[str]:
    for one in outcomes:
        if one.case.down:
            after = clock(one.caught_up)
            yield f"{one.case.name}: what was missed stands {after} after the return."
    first = outcomes[0]
    records = Records(question.channels, first.crowd.posts_a_day, question.learners)
    yield (
        f"Records: {records.rows:,.0f} rows a day; on PostgreSQL deliveries take"
        f" {records.of_deliveries:.0f} GB a year, answers to a quiz {records.of_answers:.0f} GB."
    )
    ten = [len(late) for gone in first.gone.values() for late in by_time(gone, 600).values()]
    presses = Presses(question.learners, max(ten) / sum(ten))
    yield (
        f"Presses: {question.learners:,} learners make {presses.a_day:,} a day,"
        f" {presses.at_peak:,.0f} a second at the peak: {presses.busy:.0%} of a gateway's time,"
        "\n  and nothing of Discord's 50."
    )
    yield (
        "A kill: what became of the posts that were out is known, at the latest,"
        f"\n  after {clock(looked_up_on_discord())} on Discord,"
        f" {clock(looked_up_on_slack(SLACK_TIER_3))} on Slack,"
        f" {clock(looked_up_on_slack(SLACK_TIER_1))} for an app sold outside its Marketplace."
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


def zones() -> str:
    """Return where the channels are, for the documents."""
    whole = sum(ZONES.values())
    rows = (f"| {zone} | {many:,} | {many / whole:.1%} |" for zone, many in ZONES.items())
    return "\n".join(("| zone | million people | share |", "|---|---:|---:|", *rows))

"""The tables, the targets and the misses on the screen."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from benchmarks.finding.cases import Split
from benchmarks.finding.judging import Judgement, Verdict
from benchmarks.finding.targets import Measure, Target, share

_COLUMNS: dict[str, Measure] = {
    "recall@1": lambda verdict: verdict.first,
    "recall@5": lambda verdict: verdict.among,
    "sure": lambda verdict: verdict.sure,
}
_COUNTS: dict[str, Measure] = {
    "wrong": lambda verdict: verdict.wrong,
    "false": lambda verdict: verdict.false,
    "offered": lambda verdict: verdict.offered,
    "nothing": lambda verdict: not verdict.got,
}
WIDTH = 100


def print_half(console: Console, split: Split, judgement: Judgement) -> None:
    """Print what came of one half, a line per kind."""
    console.print(_table(f"/term, {split.value}", judgement.terms))
    console.print(_table(f"completion, {split.value}", judgement.completions))
    console.print(_table(f"/faq, {split.value}", judgement.faq))


def _table(title: str, verdicts: Sequence[Verdict]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("kind")
    for column in ("asked", *_COLUMNS, *_COUNTS):
        table.add_column(column, justify="right")
    kinds = dict.fromkeys(verdict.case.kind for verdict in verdicts)
    for kind in kinds:
        table.add_row(kind, *_cells([v for v in verdicts if v.case.kind == kind]))
    table.add_section()
    table.add_row("all", *_cells(verdicts))
    return table


def _cells(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield a row: shares of those that want something, and how often the rest happened."""
    yield str(len(verdicts))
    wanting = [verdict for verdict in verdicts if verdict.case.want is not None]
    yield _shown(wanting, _COLUMNS["recall@1"])
    yield _shown(wanting, _COLUMNS["recall@5"])
    yield _shown(verdicts, _COLUMNS["sure"])
    for measure in _COUNTS.values():
        yield str(sum(map(measure, verdicts)) or "")


def _shown(verdicts: Sequence[Verdict], measure: Measure) -> str:
    return f"{share(verdicts, measure):.3f}" if verdicts else ""


def print_targets(console: Console, found: Sequence[Target]) -> None:
    """Print every target with a mark."""
    for target in found:
        mark, sign = "✓" if target.met else "✗", "≤" if target.at_most else "≥"
        line = f"{mark} {target.name:42} {target.reached:6.3f} {sign} {target.wanted:.2f}"
        console.print(Text(line, style="" if target.met else "bold"))


def print_misses(console: Console, judgement: Judgement) -> None:
    """Print every case that did not come out right, with what came instead."""
    for verdict in (*judgement.terms, *judgement.completions, *judgement.faq):
        if fault := _fault(verdict):
            got = "; ".join(verdict.got) or "nothing"
            wanted = "nothing" if verdict.case.want is None else verdict.case.want
            case = f"{verdict.case.kind}: {verdict.case.ask!r} wants {wanted}"
            console.print(Text(f"{fault:9} {case}, got {got}"))


def _fault(verdict: Verdict) -> str:
    if verdict.wrong:
        return "wrong"
    if verdict.false:
        return "false"
    if verdict.case.want is None or verdict.first:
        return ""
    return "not first" if verdict.among else "missed"

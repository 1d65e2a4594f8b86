"""The set: what people wrote by hand in YAML, and what is made of the corpus by rule."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from benchmarks.finding.cases import Case
from benchmarks.finding.completing import made_completions
from benchmarks.finding.corpus import HERE
from benchmarks.finding.made import made_terms

_LONG_KINDS = {"light": "light paraphrase", "heavy": "heavy paraphrase"}


@cache
def term_cases() -> Sequence[Case]:
    """Return what is asked of /term, grouped by kind."""
    files = sorted((HERE / "terms").glob("*.yaml"))
    written = [case for file in files for case in _written(file)]
    return _by_kind(_once([*written, *made_terms()]))


@cache
def completion_cases() -> Sequence[Case]:
    """Return what is typed so far, and the term that should be offered."""
    return _by_kind(_once([*_written(HERE / "completions.yaml"), *made_completions()]))


@cache
def faq_cases() -> Sequence[Case]:
    """Return what is asked of /faq."""
    files = sorted((HERE / "questions").glob("*.yaml"))
    return _by_kind([_asked(row) for file in files for row in _load(file)])


def _asked(row: dict[str, str]) -> Case:
    kind = row["kind"]
    return Case(_LONG_KINDS.get(kind, kind), row["ask"], row.get("want"))


def _written(file: Path) -> Iterator[Case]:
    """Read ``kind: {name: [asks]}``, or ``kind: [asks]`` where nothing is wanted."""
    for kind, asked in _load(file).items():
        if isinstance(asked, list):
            yield from (Case(kind, _text(ask)) for ask in asked)
        else:
            yield from (Case(kind, _text(a), want) for want, asks in asked.items() for a in asks)


def _load(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def _text(ask: object) -> str:
    if not isinstance(ask, str):
        raise TypeError(f"{ask!r} is no text. Put it in quotes")
    return ask


def _once(cases: Sequence[Case]) -> list[Case]:
    """Leave out what is made though the same was written by hand, or made for another kind."""
    first: dict[tuple[str, str | None], Case] = {}
    for case in cases:
        first.setdefault((case.ask, case.want), case)
    return list(first.values())


def _by_kind(cases: Sequence[Case]) -> Sequence[Case]:
    first = {kind: i for i, kind in reversed([*enumerate(case.kind for case in cases)])}
    return tuple(sorted(cases, key=lambda case: first[case.kind]))

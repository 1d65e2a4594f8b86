"""What makes records whole: every field that must be there, and no name twice."""

from collections.abc import Iterable, Iterator

from bot.content.fields import Record
from bot.content.importing.fields import kind_at
from bot.content.importing.outcomes import Item, Outcome, Path, Placement, left_over

_INCOMPLETE = {
    "news": "news without a headline",
    "term": "term without a line",
    "FAQ entry": "question without an answer",
}


def complete(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Give outcomes in which no record lacks a field that it must have."""
    kept = list(outcomes)
    present = {outcome.path for outcome in kept if isinstance(outcome, Placement)}
    for outcome in kept:
        lacking = _lacking(outcome.path, present) if isinstance(outcome, Placement) else None
        if isinstance(outcome, Placement) and lacking:
            yield from left_over(outcome, lacking)
        else:
            yield outcome


def _lacking(path: Path, present: set[Path]) -> str | None:
    for end in range(1, len(path)):
        kind = kind_at(path[:end])
        if isinstance(kind, Record):
            required = (name for name, field in kind.fields.items() if field.required)
            if not all((*path[:end], name) in present for name in required):
                return _INCOMPLETE.get(kind.name, f"incomplete {kind.name}")
    return None


_NAMES = {"terms": "name", "faq": "question"}
_REPEATED = {"terms": "a second term of this name", "faq": "a question asked before"}


def distinct(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Give outcomes without the terms and questions whose name an earlier one has."""
    kept = list(outcomes)
    repeated = _repeated(outcome for outcome in kept if isinstance(outcome, Placement))
    for outcome in kept:
        if isinstance(outcome, Placement) and outcome.path[:2] in repeated:
            yield from left_over(outcome, _REPEATED[str(outcome.path[0])])
        else:
            yield outcome


def _repeated(placements: Iterable[Placement]) -> set[Path]:
    seen: set[tuple[str, str]] = set()
    found: set[Path] = set()
    for placement in placements:
        match placement.path:
            case (str(part), Item(), field) if _NAMES.get(part) == field:
                name = (part, " ".join(placement.text.casefold().split()))
                if name in seen:
                    found.add(placement.path[:2])
                seen.add(name)
    return found

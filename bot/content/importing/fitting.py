"""What the format has room for: a text too long for its field goes elsewhere, or is left over."""

from collections.abc import Iterable, Iterator

from bot.content.fields import Line
from bot.content.importing.fields import kind_at
from bot.content.importing.outcomes import Item, Outcome, Placement, copied, left_over
from bot.content.importing.room import Room
from bot.content.importing.sentences import opening_words, pieces

# Where a text goes that is too long for a field that must be there; its first words stay.
_ROOMIER = {"name": "details", "short": "details", "question": "details", "answer": "details",
            "headline": "text"}  # fmt: skip


def fit(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Give outcomes that the format has room for, by length of text and by number of entries."""
    room = Room()
    for outcome in outcomes:
        for fitting in _fit_length(outcome):
            if not isinstance(fitting, Placement) or room.take(fitting):
                yield fitting
            else:
                yield from left_over(fitting, room.refusal)


def _fit_length(outcome: Outcome) -> Iterator[Outcome]:
    if not isinstance(outcome, Placement):
        yield outcome
        return
    match kind_at(outcome.path):
        case Line(most=most) if len(outcome.text) > most:
            yield from _move(outcome, most)
        case _:
            yield outcome


def _move(placement: Placement, most: int) -> Iterator[Outcome]:
    *record, field = placement.path
    if field == "title" and not record:
        yield copied(placement.line, placement.path, opening_words(placement.text, most))
        yield from left_over(placement, f"longer than a title's {most} characters")
    elif field == "topic":
        yield Placement(placement.line, (*record, "text"), placement.words)
    elif isinstance(field, str) and field in _ROOMIER:
        yield copied(placement.line, placement.path, opening_words(placement.text, most))
        yield Placement(placement.line, (*record, _ROOMIER[field]), placement.words)
    else:
        yield from _in_pieces(placement, most)


def _in_pieces(placement: Placement, most: int) -> Iterator[Outcome]:
    """Give one entry per piece. Of a lead-in line the last piece is over the bullets."""
    parts = pieces(placement.text, most)
    entry = max(
        (n for n, step in enumerate(placement.path) if isinstance(step, Item)), default=None
    )
    if parts is None or entry is None or not placement.words:
        yield from left_over(placement, f"longer than {most:,} characters")
        return
    keeper = len(parts) - 1 if placement.path[-1] == "lead" else 0
    for n, part in enumerate(parts):
        item = Item(placement.line, 0 if n == keeper else n + 1)
        path = (*placement.path[:entry], item, *placement.path[entry + 1 :])
        yield Placement(placement.line, path, part)

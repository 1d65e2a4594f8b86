"""Placements put together into a lesson, in the order of the format."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.content.fields import Kind, ListOf, Prose, Record
from bot.content.format import LESSON
from bot.content.importing.draft import Value
from bot.content.importing.outcomes import Item, Path, Placement


@dataclass(slots=True)
class _Node:
    texts: list[str] = field(default_factory=list)
    below: dict[str | Item, "_Node"] = field(default_factory=dict)


def lesson_of(placements: Iterable[Placement]) -> dict[str, Value]:
    """Return the lesson that the placements make up. Entries of a list stand as they come."""
    root = _Node()
    for placement in placements:
        node = root
        for step in placement.path:
            node = node.below.setdefault(step, _Node())
        node.texts.append(placement.text)
    return {name: _value(below, kind) for name, below, kind in _fields(root, LESSON)}


def _value(node: _Node, kind: Kind) -> Value:
    match kind:
        case Record():
            return {name: _value(below, inner) for name, below, inner in _fields(node, kind)}
        case ListOf(item=item):
            return [_value(below, item) for below in node.below.values()]
        case Prose():
            return "\n\n".join(node.texts)
        case _:
            return " ".join(node.texts)


def _fields(node: _Node, record: Record) -> list[tuple[str, _Node, Kind]]:
    return [
        (name, node.below[name], field.kind)
        for name, field in record.fields.items()
        if name in node.below
    ]


def place_names(placements: Sequence[Placement]) -> list[str]:
    """Return for each placement the name of its place, such as "terms[2].details"."""
    indexes: dict[Path, dict[Item, int]] = {}
    names = []
    for placement in placements:
        name = ""
        for end, step in enumerate(placement.path):
            if isinstance(step, Item):
                entries = indexes.setdefault(placement.path[:end], {})
                name += f"[{entries.setdefault(step, len(entries))}]"
            else:
                name += f".{step}"
        names.append(name.removeprefix("."))
    return names

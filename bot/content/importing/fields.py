"""The kind of field at a path of the lesson format, and how much it holds."""

from bot.content.fields import Kind, Line, ListOf, Prose, Record
from bot.content.format import LESSON
from bot.content.importing.outcomes import Item, Path


def kind_at(path: Path) -> Kind:
    """Return the kind of field that a path leads to. Raises KeyError if there is none."""
    kind: Kind = LESSON
    for step in path:
        match kind, step:
            case Record(fields=fields), str():
                kind = fields[step].kind
            case ListOf(item=item), Item():
                kind = item
            case _:
                raise KeyError(path)
    return kind


def most_at(path: Path) -> int:
    """Return how many characters the text at a path may have."""
    kind = kind_at(path)
    if not isinstance(kind, Line | Prose):
        raise KeyError(path)
    return kind.most

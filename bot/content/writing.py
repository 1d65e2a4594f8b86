"""A lesson written as YAML, the way a person would want to edit it.

Texts keep their line: nothing is folded, so that a changed word is one changed line. Prose stands
in ``|`` blocks; such a block ends with a line break of its own, which the reader takes away.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.content.fields import Kind, ListOf, Prose, Record
from bot.content.format import LESSON
from bot.content.scalars import can_be_block, inline

# An entry of a list that takes more lines than this is set off by a blank line.
_LONG_ENTRY = 3


def write_lesson(
    data: Mapping[str, object], *, schema: str | None, notes: Sequence[str] = ()
) -> str:
    """Return a lesson file's text: the lesson in the order of the format, then notes as comments.

    ``schema`` is where editors find the JSON Schema. Raises KeyError for a field that the format
    does not have.
    """
    parts = ["\n".join(_lesson(data))] if data else []
    if schema is not None:
        parts.insert(0, f"# yaml-language-server: $schema={_one_line(schema)}")
    text = "\n".join(parts)
    if notes:
        text += "\n\n" + "\n".join(f"# {_one_line(note)}" for note in notes)
    return text.lstrip("\n") + "\n"


def _lesson(data: Mapping[str, object]) -> Iterator[str]:
    """Give the lines of the lesson, with a blank line round every field that is a block."""
    after_block = False
    for first, (name, value, kind) in enumerate(_ordered(data, LESSON)):
        lines = list(_entry(name, value, kind))
        is_block = len(lines) > 1
        if first and (is_block or after_block):
            yield ""
        yield from lines
        after_block = is_block


def _ordered(data: Mapping[str, object], record: Record) -> list[tuple[str, object, Kind]]:
    unknown = data.keys() - record.fields.keys()
    if unknown:
        raise KeyError(f"{record.name} has no {', '.join(sorted(unknown))}")
    return [(name, data[name], field.kind) for name, field in record.fields.items() if name in data]


def _entry(name: str, value: object, kind: Kind) -> Iterator[str]:
    match value:
        case Mapping() if value and isinstance(kind, Record):
            yield f"{name}:"
            yield from _indented(_mapping(value, kind))
        case list() | tuple() if value and isinstance(kind, ListOf):
            yield f"{name}:"
            yield from _indented(_items(value, kind.item))
        case str() if isinstance(kind, Prose) and can_be_block(value):
            yield f"{name}: |"
            yield from _indented(value.split("\n"))
        case _:
            yield f"{name}: {_short(value, kind)}"


def _mapping(data: Mapping[str, object], record: Record) -> Iterator[str]:
    for name, value, kind in _ordered(data, record):
        yield from _entry(name, value, kind)


def _items(values: Sequence[object], kind: Kind) -> Iterator[str]:
    entries = [list(_item(value, kind)) for value in values]
    apart = any(len(lines) > _LONG_ENTRY for lines in entries)
    for n, (first, *rest) in enumerate(entries):
        if n and apart:
            yield ""
        yield f"- {first}"
        yield from _indented(rest)


def _item(value: object, kind: Kind) -> Iterator[str]:
    if isinstance(value, Mapping) and isinstance(kind, Record) and value:
        yield from _mapping(value, kind)
    else:
        yield _short(value, kind)


def _short(value: object, kind: Kind) -> str:
    match value:
        case str():
            return inline(value, kind)
        case Mapping() if not value:
            return "{}"
        case list() | tuple() if not value:
            return "[]"
        case _:
            raise TypeError(f"{value!r} is no {type(kind).__name__}")


def _indented(lines: Iterator[str] | list[str]) -> Iterator[str]:
    return (f"  {line}" if line else "" for line in lines)


def _one_line(text: str) -> str:
    """Return a text that is safe in a comment: on one line, with nothing that is not text."""
    return re.sub(
        r"[^\t\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "�", " ".join(text.split())
    )

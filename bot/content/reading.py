"""Checks a tree against the format and returns plain values. Reports every fault, not the first."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, assert_never

from bot.content.faults import Mark, Problem
from bot.content.fields import Day, Field, Id, Kind, Line, ListOf, OneOf, Prose, Record
from bot.content.nodes import Entries, Items, Node, Scalar


class _Broken:
    """Stands for a value that had a fault."""


BROKEN = _Broken()
Value = Any
"""A ``str``, ``date``, ``tuple`` of values or ``dict`` of them, or ``BROKEN``."""


def read(node: Node, kind: Record) -> tuple[dict[str, Value], list[Problem]]:
    """Return the values of a record, and all that is wrong with it.

    A value with a fault is left out of its record or list.
    """
    reader = _Reader()
    value = reader.value(node, kind, kind.name)
    return (value if isinstance(value, dict) else {}), reader.problems


class _Reader:
    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def _report(self, mark: Mark, message: str) -> _Broken:
        self.problems.append((mark, message))
        return BROKEN

    def value(self, node: Node, kind: Kind, name: str) -> Value:
        """Return a node's value as one kind of thing; report it if it is another."""
        match kind:
            case Record(fields=fields):
                return self._record(node, fields, name)
            case ListOf():
                return self._list(node, kind, name)
            case Line(most):
                return self._text(node, name, lambda scalar: self._line(scalar, most, name))
            case Prose(most):
                return self._text(node, name, lambda scalar: self._prose(scalar, most, name))
            case Id(most):
                return self._text(node, name, lambda scalar: self._id(scalar, most, name))
            case Day():
                return self._text(node, name, lambda scalar: self._day(scalar, name))
            case OneOf(words):
                return self._text(node, name, lambda scalar: self._one_of(scalar, words, name))
            case _:
                assert_never(kind)

    def _record(self, node: Node, fields: Mapping[str, Field], name: str) -> Value:
        if not isinstance(node, Entries):
            keys = ", ".join(fields)
            return self._wrong_shape(node, f"{name} must be made of named parts ({keys})")
        record: dict[str, Value] = {}
        for key, child in node.pairs:
            if key.text not in fields:
                self._report(key.mark, _unknown(key.text, fields, name))
                continue
            value = self.value(child, fields[key.text].kind, key.text)
            if value is not BROKEN:
                record[key.text] = value
        given = {key.text for key, _ in node.pairs}
        for key_name, field in fields.items():
            if field.required and key_name not in given:
                self._report(node.mark, f"{name} has no {key_name}. Add it: {field.help}")
        return record

    def _list(self, node: Node, kind: ListOf, name: str) -> Value:
        if not isinstance(node, Items):
            return self._wrong_shape(
                node, f"{name} must be a list: a line each, and '- ' before each"
            )
        if not kind.least <= len(node.nodes) <= kind.most:
            count = len(node.nodes)
            limit = "Leave it out" if count < kind.least else f"At most {kind.most} fit"
            self._report(node.mark, f"{name} has {count} items. {limit}")
        item = kind.item.name if isinstance(kind.item, Record) else f"an item of {name}"
        values = (self.value(child, kind.item, item) for child in node.nodes)
        return tuple(value for value in values if value is not BROKEN)

    def _text(self, node: Node, name: str, check: Callable[[Scalar], Value]) -> Value:
        if not isinstance(node, Scalar):
            return self._wrong_shape(node, f"{name} must be text")
        if node.broken:
            return BROKEN
        if not node.text.strip():
            return self._report(node.mark, f"{name} is empty. Write it, or take the line away")
        return check(node)

    def _wrong_shape(self, node: Node, message: str) -> _Broken:
        match node:
            case Scalar(broken=True):
                return BROKEN
            case Scalar(text=text):
                found = "text" if text.strip() else "empty"
            case Items():
                found = "a list"
            case Entries() if message.endswith("must be text"):
                found = "read as 'name: value' because of its colon. Put the whole text in quotes"
            case Entries():
                found = "made of named parts"
            case _:
                assert_never(node)
        return self._report(node.mark, f"{message}, but is {found}")

    def _line(self, scalar: Scalar, most: int, name: str) -> Value:
        text = scalar.text.strip()
        if "\n" in text:
            return self._report(
                scalar.mark, f"{name} must be one line. Write '>-' before it to join its lines"
            )
        return self._fits(scalar, text, most, name)

    def _fits(self, scalar: Scalar, text: str, most: int, name: str) -> Value:
        if len(text) > most:
            return self._report(
                scalar.mark,
                f"{name} has {len(text):,} characters. At most {most:,} fit: shorten it",
            )
        return text

    def _prose(self, scalar: Scalar, most: int, name: str) -> Value:
        if self._fits(scalar, scalar.text, most, name) is BROKEN:
            return BROKEN
        return tuple(paragraphs(scalar.text, folded=scalar.folded))

    def _id(self, scalar: Scalar, most: int, name: str) -> Value:
        if re.fullmatch(rf"[a-z0-9](?:[a-z0-9-]{{0,{most - 1}}})", scalar.text):
            return scalar.text
        return self._report(
            scalar.mark,
            f"{name} '{scalar.text[:40]}' must be small letters a–z, digits and hyphens,"
            f" at most {most}. Write for example independent-ai",
        )

    def _day(self, scalar: Scalar, name: str) -> Value:
        text = scalar.text.strip()
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            try:
                return dt.date.fromisoformat(text)
            except ValueError:
                return self._report(
                    scalar.mark, f"{name} {text} is no day of the calendar. Mend it"
                )
        return self._report(
            scalar.mark, f"{name} '{text[:40]}' is no date. Write it like 2026-01-16"
        )

    def _one_of(self, scalar: Scalar, words: tuple[str, ...], name: str) -> Value:
        if scalar.text in words:
            return scalar.text
        return self._report(
            scalar.mark, f"{name} '{scalar.text[:40]}' is unknown. Write one of: {', '.join(words)}"
        )


def paragraphs(text: str, *, folded: bool = False) -> Iterator[str]:
    """Yield the paragraphs of a text, each on one line.

    Blank lines part them; where YAML folded the text already, each line break left is one.
    """
    for part in re.split(r"\n+" if folded else r"\n[ \t]*\n\s*", text.strip()):
        yield " ".join(line.strip() for line in part.splitlines())


def _unknown(key: str, fields: Mapping[str, Field], name: str) -> str:
    near = get_close_matches(key.casefold().replace("-", "_").replace(" ", "_"), fields, n=1)
    mend = f"Did you mean {near[0]}?" if near else f"It has: {', '.join(fields)}"
    return f"{name} has no part called '{key[:40]}'. {mend}"

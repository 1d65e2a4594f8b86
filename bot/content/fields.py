"""The kinds of field a lesson file has. Reader, JSON Schema and reference come from these."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """Text on one line, at most ``most`` characters."""

    most: int


@dataclass(frozen=True, slots=True)
class Id:
    """A short name for links and buttons: small Latin letters, digits, hyphens."""

    most: int


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs with blank lines between them, at most ``most`` characters in all."""

    most: int


@dataclass(frozen=True, slots=True)
class Day:
    """A date, written 2026-01-16."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one kind of thing, from ``least`` to ``most`` of them."""

    item: "Kind"
    most: int
    least: int = 1


@dataclass(frozen=True, slots=True)
class Record:
    """Named fields."""

    name: str
    fields: Mapping[str, "Field"]


Kind = Line | Id | Prose | Day | OneOf | ListOf | Record


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: its kind, what it is for, and whether it must be there."""

    kind: Kind
    help: str
    required: bool = False

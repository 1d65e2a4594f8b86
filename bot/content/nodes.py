"""YAML text to a tree whose scalars are all strings and whose every node knows its place.

Only the parser of PyYAML is used, event by event: its constructors would turn ``no`` into false
and ``12:30`` into 750, keep the last of two equal keys, and follow aliases without limit (396
bytes can stand for 387 million leaves). Aliases, anchors and tags are faults here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import yaml

from bot.content.faults import START, Mark, Problem
from bot.content.mending import PATCH, Mender

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
_SHORT = 40

# What YAML 1.1 can't hold (yaml.org/spec/1.1, 5.1), and the mark that stands for a patch.
_STRANGE = re.compile("[^\t\n -~\xa0-\ud7ff\ue001-\ufffd\U00010000-\U0010ffff]")

# The parser over libyaml is ten times as fast; PyYAML is at times built without it.
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as written. ``folded`` tells that its line breaks were folded (YAML's ``>``)."""

    text: str
    mark: Mark
    folded: bool = False
    broken: bool = False
    """Stands where a fault was reported already."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    nodes: tuple["Node", ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Entries:
    """A mapping, in the order of the file."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    mark: Mark


Node = Scalar | Items | Entries


class _Place(Protocol):
    """Where PyYAML says something is; its two parsers have a class each. Both count from 0."""

    line: int
    column: int


class _StopReadingError(Exception):
    """What follows can't be made sense of; the fault is recorded."""


def parse(data: bytes) -> tuple[Node | None, list[Problem]]:
    """Return the tree of a file's bytes, and every problem met. No tree if nothing can be read."""
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1024:,.0f} KiB"
        return None, [(START, f"is {size} big; a lesson holds at most 256 KiB. Make two of it")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        return None, [(_mark_after(before), "is not UTF-8 here. Save the file as UTF-8")]
    # YAML takes these for line breaks, editors do not: lines would count differently.
    text = re.sub("[\x85\u2028\u2029]", " ", text.replace("\r\n", "\n").replace("\r", "\n"))
    strange = [
        (_mark_after(text[: match.start()]), "holds a character that no text file has. Delete it")
        for match in _STRANGE.finditer(text)
    ]
    tree, problems = _parse_mending(_STRANGE.sub(" ", text))
    return tree, [*strange, *problems]


def _parse_mending(text: str) -> tuple[Node | None, list[Problem]]:
    """Parse a text; where it is not YAML, patch the line and parse again, for the faults after."""
    mender = Mender(text)
    while True:
        builder = _Builder(mender.text)
        try:
            tree = builder.tree()
        except yaml.MarkedYAMLError as error:
            if not mender.mend(error):
                return None, [*mender.problems, *builder.problems]
        else:
            return tree, [*mender.problems, *builder.problems]


def _mark_after(before: str) -> Mark:
    return Mark(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


class _Builder:
    def __init__(self, text: str) -> None:
        self._text = text
        self.problems: list[Problem] = []

    def tree(self) -> Node | None:
        """Build the tree, or nothing if the rest makes no sense. Raises ``MarkedYAMLError``."""
        events: Iterator[yaml.Event] = iter(yaml.parse(self._text, Loader=_LOADER))
        try:
            return self._document(events)
        except _StopReadingError:
            return None

    def _report(self, mark: Mark, message: str) -> None:
        self.problems.append((mark, message))

    def _document(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        for event in events:
            match event:
                case yaml.StreamStartEvent() | yaml.StreamEndEvent() | yaml.DocumentEndEvent():
                    continue
                case yaml.DocumentStartEvent() if root is None:
                    root = self._node(next(events), events, depth=1)
                case _:
                    self._report(
                        _mark(event.start_mark),
                        "starts a second document. Put each lesson in a file of its own",
                    )
                    return root
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        mark = _mark(event.start_mark)
        if depth > MAX_DEPTH:
            self._report(mark, f"is nested more than {MAX_DEPTH} deep. A lesson needs far less")
            raise _StopReadingError
        if isinstance(event, yaml.AliasEvent):
            self._report(mark, f"*{event.anchor} repeats another part. Write the text out here")
            return Scalar("", mark, broken=True)
        self._refuse_extras(event, mark)
        match event:
            case yaml.ScalarEvent():
                broken = event.value == PATCH
                return Scalar(event.value, mark, folded=event.style == ">", broken=broken)
            case yaml.SequenceStartEvent():
                return Items(tuple(self._items(events, depth)), mark)
            case _:
                return Entries(tuple(self._pairs(events, depth)), mark)

    def _refuse_extras(self, event: yaml.Event, mark: Mark) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor:
            self._report(mark, f"&{anchor} names a part for repeating. Take the name away")
        if tag:
            name = _short(tag.replace("tag:yaml.org,2002:", "!!"))
            self._report(mark, f"{name} is a YAML tag. Take it away: all values are text")

    def _items(self, events: Iterator[yaml.Event], depth: int) -> Iterator[Node]:
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            yield self._node(event, events, depth + 1)

    def _pairs(self, events: Iterator[yaml.Event], depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: dict[str, Mark] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self._report(key.mark, "is used as a name, but is a list or a mapping. Use a word")
            elif key.text in seen and not key.broken:
                first = seen[key.text].line
                self._report(
                    key.mark, f"'{_short(key.text)}' stands on line {first} already. Keep one"
                )
            else:
                seen[key.text] = key.mark
                yield key, value


def _mark(mark: _Place | None) -> Mark:
    return Mark(mark.line + 1, mark.column + 1) if mark else START


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"

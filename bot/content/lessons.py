"""A lesson file to a lesson."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.content.faults import START, Fault, Problem
from bot.content.format import LESSON
from bot.content.nodes import Entries, Items, Node, Scalar, parse
from bot.content.reading import read
from bot.domain.lesson import (
    FaqEntry,
    Group,
    KeyIssue,
    Lesson,
    News,
    Points,
    QuizItem,
    Section,
    Term,
    entry_id,
)

ID_MAX = 40


def read_lesson(path: Path, data: bytes, track: str) -> tuple[Lesson | None, list[Fault]]:
    """Return the lesson a file holds, or every fault that keeps it from being one."""
    node, problems = parse(data)
    if node is None and not problems:
        problems = [(START, "is empty. 'homeroom new' writes a lesson to begin with")]
    values: dict[str, Any] = {}
    if node is not None:
        values, more = read(node, LESSON)
        problems = [*problems, *more, *_whole(node)]
    faults = [Fault(path, mark, message) for mark, message in sorted(set(problems))]
    if faults:
        return None, faults
    lesson_id = values.pop("id", None) or id_of(path, track)
    return build(lesson_id, track, values), []


def id_of(path: Path, track: str) -> str:
    """Return the id that a lesson has from its track and file: ``ai/03 Chips!.yaml``, ``ai-chips``.

    A number in front is left out, so that lessons may be put in another order. Names that
    don't fit small Latin letters, digits and hyphens end in a code that tells them apart.
    """
    stem = re.sub(r"^\d+[\s._-]+(?=\D)", "", path.stem)
    whole = f"{track} {stem}".casefold()
    words = re.sub(r"[^a-z0-9]+", "-", whole).strip("-")
    if len(words) <= ID_MAX and not re.search(r"[^\W_a-z0-9]", whole):
        return words
    return f"{words[: ID_MAX - 9].strip('-') or 'lesson'}-{entry_id(whole)}"


def build(lesson_id: str, track: str, values: Mapping[str, Any]) -> Lesson:
    """Make a lesson of values that were read without a fault."""
    plain = dict(values)
    for key, make in _PARTS.items():
        plain[key] = tuple(make(item) for item in plain.get(key, ()))
    if "news" in plain:
        plain["news"] = News(**plain["news"])
    plain.setdefault("key_points", ())
    return Lesson(id=lesson_id, track=track, **plain)


def _section(item: Mapping[str, Any]) -> Section:
    return Section(item["title"], tuple(_group(group) for group in item.get("groups", ())))


def _group(item: Mapping[str, Any]) -> Group:
    points = tuple(Points(**one) for one in item.get("points", ()))
    return Group(**{**item, "points": points})


def _term(item: Mapping[str, Any]) -> Term:
    return Term(**{"id": entry_id("term", item["name"]), **item})


def _faq_entry(item: Mapping[str, Any]) -> FaqEntry:
    return FaqEntry(**{"id": entry_id("faq", item["question"]), **item})


_PARTS: dict[str, Any] = {
    "sections": _section,
    "key_issues": lambda item: KeyIssue(**item),
    "terms": _term,
    "faq": _faq_entry,
    "quiz": lambda item: QuizItem(**item),
}


def _whole(node: Node) -> Iterable[Problem]:
    """Report what is wrong with a lesson though each of its parts is right."""
    if not isinstance(node, Entries):
        return
    if not {key.text for key, _ in node.pairs} & {"key_points", "news", "definition"}:
        yield node.mark, "lesson has nothing to post. Add key_points, news or a definition"
    for list_name, fields in (("terms", ("name", "id")), ("faq", ("question", "id"))):
        for field in fields:
            yield from _repeated(node, list_name, field)
    yield from _asked_already(_items(node, "faq"))
    for item in _items(node, "quiz"):
        yield from _contradicted({key.text: value for key, value in item.pairs})


def _repeated(node: Entries, list_name: str, field: str) -> Iterable[Problem]:
    seen: dict[str, int] = {}
    for part in _items(node, list_name):
        for key, value in part.pairs:
            if key.text == field and isinstance(value, Scalar):
                folded = _folded(value.text)
                if folded in seen:
                    first = f"on line {seen[folded]}. Keep one"
                    yield value.mark, f"'{value.text[:40]}' is in {list_name} already, {first}"
                seen.setdefault(folded, value.mark.line)


def _asked_already(entries: Sequence[Entries]) -> Iterable[Problem]:
    """Report another way to ask that is a question of the lesson, or stands there twice."""
    asked: dict[str, str] = {}
    ways: list[Scalar] = []
    for key, value in (pair for entry in entries for pair in entry.pairs):
        if key.text == "question" and isinstance(value, Scalar):
            asked.setdefault(_folded(value.text), f"is the question on line {value.mark.line}")
        elif key.text == "also_asked" and isinstance(value, Items):
            ways += [way for way in value.nodes if isinstance(way, Scalar) and not way.broken]
    for way in ways:
        folded = _folded(way.text)
        if folded and (found := asked.get(folded)):
            yield way.mark, f"'{way.text[:40]}' {found}. Take it away here"
        asked.setdefault(folded, f"is in also_asked already, on line {way.mark.line}")


def _items(node: Entries, list_name: str) -> list[Entries]:
    for key, value in node.pairs:
        if key.text == list_name and isinstance(value, Items):
            return [item for item in value.nodes if isinstance(item, Entries)]
    return []


def _contradicted(item: Mapping[str, Node]) -> Iterable[Problem]:
    """Report a wrong answer that is the right one, or stands there twice."""
    right, wrong = item.get("right"), item.get("wrong")
    if isinstance(right, Scalar) and isinstance(wrong, Items):
        seen = {_folded(right.text)}
        for one in wrong.nodes:
            if isinstance(one, Scalar) and not one.broken:
                if _folded(one.text) in seen:
                    yield one.mark, f"'{one.text[:40]}' is an answer already. Change one"
                seen.add(_folded(one.text))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())

"""Texts of Slack's: how long they may be, what in them must be escaped, and what pings."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

Json = Mapping[str, Any]

_MARKED = re.compile(r"<(?P<inner>[^<>]*)>|&(?:amp|lt|gt);|(?P<bare>[&<>])")
# Slack's page "messaging/formatting-message-text": whom a mark in angle brackets calls.
_PING = re.compile(r"@\w|!(?:channel|here|everyone|group)(?:\||$)|!subteam\^")
_LINK = re.compile(r"(?:https?://|mailto:)[^\s|]+(?:\|[^|]+)?$|#[CG]\w+(?:\||$)|!date\^")
_BARE = re.compile(r"&(?!(?:amp|lt|gt);)")


class Fault(NamedTuple):
    """What Slack would refuse, or what the house rules do."""

    where: str
    what: str
    code: str = "invalid_blocks"

    def __str__(self) -> str:
        return f"{self.code}: {self.where}: {self.what}"


def size(text: str) -> int:
    """Return the characters of a text as JavaScript counts them: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def length(
    where: str, value: object, most: int, least: int = 1, code: str = "invalid_blocks"
) -> Iterator[Fault]:
    """Yield what is wrong with a string of ``least`` to ``most`` characters."""
    if not isinstance(value, str):
        yield Fault(where, f"a string is needed, not {type(value).__name__}", code)
    elif size(value) < least:
        yield Fault(where, f"{size(value)} characters, {least} at least", code)
    elif size(value) > most:
        yield Fault(where, f"{size(value)} characters, {most} at most", code)


def listed(
    where: str, value: object, most: int, least: int = 1, of: type = Mapping
) -> Iterator[Fault]:
    """Yield what is wrong with a list of ``least`` to ``most`` things, objects as a rule."""
    if not isinstance(value, list) or not all(isinstance(one, of) for one in value):
        yield Fault(where, f"a list of {of.__name__} is needed")
    elif not least <= len(value) <= most:
        yield Fault(where, f"{len(value)} things, {least} to {most} wanted")


def loaded(value: object) -> object:
    """Return what may stand as JSON text, too; nothing if the text is no JSON."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except (json.JSONDecodeError, RecursionError):
        return None


def kind_of(value: object) -> str:
    """Return the type that an object names, or nothing."""
    kind = value.get("type") if isinstance(value, Mapping) else None
    return kind if isinstance(kind, str) else ""


def objects(value: object) -> list[Json]:
    """Return the objects in what should be a list of them."""
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def keyed(where: str, value: object, needed: str, allowed: str = "") -> Iterator[Fault]:
    """Yield what is wrong with the keys of an object, given as words."""
    if not isinstance(value, Mapping):
        yield Fault(where, "an object is needed")
        return
    for key in needed.split():
        if value.get(key) is None:
            yield Fault(f"{where}.{key}", "missing")
    for key in sorted(set(value) - {*needed.split(), *allowed.split()}):
        yield Fault(f"{where}.{key}", "no such field")


def one_of(where: str, value: object, allowed: Collection[object]) -> Iterator[Fault]:
    """Yield a fault if a value is none of those allowed."""
    if value not in allowed:
        yield Fault(where, f"{value!r} is none of {sorted(map(str, allowed))}")


def boolean(where: str, value: object, *_: object) -> Iterator[Fault]:
    """Yield a fault if a value is neither true nor false."""
    if not isinstance(value, bool):
        yield Fault(where, "true or false is needed")


def whole(where: str, value: object, least: int, most: int) -> Iterator[Fault]:
    """Yield a fault if a value is no whole number in a range."""
    if type(value) is not int or not least <= value <= most:
        yield Fault(where, f"{value!r} is no whole number from {least} to {most}")


def web(where: str, value: object, most: int = 3000) -> Iterator[Fault]:
    """Yield what is wrong with an address."""
    yield from length(where, value, most)
    if isinstance(value, str) and not re.match(r"https?://[^\s/]", value):
        yield Fault(where, f"{value[:40]!r} is no http(s) address")


def text_object(where: str, value: object, most: int, *, marked: bool = False) -> Iterator[Fault]:
    """Yield what is wrong with a text object; ``marked`` says that mrkdwn may be used."""
    yield from keyed(where, value, "type text", "emoji verbatim")
    if not isinstance(value, Mapping):
        return
    kind, text = value.get("type"), value.get("text")
    yield from one_of(f"{where}.type", kind, ("plain_text", "mrkdwn") if marked else ["plain_text"])
    yield from length(f"{where}.text", text, most)
    if isinstance(text, str):
        if text and not text.strip():
            yield Fault(f"{where}.text", "nothing but space")
        yield from read_text(f"{where}.text", text, links=kind == "mrkdwn")
    for key, fits in (("emoji", "plain_text"), ("verbatim", "mrkdwn")):
        if key in value:
            yield from boolean(f"{where}.{key}", value[key])
            if kind != fits:
                yield Fault(f"{where}.{key}", f"only with {fits}")


def read_text(where: str, text: str, *, links: bool = True) -> Iterator[Fault]:
    """Yield what pings in a text that Slack reads marks in, and what should be escaped."""
    for ping in pings_in_text(text):
        yield Fault(where, ping, "pings")
    for found in _MARKED.finditer(text):
        inner = found["inner"]
        if inner is None:
            wrong = bool(found["bare"])
        else:
            link = links and _LINK.match(inner) and not _BARE.search(inner)
            wrong = not (_PING.match(inner) or link)
        if wrong:
            yield Fault(where, repr(text[found.start() : found.end() + 20]), "unescaped")


def pings_in_text(text: str) -> list[str]:
    """Return the marks in a text that call somebody."""
    found = _MARKED.finditer(text)
    return [one[0] for one in found if one["inner"] is not None and _PING.match(one["inner"])]

"""Whether what was sent fits Discord's own description of its HTTP interface."""

import functools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.local_discord.refusals import Json
from tests.local_discord.rest import Record

# Discord publishes it (github.com/discord/discord-api-spec); it is too big to be kept with us.
DOCUMENT = Path(__file__).parents[3] / "shared" / "contracts" / "discord-openapi.json"
NAME = "urn:discord"

# discord.py writes these ids as numbers where the document has strings of digits. Discord takes
# both (docs.discord.com, reference, "Snowflakes"), so before the check they become strings.
IDS = frozenset(
    {
        "recipient_id": "opening a conversation",
        "message_id": "a reply's reference",
        "channel_id": "a reply's reference",
        "guild_id": "a reply's reference",
        "applied_tags": "a forum post",
        "sticker_ids": "a message",
        "users": "allowed mentions",
        "roles": "allowed mentions",
    }
)
# The index of a file, likewise; a component's `id` is a number in the document too.
FILES = "attachments"


def is_there() -> bool:
    """Whether the document is at hand."""
    return DOCUMENT.exists()


def check_contract(records: Iterable[Record]) -> None:
    """Fail if a request or an answer was not as Discord describes it."""
    if is_there():
        found = [breach for record in records for breach in breaches(record)]
        assert not found, "\n".join(found)


@functools.cache
def _document() -> Json:
    document: Json = json.loads(DOCUMENT.read_text())
    return document


@functools.cache
def _registry() -> Registry[Any]:
    resource = Resource.from_contents(_document(), default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource(NAME, resource)
    return registry


@functools.cache
def _validator(pointer: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"{NAME}#{pointer}"}, registry=_registry())


def _pointer(*path: str) -> str:
    return "/" + "/".join(part.replace("~", "~0").replace("/", "~1") for part in path)


def _schema_at(*path: str) -> str | None:
    place: Any = _document()
    for part in (*path, "content", "application/json", "schema"):
        if not isinstance(place, dict) or part not in place:
            return None
        place = place[part]
    return _pointer(*path, "content", "application/json", "schema")


def breaches(record: Record) -> list[str]:
    """What in a request or its answer does not fit."""
    operation = ("paths", record.route, record.method.lower())
    if record.route not in _document()["paths"]:
        return [f"{record.route} is not in the document"]
    found: list[str] = []
    asked = _schema_at(*operation, "requestBody")
    # What Discord refuses need not fit: tests send bad bodies on purpose.
    if asked and record.body is not None and record.status < 300:
        found += _misfits("sent", record, asked, _tolerating(record.body))
    answered = _schema_at(*operation, "responses", str(record.status))
    if answered and record.answer is not None:
        found += _misfits("answered", record, answered, record.answer)
    return found


def _tolerating(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        inside = {name: _tolerating(inner, name) for name, inner in value.items()}
        return inside | ({"id": str(inside["id"])} if key == FILES and "id" in inside else {})
    if isinstance(value, list):
        return [_tolerating(inner, key) for inner in value]
    return str(value) if key in IDS and type(value) is int else value


def _misfits(what: str, record: Record, pointer: str, instance: Any) -> list[str]:
    return [
        f"{record.method} {record.route} {what} {error.json_path}: {_deepest(error)}"
        for error in _validator(pointer).iter_errors(instance)
    ]


def _deepest(error: Any) -> str:
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    return f"{error.json_path}: {error.message}"[:400]

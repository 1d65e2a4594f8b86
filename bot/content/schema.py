"""The format as a JSON Schema: editors check and complete a lesson by it as it is written."""

import json
from typing import Any, assert_never

from bot.content.fields import Day, Field, Id, Kind, Line, ListOf, OneOf, Prose, Record
from bot.content.format import LESSON

SCHEMA_NAME = "lesson.schema.json"

# Editors type an unquoted 2026 as a number and no as a boolean; Homeroom reads both as text.
_TEXT = ["string", "number", "boolean"]


def lesson_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a lesson file."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Homeroom lesson",
        **_schema(LESSON),
        "anyOf": [{"required": [part]} for part in ("key_points", "news", "definition")],
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _schema(kind: Kind) -> dict[str, Any]:
    match kind:
        case Line(most):
            return {"type": _TEXT, "maxLength": most, "pattern": r"^\s*\S[^\n]*\s*$"}
        case Prose(most):
            return {"type": _TEXT, "maxLength": most, "pattern": r"\S"}
        case Id(most):
            return {"type": _TEXT, "pattern": "^[a-z0-9][a-z0-9-]*$", "maxLength": most}
        case Day():
            return {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
        case OneOf(words):
            return {"enum": list(words)}
        case ListOf(item, most, least):
            return {"type": "array", "items": _schema(item), "minItems": least, "maxItems": most}
        case Record(_, fields):
            return {
                "type": "object",
                "properties": {name: _described(field) for name, field in fields.items()},
                "required": [name for name, field in fields.items() if field.required],
                "additionalProperties": False,
            }
        case _:
            assert_never(kind)


def _described(field: Field) -> dict[str, Any]:
    return {"description": field.help, **_schema(field.kind)}

"""A manifest as YAML, with a reason beside each scope, to be pasted where Slack makes an app.

This writes the little of YAML that a manifest needs: maps, lists, texts, numbers, yes and no.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.platforms.slack.naming.scopes import SCOPES, Scope

_PLAIN = re.compile(r"[A-Za-z/][\w/.:-]*\w( \w+)*", re.ASCII)
_NO_TEXTS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_WHERE = "# To be pasted at api.slack.com/apps: Create New App, From a manifest."
_REASON_AT = 26
"""The column in which reasons begin."""


def as_json(manifest: Mapping[str, Any]) -> str:
    """Return a manifest as JSON, which knows no comments."""
    return json.dumps(manifest, ensure_ascii=False, indent=2)


def as_yaml(manifest: Mapping[str, Any]) -> str:
    """Return a manifest as YAML, with the reasons for its scopes."""
    return "\n".join((_WHERE, *_map(manifest, "")))


def reason(scope: Scope) -> str:
    """Return what a scope is for, and whether it may be left out."""
    return f"optional: {scope.why}; leave it out if you like" if scope.optional else scope.why


def _map(mapping: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, value in mapping.items():
        match value:
            case Mapping():
                yield f"{indent}{name}:"
                yield from _map(value, f"{indent}  ")
            case list():
                yield f"{indent}{name}:"
                yield from _list(value, f"{indent}  ", reasons=name == "bot")
            case _:
                yield f"{indent}{name}: {_scalar(value)}"


def _list(values: Sequence[Any], indent: str, *, reasons: bool) -> Iterator[str]:
    why = {scope.name: reason(scope) for scope in SCOPES} if reasons else {}
    for value in values:
        if isinstance(value, Mapping):
            first, *others = _map(value, f"{indent}  ")
            yield f"{indent}- {first.lstrip()}"
            yield from others
        elif value in why:
            yield f"{f'{indent}- {_scalar(value)}'.ljust(_REASON_AT)}  # {why[value]}"
        else:
            yield f"{indent}- {_scalar(value)}"


def _scalar(value: str | float | bool) -> str:
    """Return a value as YAML. Texts that could be something else stand in quotes, as in JSON."""
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.casefold() not in _NO_TEXTS:
        return value
    return json.dumps(value, ensure_ascii=False)

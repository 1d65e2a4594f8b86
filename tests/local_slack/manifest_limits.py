"""What Slack would refuse in an app's manifest (docs.slack.dev, reference/app-manifest)."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator

Json = Mapping[str, Any]

# Others keep it (schemastore), so it is not kept with us. It knows fewer keys than Slack.
SCHEMA = Path(__file__).parents[3] / "shared" / "contracts" / "slack-app-manifest.schema.json"

_TEXTS = (
    ("display_information.name", 1, 35),
    ("display_information.description", 1, 140),
    # The least is a rule of the App Settings page.
    ("display_information.long_description", 174, 4000),
    ("features.bot_user.display_name", 1, 80),
)
_LISTS = (
    ("features.slash_commands", 50),
    ("features.shortcuts", 10),
    ("features.unfurl_domains", 5),
    ("oauth_config.scopes.bot", 255),
    ("oauth_config.scopes.bot_optional", 255),
    ("oauth_config.scopes.user", 255),
    ("oauth_config.redirect_urls", 1000),
    ("settings.event_subscriptions.bot_events", 100),
    ("settings.event_subscriptions.user_events", 100),
    ("settings.allowed_ip_address_ranges", 10),
)
_COMMAND = (("command", 2, 32), ("description", 1, 2000), ("usage_hint", 1, 1000))
_SHORTCUT = (("name", 1, 24), ("callback_id", 1, 255), ("description", 1, 150))


def faults_in_manifest(manifest: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with an app's manifest, each with its place."""
    faults = [
        *_texts(manifest, _TEXTS),
        *_lists(manifest),
        *_commands(manifest),
        *_shortcuts(manifest),
        *_scopes(manifest),
        *_rest(manifest),
    ]
    return [f"invalid_manifest: {fault}" for fault in faults]


def schema_is_there() -> bool:
    """Whether the schema is at hand."""
    return SCHEMA.exists()


def faults_by_schema(manifest: Mapping[str, Any]) -> list[str]:
    """Return what in a manifest does not fit the schema."""
    validator = Draft4Validator(json.loads(SCHEMA.read_text()))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(manifest)]


def _at(manifest: Json, path: str) -> Any:
    place: Any = manifest
    for key in path.split("."):
        place = place.get(key) if isinstance(place, Mapping) else None
    return place


def _texts(holder: Json, limits: tuple[tuple[str, int, int], ...]) -> Iterator[str]:
    for path, least, most in limits:
        value = _at(holder, path)
        if value is not None and not (isinstance(value, str) and least <= len(value) <= most):
            size = len(value) if isinstance(value, str) else "no"
            yield f"{path}: {size} characters, {least} to {most} wanted"


def _lists(manifest: Json) -> Iterator[str]:
    for path, most in _LISTS:
        value = _at(manifest, path)
        if value is None:
            continue
        if not isinstance(value, list) or len(value) > most:
            yield f"{path}: a list of {most} at most is wanted"
        elif len({json.dumps(one, sort_keys=True) for one in value}) < len(value):
            yield f"{path}: something is in it twice"


def _commands(manifest: Json) -> Iterator[str]:
    commands = _at(manifest, "features.slash_commands") or []
    names = [command.get("command") for command in commands]
    if len(set(names)) < len(names):
        yield "features.slash_commands: a command twice"
    for at, command in enumerate(commands):
        where = f"features.slash_commands[{at}]"
        for key in {"command", "description"} - set(command):
            yield f"{where}.{key}: missing"
        yield from (f"{where}.{fault}" for fault in _texts(command, _COMMAND))
        name = str(command.get("command"))
        if not re.fullmatch(r"/[^\s/]+", name) or name != name.lower():
            yield f"{where}.command: {name!r} is no / and a word in lower case"
        yield from _address(f"{where}.url", command.get("url"))


def _shortcuts(manifest: Json) -> Iterator[str]:
    for at, shortcut in enumerate(_at(manifest, "features.shortcuts") or []):
        where = f"features.shortcuts[{at}]"
        for key in sorted({"name", "callback_id", "description", "type"} - set(shortcut)):
            yield f"{where}.{key}: missing"
        yield from (f"{where}.{fault}" for fault in _texts(shortcut, _SHORTCUT))
        if shortcut.get("type") not in ("message", "global"):
            yield f"{where}.type: neither message nor global"


def _scopes(manifest: Json) -> Iterator[str]:
    asked = set(_at(manifest, "oauth_config.scopes.bot") or ())
    extra = set(_at(manifest, "oauth_config.scopes.bot_optional") or ()) - asked
    if extra:
        yield f"oauth_config.scopes.bot_optional: not in bot: {sorted(extra)}"
    if _at(manifest, "features.slash_commands") and "commands" not in asked:
        yield "oauth_config.scopes.bot: commands is needed for slash commands"
    if asked and not _at(manifest, "features.bot_user"):
        yield "features.bot_user: needed for scopes of a bot"


def _rest(manifest: Json) -> Iterator[str]:
    if not _at(manifest, "display_information.name"):
        yield "display_information.name: missing"
    if _at(manifest, "_metadata.major_version") not in (None, 1, 2):
        yield "_metadata.major_version: neither 1 nor 2"
    name = _at(manifest, "features.bot_user.display_name")
    # The page names small letters only. The schema takes capitals, as do manifests in use.
    if name is not None and not re.fullmatch(r"[A-Za-z0-9_.\-]+", str(name)):
        yield f"features.bot_user.display_name: {name!r} is not of a-z 0-9 - _ ."
    color = _at(manifest, "display_information.background_color")
    if color is not None and not re.fullmatch(r"#(?:[\da-fA-F]{3}){1,2}", str(color)):
        yield f"display_information.background_color: {color!r} is no color"
    for path in ("event_subscriptions.request_url", "interactivity.request_url"):
        yield from _address(f"settings.{path}", _at(manifest, f"settings.{path}"))
    for address in _at(manifest, "oauth_config.redirect_urls") or ():
        yield from _address("oauth_config.redirect_urls", address)


def _address(where: str, value: object) -> Iterator[str]:
    if value is not None and not re.match(r"https://[^\s/]", str(value)):
        yield f"{where}: {value!r} is no https address"

"""What Slack would refuse in an app's manifest (docs.slack.dev, reference/app-manifest).

The schema names keys, and the most of most things. It does not know: the least of anything, what
shortcuts are called, that lists hold nothing twice, that addresses begin with https, what needs an
address or Socket Mode, what needs a scope, optional scopes, functions.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator

from tests.local_slack.blockkit_text import objects

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
_REQUESTS = (
    "settings.event_subscriptions.request_url",
    "settings.interactivity.request_url",
    "settings.interactivity.message_menu_options_url",
)
_COMMAND = (("command", 2, 32), ("description", 1, 2000), ("usage_hint", 1, 1000))
_FUNCTION = (("title", 1, 255),)
# Slack's validation asks for them: gastownhall/gascity-packs, issue 63.
_SCOPES = {
    "app_mention": "app_mentions:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
}
_SHORTCUT = (("name", 1, 24), ("callback_id", 1, 255), ("description", 1, 150))


def faults_in_manifest(manifest: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with an app's manifest, each with its place."""
    faults = [
        *_texts(manifest, _TEXTS),
        *_lists(manifest),
        *_commands(manifest),
        *_shortcuts(manifest),
        *_scopes(manifest),
        *_events(manifest),
        *_addresses(manifest),
        *_functions(manifest),
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
    commands = objects(_at(manifest, "features.slash_commands"))
    # As with the scopes of events.
    if not commands and _at(manifest, "features.slash_commands") is not None:
        yield "features.slash_commands: none, so it must not be there"
    names = [str(command.get("command")) for command in commands]
    if len(set(names)) < len(names):
        yield "features.slash_commands: a command twice"
    for at, command in enumerate(commands):
        where = f"features.slash_commands[{at}]"
        for key in sorted({"command", "description"} - set(command)):
            yield f"{where}.{key}: missing"
        yield from (f"{where}.{fault}" for fault in _texts(command, _COMMAND))
        name = str(command.get("command"))
        if not re.fullmatch(r"/[^\s/]+", name) or name != name.lower():
            yield f"{where}.command: {name!r} is no / and a word in lower case"
        yield from _address(f"{where}.url", command.get("url"))


def _shortcuts(manifest: Json) -> Iterator[str]:
    for at, shortcut in enumerate(objects(_at(manifest, "features.shortcuts"))):
        where = f"features.shortcuts[{at}]"
        for key in sorted({"name", "callback_id", "description", "type"} - set(shortcut)):
            yield f"{where}.{key}: missing"
        yield from (f"{where}.{fault}" for fault in _texts(shortcut, _SHORTCUT))
        if shortcut.get("type") not in ("message", "global"):
            yield f"{where}.type: neither message nor global"


def _scopes(manifest: Json) -> Iterator[str]:
    asked = _words(manifest, "oauth_config.scopes.bot")
    extra = _words(manifest, "oauth_config.scopes.bot_optional") - asked
    if extra:
        yield f"oauth_config.scopes.bot_optional: not in bot: {sorted(extra)}"
    if _at(manifest, "features.slash_commands") and "commands" not in asked:
        yield "oauth_config.scopes.bot: commands is needed for slash commands"
    if asked and not _at(manifest, "features.bot_user"):
        yield "features.bot_user: needed for scopes of a bot"


def _words(manifest: Json, path: str) -> set[str]:
    value = _at(manifest, path)
    return {str(word) for word in value} if isinstance(value, list) else set()


def _events(manifest: Json) -> Iterator[str]:
    where = "settings.event_subscriptions"
    asked = _words(manifest, "oauth_config.scopes.bot")
    for event in sorted(_words(manifest, f"{where}.bot_events") & set(_SCOPES)):
        if _SCOPES[event] not in asked:
            yield f"{where}.bot_events: {event} needs the scope {_SCOPES[event]}"
    for at, one in enumerate(objects(_at(manifest, f"{where}.metadata_subscriptions"))):
        for key in sorted({"app_id", "event_type"} - set(one)):
            yield f"{where}.metadata_subscriptions[{at}].{key}: missing"


def _addresses(manifest: Json) -> Iterator[str]:
    """Yield what has nowhere to go to (docs.slack.dev, reference/methods/apps.manifest.validate).

    That a command needs an address, too, is ours.
    """
    if _at(manifest, "settings.socket_mode_enabled") is True:
        return
    needing = {
        "settings.event_subscriptions": _at(manifest, "settings.event_subscriptions") is not None,
        "settings.interactivity": _at(manifest, "settings.interactivity.is_enabled") is True,
    }
    for path, needed in needing.items():
        if needed and not _at(manifest, f"{path}.request_url"):
            yield f"{path}.request_url: needed without Socket Mode"
    for at, command in enumerate(objects(_at(manifest, "features.slash_commands"))):
        if not command.get("url"):
            yield f"features.slash_commands[{at}].url: needed without Socket Mode"


def _functions(manifest: Json) -> Iterator[str]:
    functions = manifest.get("functions")
    if not isinstance(functions, Mapping) or not functions:
        return
    for name, function in functions.items():
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,99}", str(name)):
            yield f"functions.{name}: no snake_case of 100 characters at most"
        fields = function if isinstance(function, Mapping) else {}
        if "title" not in fields:
            yield f"functions.{name}.title: missing"
        yield from (f"functions.{name}.{fault}" for fault in _texts(fields, _FUNCTION))
    if _at(manifest, "settings.function_runtime") != "remote":
        yield "settings.function_runtime: remote is needed for functions"
    if _at(manifest, "settings.org_deploy_enabled") is not True:
        yield "settings.org_deploy_enabled: needed for functions"


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
    for path in _REQUESTS:
        yield from _address(path, _at(manifest, path))
    for address in sorted(_words(manifest, "oauth_config.redirect_urls")):
        yield from _address("oauth_config.redirect_urls", address)


def _address(where: str, value: object) -> Iterator[str]:
    if value is not None and not re.match(r"https://[^\s/]", str(value)):
        yield f"{where}: {value!r} is no https address"

"""Routes for registering commands."""

import json
from collections import Counter

from tests.local_discord import limits
from tests.local_discord.commands import CHAT, check_command
from tests.local_discord.refusals import Json, Problems, Refused, unknown
from tests.local_discord.rest import Call, Reply, Routes

KEPT = (
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "options",
    "default_member_permissions",
    "nsfw",
    "contexts",
    "integration_types",
)


def _scope(call: Call) -> int | None:
    if call.id("application_id") != call.state.application_id:
        raise Refused(403, 20012, "You are not authorized to perform this action")
    if "guild_id" not in call.params:
        return None
    return call.state.guild(call.id("guild_id")).id


def listed(call: Call) -> Reply:
    """What is registered; localizations only when asked for."""
    found = call.state.commands.by_scope.get(_scope(call), [])
    if call.query.get("with_localizations") not in ("1", "true", "True"):
        found = [_without_localizations(command) for command in found]
    return 200, found


def _without_localizations(row: Json) -> Json:
    kept = {key: value for key, value in row.items() if not key.endswith("_localizations")}
    for key in ("options", "choices"):
        if key in kept:
            kept[key] = [_without_localizations(inner) for inner in kept[key]]
    return kept


def replace(call: Call) -> Reply:
    """Register all commands of a scope; what is not named goes."""
    scope = _scope(call)
    given = call.body or []
    problems = Problems()
    for index, command in enumerate(given):
        check_command(command, problems, str(index))
    names = [(command.get("type") or CHAT, command.get("name")) for command in given]
    problems.check(
        len(set(names)) == len(names), "0", "APPLICATION_COMMANDS_DUPLICATE_NAME", f"{names}"
    )
    problems.settle()
    _not_too_many(given)
    old = call.state.commands.by_scope.get(scope, [])
    call.state.commands.writes.append(("PUT", scope))
    made = [_stored(call, command, old, scope) for command in given]
    call.state.commands.by_scope[scope] = made
    return 200, made


def _not_too_many(given: list[Json]) -> None:
    counts = Counter(command.get("type") or CHAT for command in given)
    for kind, count in counts.items():
        most = limits.CHAT_COMMANDS if kind == CHAT else limits.CONTEXT_COMMANDS
        if count > most:
            raise Refused(400, 30032, f"Maximum number of application commands reached ({most})")


def add(call: Call) -> Reply:
    """Register one command, over one of the same name and type."""
    scope = _scope(call)
    problems = Problems()
    check_command(call.json, problems, "0")
    problems.errors = problems.errors.get("0", problems.errors)
    problems.settle()
    old = call.state.commands.by_scope.setdefault(scope, [])
    made = _stored(call, call.json, old, scope)
    kept = [command for command in old if command["id"] != made["id"]]
    _not_too_many([*kept, made])
    call.state.commands.writes.append(("POST", scope))
    call.state.commands.by_scope[scope] = [*kept, made]
    return (200 if len(kept) < len(old) else 201), made


def remove(call: Call) -> Reply:
    """Take one command away."""
    scope = _scope(call)
    old = call.state.commands.by_scope.get(scope, [])
    kept = [command for command in old if command["id"] != call.params["command_id"]]
    if len(kept) == len(old):
        raise unknown("application command")
    call.state.commands.writes.append(("DELETE", scope))
    call.state.commands.by_scope[scope] = kept
    return 204, None


def _stored(call: Call, given: Json, old: list[Json], scope: int | None) -> Json:
    kind = given.get("type") or CHAT
    number = str(call.state.clock.snowflake())
    before = next((c for c in old if (c["type"], c["name"]) == (kind, given["name"])), None)
    made: Json = {
        "id": before["id"] if before else number,
        "application_id": str(call.state.application_id),
        "version": number,
        "type": kind,
        **{key: given[key] for key in KEPT if given.get(key) is not None},
    }
    bits = given.get("default_member_permissions")
    made["default_member_permissions"] = None if bits is None else str(bits)
    made.setdefault("description", "")
    made.setdefault("nsfw", False)
    made.setdefault("integration_types", [0])
    if scope is None:
        made.setdefault("contexts", None)
    else:
        made["guild_id"] = str(scope)
    if before and _same(before, made):
        made["version"] = before["version"]
    return made


def _same(one: Json, other: Json) -> bool:
    return json.dumps(one | {"version": ""}, sort_keys=True) == json.dumps(
        other | {"version": ""}, sort_keys=True
    )


EVERYWHERE = "/applications/{application_id}/commands"
IN_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
ROUTES: Routes = [
    route
    for base in (EVERYWHERE, IN_GUILD)
    for route in (
        ("GET", base, listed),
        ("PUT", base, replace),
        ("POST", base, add),
        ("DELETE", f"{base}/{{command_id}}", remove),
    )
]

"""What Discord's own client checks before it sends a command on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.local_discord.commands import (
    CHANNEL,
    GROUP,
    INTEGER,
    MENTIONABLE,
    ROLE,
    SUBCOMMAND,
    USER,
)
from tests.local_discord.payloads import member_json, partial_channel_json, role_json, user_json
from tests.local_discord.refusals import Json, units
from tests.local_discord.state import State
from tests.local_discord.world import Channel, Guild, Role, User


class NotOffered(AssertionError):
    """The client does not let the person do this."""


@dataclass
class Resolved:
    """Ids in a command, and what they stand for."""

    state: State
    viewer: User
    guild: Guild | None
    found: Json = field(default_factory=dict)

    def add(self, value: object) -> str:
        """Note a channel, role or person; give the id."""
        number = str(getattr(value, "id", ""))
        match value:
            case Channel():
                shown = partial_channel_json(value, self.viewer, self.state.bot)
                self.found.setdefault("channels", {})[number] = shown
            case Role():
                self.found.setdefault("roles", {})[number] = role_json(value)
            case User():
                self._add_user(value, number)
            case _:
                raise NotOffered(f"{value!r} is nothing one can pick")
        return number

    def _add_user(self, user: User, number: str) -> None:
        self.found.setdefault("users", {})[number] = user_json(user)
        membership = self.guild.members.get(user.id) if self.guild else None
        if membership:
            shown = member_json(membership, with_user=False)
            self.found.setdefault("members", {})[number] = shown | {"permissions": "0"}


def place_in(command: Json, path: list[str]) -> tuple[list[str], Json]:
    """Follow `schedule add` down to the part that has options."""
    names, row = [], command
    for word in path:
        inner = {option["name"]: option for option in row.get("options") or []}
        if word not in inner or inner[word]["type"] not in (SUBCOMMAND, GROUP):
            raise NotOffered(f"/{command['name']} has no {word}; there are {list(inner)}")
        row = inner[word]
        names.append(word)
    if any(option["type"] in (SUBCOMMAND, GROUP) for option in row.get("options") or []):
        raise NotOffered(f"/{command['name']} {' '.join(names)} needs one more word")
    return names, row


def nested(command: Json, path: list[str], options: list[Json]) -> list[Json]:
    """The options wrapped in the subcommands they belong to."""
    kinds, row = [], command
    for word in path:
        row = next(option for option in row["options"] if option["name"] == word)
        kinds.append(row["type"])
    for word, kind in zip(reversed(path), reversed(kinds), strict=True):
        options = [{"type": kind, "name": word, "options": options}]
    return options


def fill_in(row: Json, given: Mapping[str, object], resolved: Resolved) -> list[Json]:
    """All options of a command that is sent off: complete, in range, of the right type."""
    known = {option["name"]: option for option in row.get("options") or []}
    unknown = set(given) - set(known)
    if unknown:
        raise NotOffered(f"no option {sorted(unknown)}; there are {list(known)}")
    missing = [n for n, option in known.items() if option.get("required") and n not in given]
    if missing:
        raise NotOffered(f"the option {missing[0]} is required")
    return [
        {"type": known[name]["type"], "name": name, "value": _fit(known[name], value, resolved)}
        for name, value in given.items()
    ]


def fill_partly(
    row: Json, given: Mapping[str, object], focused: str, typed: object, resolved: Resolved
) -> list[Json]:
    """What is sent while typing: nothing checked yet, one option focused."""
    known = {option["name"]: option for option in row.get("options") or []}
    if not known.get(focused, {}).get("autocomplete"):
        raise NotOffered(f"{focused} does not suggest anything")
    options = [
        {
            "type": known[name]["type"],
            "name": name,
            "value": resolved.add(value) if hasattr(value, "id") else value,
        }
        for name, value in given.items()
    ]
    kind = known[focused]["type"]
    return [*options, {"type": kind, "name": focused, "value": typed, "focused": True}]


def _fit(option: Json, value: object, resolved: Resolved) -> object:
    name, kind = option["name"], option["type"]
    if option.get("choices"):
        return _choice(option, value)
    match kind:
        case 3 if isinstance(value, str):
            _in_range(option, units(value), "length")
            return value
        case 4 | 10 if isinstance(value, int | float) and not isinstance(value, bool):
            if kind == INTEGER and not isinstance(value, int):
                raise NotOffered(f"{name} takes a whole number, not {value!r}")
            _in_range(option, value, "value")
            return value
        case 5 if isinstance(value, bool):
            return value
        case 6 | 7 | 8 | 9:
            return _pick(option, value, resolved)
        case _:
            pass
    raise NotOffered(f"{name} takes option type {kind}, not {value!r}")


def _choice(option: Json, value: object) -> object:
    for choice in option["choices"]:
        if value in (choice["name"], choice["value"]):
            return choice["value"]
    raise NotOffered(f"{option['name']} has no choice {value!r}")


def _in_range(option: Json, value: float, what: str) -> None:
    least, most = option.get(f"min_{what}"), option.get(f"max_{what}")
    if (least is not None and value < least) or (most is not None and value > most):
        raise NotOffered(f"{option['name']}: {value} is not within {least} and {most}")


PICKS: dict[int, tuple[type, ...]] = {
    USER: (User,),
    CHANNEL: (Channel,),
    ROLE: (Role,),
    MENTIONABLE: (User, Role),
}


def _pick(option: Json, value: object, resolved: Resolved) -> str:
    value = getattr(value, "user", value)
    if not isinstance(value, PICKS[option["type"]]):
        raise NotOffered(f"{option['name']} takes option type {option['type']}, not {value!r}")
    kinds = option.get("channel_types")
    if isinstance(value, Channel) and kinds and value.kind not in kinds:
        raise NotOffered(f"{option['name']} takes channels of type {kinds}, not {value.kind}")
    return resolved.add(value)

"""Every setting: name, default, what it is for. The reference in docs/ is made from this table.

A setting comes from the environment (``HOMEROOM_PORT``), else from config/homeroom.yaml
(``port``), else it is the default. A secret comes from the environment or from a file that
``…_FILE`` names, and from nowhere else.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from tzlocal import get_localzone_name

from bot.errors import BadSettings

CONFIG_FILE = Path("config/homeroom.yaml")
LEVELS = ("debug", "info", "warning", "error")
LARGEST_PORT = 65_535
LONGEST_RING = 3_600
"""Seconds: a lesson may come late by as much."""


def _port(text: str) -> int:
    if text.isdecimal() and int(text) <= LARGEST_PORT:
        return int(text)
    message = f"a port is a number from 0 to {LARGEST_PORT}"
    raise ValueError(message)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip().casefold() for name in text.split(",") if name.strip())


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(_local_zone() if text == "local" else text)
    except (KeyError, ValueError, OSError) as error:
        message = "a time zone is written like Europe/Berlin or Asia/Seoul"
        raise ValueError(message) from error


def _local_zone() -> str:
    try:
        return get_localzone_name() or "UTC"
    except (LookupError, ValueError, OSError):
        return "UTC"


def _time(text: str) -> dt.time:
    try:
        return dt.datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 -- a time of day only
    except ValueError as error:
        message = "a time is written like 08:00"
        raise ValueError(message) from error


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if 0 < seconds <= LONGEST_RING:
        return seconds
    message = "it is a number of seconds, above 0 and at most 3,600"
    raise ValueError(message)


def _level(text: str) -> str:
    if text.casefold() in LEVELS:
        return text.casefold()
    message = f"it is one of {', '.join(LEVELS)}"
    raise ValueError(message)


def _sqlite(text: str) -> str:
    if re.fullmatch("sqlite:///[^?:][^?]*", text):
        return text.replace("sqlite:", "sqlite+aiosqlite:", 1)
    message = "it is written like sqlite:///data/homeroom.db (other databases are not supported)"
    raise ValueError(message)


def _token(text: str) -> str:
    if re.fullmatch(r"[!-~]+", text):
        return text
    message = "a token is one word of letters, digits and dots, without “Bot ” before it"
    raise ValueError(message)


def _setting(
    default: str, parse: Callable[[str], Any], text: str, secret_env: str | None = None
) -> Any:
    metadata = {"default": default, "parse": parse, "help": text, "secret_env": secret_env}
    return field(metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the operator decided."""

    lessons_dir: Path = _setting("lessons", Path, "The folder with the lessons.")
    data_dir: Path = _setting("data", Path, "The folder for what must survive: the database.")
    host: str = _setting(
        "127.0.0.1", str, "The address the page listens on. The default is this machine only."
    )
    port: int = _setting("8080", _port, "The port of the page. 0 takes any free one.")
    names: tuple[str, ...] = _setting(
        "",
        _names,
        "The names under which people ask for the page, if not by address: `class.example.org`."
        " Several with commas. Other names are refused.",
    )
    timezone: ZoneInfo = _setting(
        "local", _zone, "The classroom's time zone. `local` is the zone of this machine."
    )
    classroom_time: dt.time = _setting(
        "08:00", _time, "When the classroom gets its lesson each day, in its zone."
    )
    classroom_track: str = _setting(
        "", str, "The folder of lessons the classroom goes through. Without it: the first."
    )
    ring_seconds: float = _setting(
        "5", _seconds, "How often to look for lessons that are due, in seconds."
    )
    log_level: str = _setting("info", _level, f"How much to log: {', '.join(LEVELS)}.")
    database_url: str = _setting(
        "", _sqlite, "The database. Without it: a SQLite file in `data_dir`.", "DATABASE_URL"
    )
    discord_token: str = _setting(
        "",
        _token,
        "The token of the bot on Discord. With it, Homeroom is there too: [how](../discord.md).",
        "DISCORD_TOKEN",
    )

    @property
    def store_url(self) -> str:
        """The database to open, as SQLAlchemy writes it."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'homeroom.db'}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table of settings."""

    name: str
    default: str
    help: str
    env: str
    secret: bool
    parse: Callable[[str], Any]


def table() -> tuple[Row, ...]:
    """Return the settings as rows, in the order they are declared."""
    return tuple(_row(one.name, one.metadata) for one in fields(Settings))


def _row(name: str, metadata: Mapping[str, Any]) -> Row:
    secret_env = metadata["secret_env"]
    env = secret_env or f"HOMEROOM_{name.upper()}"
    return Row(
        name, metadata["default"], metadata["help"], env, bool(secret_env), metadata["parse"]
    )


def load(environment: Mapping[str, str], config: Path | None = None) -> Settings:
    """Return the settings. Raises ``BadSettings`` with every fault, each naming its setting.

    ``config`` is the file to read; without it, ``HOMEROOM_CONFIG`` or config/homeroom.yaml, which
    need not be there.
    """
    faults = _misspelt(environment)
    named = config or Path(environment.get("HOMEROOM_CONFIG") or CONFIG_FILE)
    from_file = _read(named, must_exist=named != CONFIG_FILE, faults=faults)
    values: dict[str, Any] = {}
    for row in table():
        raw, origin = _raw(row, environment, from_file, faults)
        try:
            values[row.name] = row.parse(raw) if raw or not row.secret else ""
        except ValueError as error:
            shown = "its value" if row.secret else f"'{raw}'"
            faults.append(f"{origin}: {shown} won't do: {error}")
    if faults:
        raise BadSettings(faults="\n".join(f"  {fault}" for fault in faults))
    return Settings(**values)


def _misspelt(environment: Mapping[str, str]) -> list[str]:
    """Say which names in the environment look like a setting and are none."""
    known = {*(row.env for row in table()), "HOMEROOM_CONFIG"}
    ours = (n for n in environment if n.startswith("HOMEROOM_") and "_TEST_" not in n)
    return [
        f"there is no setting {name}. Did you mean {near[0]}?"
        for name in sorted(ours)
        if name not in known and (near := get_close_matches(name, known, n=1, cutoff=0.8))
    ]


def _raw(
    row: Row, environment: Mapping[str, str], from_file: Mapping[str, str], faults: list[str]
) -> tuple[str, str]:
    """Return a setting's text and where it is from, the environment first."""
    if value := environment.get(row.env):
        return value, row.env
    if row.secret and (path := environment.get(f"{row.env}_FILE")):
        try:
            return Path(path).read_text("utf-8").strip(), f"{row.env}_FILE"
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
            faults.append(f"{row.env}_FILE: {path} can't be read: {why}")
    if row.name in from_file:
        return from_file[row.name], f"{row.name} in the configuration file"
    return row.default, row.name


def _read(path: Path, *, must_exist: bool, faults: list[str]) -> dict[str, str]:
    try:
        # BaseLoader reads every value as text: a time stays 08:00 and no stays no.
        text = path.read_text("utf-8")
        faults.extend(f"{path}: '{name}' stands there twice" for name in _repeated(text))
        data = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- text only
    except FileNotFoundError:
        if must_exist:
            faults.append(f"{path} is not there. Look at HOMEROOM_CONFIG and --config")
        return {}
    except UnicodeDecodeError:
        faults.append(f"{path} is no text in UTF-8")
        return {}
    except OSError as error:
        faults.append(f"{path} can't be read: {error.strerror}")
        return {}
    except yaml.MarkedYAMLError as error:
        # Not PyYAML's own words: they quote the line, and there may be a password in it.
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        faults.append(f"{path}, line {line}: this is no line of 'name: value'. Look at its quotes")
        return {}
    except yaml.YAMLError:
        faults.append(f"{path} holds a character that no text file has")
        return {}
    if data is not None and not isinstance(data, dict):
        faults.append(f"{path} must hold lines of 'name: value'")
        return {}
    return {
        name: value for name, value in (data or {}).items() if _usable(name, value, path, faults)
    }


def _repeated(text: str) -> list[str]:
    """The names that stand more than once; loading would silently keep the last of them."""
    node = yaml.compose(text, Loader=yaml.BaseLoader)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    names = [key.value for key, _ in pairs if isinstance(key, yaml.ScalarNode)]
    return sorted({name for name in names if names.count(name) > 1})


def _usable(name: str, value: object, path: Path, faults: list[str]) -> bool:
    rows = {row.name: row for row in table()}
    if name not in rows:
        near = get_close_matches(name, rows, n=1)
        there = ", ".join(row.name for row in rows.values() if not row.secret)
        mend = f"Did you mean {near[0]}?" if near else f"There are: {there}"
        faults.append(f"{path}: there is no setting '{name}'. {mend}")
    elif rows[name].secret:
        env = rows[name].env
        faults.append(f"{path}: {name} may hold a password. Take it out; set {env} or {env}_FILE")
    elif not isinstance(value, str):
        faults.append(f"{path}: {name} must be one value")
    else:
        return bool(value)
    return False

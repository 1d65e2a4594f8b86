"""Where settings come from: the environment, secret files, the configuration file."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from bot.errors import BadSettings
from bot.settings import secrets
from bot.settings.roles import ALL, Role
from bot.settings.rows import Row, Settings, table
from bot.settings.together import clashes, half_set

CONFIG_FILE = Path("config/homeroom.yaml")


def load(
    environment: Mapping[str, str],
    config: Path | None = None,
    *,
    whole: bool = True,
    roles: frozenset[Role] = ALL,
) -> Settings:
    """Return the settings. Raises ``BadSettings`` with every fault, each naming its setting.

    ``config`` is the file to read; without it, ``HOMEROOM_CONFIG`` or config/homeroom.yaml, which
    need not be there. Unless ``whole``, settings that need each other may still be half there; so
    may those that none of the ``roles`` needs.
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
    if not faults:
        settings = Settings(**values)
        faults += [*clashes(settings), *(half_set(settings, roles) if whole else ())]
    if faults:
        raise BadSettings(faults="\n".join(f"  {fault}" for fault in faults))
    return settings


def _misspelt(environment: Mapping[str, str]) -> list[str]:
    """Say which names in the environment look like a setting and are none."""
    files = (f"{row.env}_FILE" for row in table() if row.secret)
    known = {*(row.env for row in table()), *files, "HOMEROOM_CONFIG"}
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
    if row.secret and environment.get(f"{row.env}_FILE"):
        return secrets.from_file(row.env, environment, faults), f"{row.env}_FILE"
    if value := environment.get(row.env):
        return value, row.env
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

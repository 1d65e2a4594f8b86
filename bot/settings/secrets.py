"""Secrets that stand in files of their own: ``DISCORD_TOKEN_FILE=/run/secrets/discord_token``."""

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.settings.rows import table

CONTAINERS = Path("/run/secrets")
"""Where a container gets its secrets. Their rights there say nothing: nobody else is inside."""


def from_file(env: str, environment: Mapping[str, str], faults: list[str]) -> str:
    """Return the secret in the file that ``…_FILE`` names; put what is wrong among the faults.

    What ``…_FILE`` holds is never shown: it may be the secret itself, by mistake.
    """
    name = f"{env}_FILE"
    if environment.get(env):
        faults.append(f"{env} and {name} are both set. Take one of them away")
        return ""
    try:
        secret = Path(environment[name]).read_text("utf-8").strip()
    except UnicodeDecodeError:
        faults.append(f"{name}: the file it names is no text in UTF-8")
    except OSError as error:
        why = f"the file it names can't be read: {error.strerror}"
        faults.append(f"{name}: {why}. Put the path of a file there, not the secret")
    else:
        if not secret:
            faults.append(f"{name}: the file it names is empty")
        return secret
    return ""


def open_to_all(environment: Mapping[str, str]) -> Iterator[str]:
    """Say which secrets stand in files that everybody on this machine can read."""
    for row in table():
        path = Path(environment.get(f"{row.env}_FILE", "")) if row.secret else Path()
        if path != Path() and CONTAINERS not in path.parents and _readable_by_all(path):
            yield f"{row.env}_FILE: everybody on this machine can read {path}. chmod 600 mends it"


def _readable_by_all(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & stat.S_IROTH)
    except OSError:
        return False

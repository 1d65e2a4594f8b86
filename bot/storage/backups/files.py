"""Backups as files: each with a small one beside it that says what it is."""

import datetime as dt
import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.domain.retention import Keep, outdated
from bot.errors import BackupFailed, CannotRestore

MADE_BY = "homeroom backup"
STAMP = "%Y%m%dT%H%M%SZ"
ENDS = {"sqlite": ".db", "postgresql": ".dump"}
ABANDONED = dt.timedelta(days=1)
"""After so long, what a backup that was killed has left behind is removed."""
_NAME = re.compile(r"homeroom-\d{8}T\d{6}Z\.(db|dump)")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was checked when it was taken.

    ``taken`` is the moment (UTC) whose records it has; ``kind`` the kind of database; ``schema``
    which tables it has; ``version`` the Homeroom that made it; ``size`` is in bytes.
    """

    path: Path
    taken: dt.datetime
    kind: str
    schema: str
    version: str
    sha256: str
    size: int


def backups_in(folder: Path) -> list[Backup]:
    """Return the backups in a folder, oldest first; nothing else that lies there."""
    found = []
    for path in folder.glob("homeroom-*"):
        if _NAME.fullmatch(path.name):
            try:
                found.append(about(path))
            except CannotRestore:
                continue
    return sorted(found, key=lambda one: one.taken)


def about(path: Path) -> Backup:
    """Return what is said of a backup beside it. Raises ``CannotRestore``."""
    beside = _beside(path)
    mend = f"Put {beside.name} beside it, or say when it was taken: --taken 2026-11-26T08:00Z"
    try:
        said = json.loads(beside.read_text("utf-8"))
        if said.pop("made_by") != MADE_BY or not path.is_file():
            raise CannotRestore(path=path, why="it is no backup of Homeroom's", mend=mend)
        said["taken"] = dt.datetime.fromisoformat(said["taken"])
        return Backup(path=path, **said)
    except OSError as error:
        why = f"{beside.name} can't be read: {error.strerror}"
        raise CannotRestore(path=path, why=why, mend=mend) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        why = f"{beside.name} makes no sense"
        raise CannotRestore(path=path, why=why, mend=mend) from error


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def thin_out(folder: Path, keep: Keep) -> list[Path]:
    """Delete the backups in a folder that are not kept, and no other file; return which."""
    there = backups_in(folder)
    old = set(outdated([one.taken for one in there], keep))
    gone = [one.path for one in there if one.taken in old]
    for path in gone:
        path.unlink(missing_ok=True)
        _beside(path).unlink(missing_ok=True)
    return gone


@contextmanager
def in_the_making(folder: Path, kind: str, now: dt.datetime) -> Iterator[tuple[Path, Path]]:
    """Give a new file to write a backup into, and the path it gets; clear away what is left of it.

    Only its owner may read it. Raises ``BackupFailed``.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _clear(folder, now)
        final = _free_name(folder, kind, now)
        made = folder / f".{final.name}.partial"
        os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        why = f"{folder} can't be written: {error.strerror}"
        mend = "Look at its rights, or set HOMEROOM_BACKUP_DIR to another folder."
        raise BackupFailed(why=why, mend=mend) from error
    try:
        yield made, final
    finally:
        for left in folder.glob(f"{made.name}*"):
            left.unlink(missing_ok=True)


def finish(made: Path, backup: Backup) -> None:
    """Give a backup its name, with what is said of it beside it; first that, then the backup."""
    said = asdict(backup) | {"made_by": MADE_BY, "taken": backup.taken.isoformat()}
    del said["path"]
    beside = _beside(backup.path)
    with os.fdopen(os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
        json.dump(said, file, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    with made.open("rb+") as written:
        os.fsync(written.fileno())
    made.replace(backup.path)


def _free_name(folder: Path, kind: str, now: dt.datetime) -> Path:
    while (path := folder / f"homeroom-{now.astimezone(dt.UTC):{STAMP}}{ENDS[kind]}").exists():
        now += dt.timedelta(seconds=1)
    return path


def _clear(folder: Path, now: dt.datetime) -> None:
    """Remove what was begun long ago and never finished."""
    for left in folder.glob(".homeroom-*.partial*"):
        if left.stat().st_mtime < (now - ABANDONED).timestamp():
            left.unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".json")

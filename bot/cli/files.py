"""Writing lesson files: never over another, and with the way to the schema for editors."""

import os
from collections.abc import Sequence
from pathlib import Path

from bot.content.folder import Reading, read_folder
from bot.content.schema import SCHEMA_NAME
from bot.errors import CannotWrite, NoSuchFile
from bot.settings import Settings


def read_paths(paths: Sequence[Path]) -> list[Reading]:
    """Read the lessons of folders and files. Raises ``NoSuchFile`` for one that is not there."""
    for path in paths:
        if not path.exists():
            raise NoSuchFile(path=path, why="there is no such file or folder")
    return [read_folder(path) for path in paths]


def write_new(path: Path, text: str, *, force: bool = False) -> None:
    """Write a file that must not be there yet, unless forced. Raises ``CannotWrite``."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w" if force else "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        mend = "Choose another name, or say --force to write over it."
        raise CannotWrite(path=path, why="it is there already", mend=mend) from error
    except OSError as error:
        mend = "Look at its rights and the room on the disk."
        raise CannotWrite(path=path, why=error.strerror or error, mend=mend) from error


def schema_for(path: Path, settings: Settings) -> str:
    """Return where the schema is, seen from a lesson file."""
    schema = (settings.lessons_dir / SCHEMA_NAME).resolve()
    return Path(os.path.relpath(schema, path.resolve().parent)).as_posix()

"""``homeroom backup``: take a backup now, while the bot runs or not."""

import argparse
import asyncio
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from bot.cli.command import CliCommand
from bot.settings import Settings
from bot.storage.backups.files import Backup, backups_in, thin_out
from bot.storage.backups.taking import take
from bot.storage.backups.timer import note_taken

MEBIBYTE = 2**20


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to", type=Path, metavar="FOLDER", help="where to (default: HOMEROOM_BACKUP_DIR)"
    )
    parser.add_argument("--list", action="store_true", help="show the backups there are instead")
    parser.add_argument(
        "--tidy",
        action="store_true",
        help="then delete old ones there, as HOMEROOM_BACKUP_KEEP says",
    )


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    folder: Path = arguments.to or settings.backup_folder
    if arguments.list:
        print("\n".join(_listed(folder)))
        return 0
    backup = asyncio.run(_taken(settings, folder))
    print(f"Backed up and checked: {backup.path} ({_size(backup)})")
    if arguments.tidy:
        for path in thin_out(folder, settings.backup_keep):
            print(f"Deleted: {path}")
    print(f"homeroom restore {backup.path} puts it back.")
    return 0


async def _taken(settings: Settings, folder: Path) -> Backup:
    backup = await take(settings.store_url, folder, dt.datetime.now(dt.UTC))
    await note_taken(settings.store_url, backup)
    return backup


def _listed(folder: Path) -> Iterator[str]:
    found = backups_in(folder)
    if not found:
        yield f"There are no backups in {folder}. homeroom backup takes one."
    for one in found:
        yield (
            f"{one.taken:%Y-%m-%d %H:%M} UTC  {_size(one):>10}  {one.kind}, tables {one.schema},"
            f" Homeroom {one.version}  {one.path}"
        )


def _size(backup: Backup) -> str:
    return f"{backup.size / MEBIBYTE:,.1f} MiB"


COMMAND = CliCommand(_options, _run, whole=False)

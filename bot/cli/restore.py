"""``homeroom restore``: put a backup back, and have what was posted since looked for."""

import argparse
import asyncio
import datetime as dt
import sys
from pathlib import Path

from bot.app import assembled, restored
from bot.cli.command import CliCommand
from bot.cli.moments import moment
from bot.settings import Settings
from bot.storage.backups import restoring


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, nargs="?", help="the backup, such as homeroom-….db")
    parser.add_argument(
        "--replace",
        action="store_true",
        help="on PostgreSQL: even if there are records; they are dumped first",
    )
    parser.add_argument(
        "--taken",
        type=moment,
        metavar="TIME",
        help="when it was taken, if nothing beside it says so, such as 2026-11-26T08:00Z",
    )
    parser.add_argument(
        "--in-place",
        action="store_true",
        help="the database was put back to --taken by other means (Litestream, point in time): only"
        " have what was posted since looked for",
    )


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.in_place != (arguments.file is None) or (
        arguments.in_place and not arguments.taken
    ):
        print(
            "homeroom restore: name a backup (homeroom backup --list shows them), or say"
            " --in-place --taken TIME",
            file=sys.stderr,
        )
        return 2
    doubts = asyncio.run(_restored(arguments, settings))
    print("The database is as it was then, and its tables are up to date.")
    if doubts:
        lessons = "1 lesson" if doubts == 1 else f"{doubts:,} lessons"
        print(f"{lessons} may have been posted since: homeroom run looks before it sends.")
    print("Schedules that were made or changed since are as they were then. Start: homeroom run")
    return 0


async def _restored(arguments: argparse.Namespace, settings: Settings) -> int:
    url, now = settings.store_url, dt.datetime.now(dt.UTC)
    if arguments.in_place:
        await restoring.already(url, arguments.taken, now)
    else:
        backup = await restoring.checked(arguments.file, arguments.taken)
        print(f"{backup.path} is whole; it is of {backup.taken:%Y-%m-%d %H:%M} UTC.", flush=True)
        await restoring.restore(
            backup, url, now, settings.backup_folder, replace=arguments.replace, say=print
        )
    async with assembled(settings) as homeroom:
        return await restored(homeroom).go()


COMMAND = CliCommand(_options, _run, whole=False)

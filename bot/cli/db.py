"""``homeroom db``: what there is to do about the database as a whole."""

import argparse
import asyncio
import time

from bot.cli.command import CliCommand
from bot.errors import CannotMove
from bot.settings import Settings, values
from bot.storage.moving.carrying import move


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action",
        choices=["move"],
        help="move: carry everything from one database to another, and compare every row; broken"
        " off, it goes on when it is started again. The one it is moved from stays as it is",
    )
    parser.add_argument(
        "--from",
        dest="source",
        type=_address,
        metavar="URL",
        help="the database to read (default: the SQLite file in the data folder)",
    )
    parser.add_argument(
        "--to",
        dest="target",
        type=_address,
        metavar="URL",
        help="the database to fill, which must be empty (default: DATABASE_URL, where a password"
        " is not seen by others)",
    )
    parser.add_argument(
        "--back",
        action="store_true",
        help="the other way round: from DATABASE_URL to the SQLite file in the data folder",
    )
    parser.add_argument(
        "--anyway",
        action="store_true",
        help="even if other Homerooms are connected to a server: only if they surely do nothing",
    )


def _address(text: str) -> str:
    try:
        return values.database(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    ends = settings.file_url, settings.database_url
    usual_source, usual_target = reversed(ends) if arguments.back else ends
    source, target = arguments.source or usual_source, arguments.target or usual_target
    if not source or not target:
        mend = "Set DATABASE_URL, or say --from URL or --to URL."
        raise CannotMove(why="it is not said from where to where", mend=mend)
    began = time.monotonic()
    rows = asyncio.run(move(source, target, _say, anyway=arguments.anyway))
    print(f"All {rows:,} rows are there, and equal. It took {time.monotonic() - began:.0f} s.")
    where = "without DATABASE_URL" if target == settings.file_url else "with DATABASE_URL set to it"
    print(f"From now on start homeroom {where}; the old database is as it was.")
    return 0


def _say(line: str) -> None:
    print(line, flush=True)


COMMAND = CliCommand(_options, _run, whole=False)

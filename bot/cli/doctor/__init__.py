"""``homeroom doctor``: what is wrong, and what to do about it."""

import argparse
import asyncio

from bot.cli.command import CliCommand
from bot.cli.doctor.history import history
from bot.cli.doctor.schedules import MOST
from bot.cli.doctor.visit import visit
from bot.settings import Settings


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help=f"show more than {MOST} schedules, too")
    parser.add_argument(
        "--offline", action="store_true", help="ask neither Discord nor Slack anything"
    )
    parser.add_argument(
        "--history",
        metavar="KEY",
        help="show what a delivery has been through, such as 12-20261126: schedule 12's of that"
        " day (12-20261126-2: the second)",
    )


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.history:
        asyncio.run(history(arguments.history, settings))
        return 0
    return asyncio.run(visit(settings, everything=arguments.all, offline=arguments.offline))


COMMAND = CliCommand(_options, _run)

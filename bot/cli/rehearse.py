"""``homeroom rehearse``: a year of delivery in minutes, with all that can go wrong."""

import argparse
import datetime as dt
import os
from typing import TYPE_CHECKING

from bot.cli.command import CliCommand
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.rehearsal.parallel import Rehearsed

START = dt.date(2026, 1, 1)


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--days", type=_count, default=30, help="how many days (default: 30)")
    parser.add_argument(
        "--channels", type=_count, default=100, help="how many channels (default: 100)"
    )
    parser.add_argument(
        "--faults",
        default="all",
        help="all, none, or some with commas; list shows them (default: all)",
    )
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same run")
    parser.add_argument(
        "--start", type=dt.date.fromisoformat, default=START, help="first day (default: 2026-01-01)"
    )
    parser.add_argument(
        "--processes", type=_count, help="how many work side by side (default: the cores)"
    )


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _run(arguments: argparse.Namespace, _settings: Settings) -> int:
    from bot.rehearsal.faults import chosen, listing
    from bot.rehearsal.parallel import rehearse_all
    from bot.rehearsal.run import Order

    if arguments.faults == "list":
        print("\n".join(listing()))
        return 0
    order = Order(
        days=arguments.days,
        channels=arguments.channels,
        faults=chosen(arguments.faults),
        seed=arguments.seed,
        start=arguments.start,
        parts=min(arguments.processes or os.cpu_count() or 1, arguments.channels),
    )
    return ended(rehearse_all(order))


def ended(done: "Rehearsed") -> int:
    """Print how it went; return the exit status."""
    from bot.rehearsal.report import report

    print(report(done))
    return 0 if done.verdict.good else 1


COMMAND = CliCommand(
    "rehearse",
    "rehearse delivery, with faults, on a platform that is made up",
    _options,
    _run,
    whole=False,
)

"""``homeroom rehearse``: a year of delivery in minutes, with all that can go wrong; and what the
platforms' limits make of very many channels."""

import argparse
import datetime as dt
import os
from typing import TYPE_CHECKING

from bot.cli.command import CliCommand
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.rehearsal.parallel import Rehearsed

START = dt.date(2026, 1, 1)
DAYS, CHANNELS = 30, 100
LIMITS_START = dt.date(2026, 6, 3)
"""A Wednesday: everywhere it is a working day, and no clock changes."""
LIMITS_CHANNELS, LEARNERS = 100_000, 10
"""Learners a day, for each channel."""
WORKER_RATE = 1_000


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--days", type=_count, help="how many days (default: 30; with --limits 1)")
    parser.add_argument(
        "--channels", type=_count, help="how many channels (default: 100; with --limits 100,000)"
    )
    parser.add_argument(
        "--faults",
        default="all",
        help="all, none, or some with commas; list shows them (default: all)",
    )
    parser.add_argument("--seed", type=int, default=1, help="the same seed, the same run")
    parser.add_argument(
        "--start",
        type=dt.date.fromisoformat,
        help="first day (default: 2026-01-01; with --limits 2026-06-03)",
    )
    parser.add_argument(
        "--processes", type=_count, help="how many work side by side (default: the cores)"
    )
    parser.add_argument(
        "--limits",
        action="store_true",
        help="no faults, but what Discord's and Slack's limits make of so many channels",
    )
    parser.add_argument(
        "--worker-rate",
        type=_count,
        default=WORKER_RATE,
        help="with --limits: deliveries a second that a worker's records bear (default: 1,000)",
    )
    parser.add_argument(
        "--learners",
        type=_count,
        help="with --limits: how many use the bot in a day (default: 10 for each channel)",
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

    if arguments.limits:
        return _limits(arguments)
    if arguments.faults == "list":
        print("\n".join(listing()))
        return 0
    channels = arguments.channels or CHANNELS
    order = Order(
        days=arguments.days or DAYS,
        channels=channels,
        faults=chosen(arguments.faults),
        seed=arguments.seed,
        start=arguments.start or START,
        parts=min(arguments.processes or os.cpu_count() or 1, channels),
    )
    return ended(rehearse_all(order))


def _limits(arguments: argparse.Namespace) -> int:
    from bot.rehearsal.scale.cases import CASES, Question
    from bot.rehearsal.scale.playing import play
    from bot.rehearsal.scale.report import report

    channels = arguments.channels or LIMITS_CHANNELS
    question = Question(
        channels=channels,
        days=arguments.days or 1,
        start=arguments.start or LIMITS_START,
        seed=arguments.seed,
        worker_rate=arguments.worker_rate,
        learners=arguments.learners or LEARNERS * channels,
    )
    print(report(question, [play(case, question) for case in CASES]))
    return 0


def ended(done: "Rehearsed") -> int:
    """Print how it went; return the exit status."""
    from bot.rehearsal.report import report

    print(report(done))
    return 0 if done.verdict.good else 1


COMMAND = CliCommand(
    _options,
    _run,
    whole=False,
)

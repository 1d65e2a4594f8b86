"""``homeroom run``: start the bot."""

import argparse
import asyncio
import signal
import sys
from contextlib import AsyncExitStack

from bot.app import Homeroom, assembled
from bot.app.running import run as serve
from bot.cli.command import CliCommand
from bot.core.collecting import collect_seldom, uncollected
from bot.settings import Settings
from bot.settings.roles import ALL, Role, roles


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--role",
        type=_roles,
        default=ALL,
        metavar="ROLE,…",
        help="do only this part of the work, beside other processes on PostgreSQL:"
        f" {', '.join(role.value for role in Role)}",
    )


def _roles(text: str) -> frozenset[Role]:
    try:
        return roles(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    try:
        asyncio.run(_until_stopped(settings, arguments.role))
    except asyncio.CancelledError:
        print("Homeroom was stopped at once. What it was sending is looked for at the next start.")
        return 1
    print("Homeroom has stopped.", flush=True)
    return 0


async def _until_stopped(settings: Settings, part: frozenset[Role]) -> None:
    """Run until SIGINT or SIGTERM; what is being sent is finished, unless a second one comes."""
    stopped = asyncio.Event()
    loop, task = asyncio.get_running_loop(), asyncio.current_task()

    def stop() -> None:
        if stopped.is_set() and task is not None:
            task.cancel()
        stopped.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    async with AsyncExitStack() as stack:
        with uncollected():
            homeroom = await stack.enter_async_context(assembled(settings))
            _say_what_is_missing(homeroom)
            collect_seldom()
        await serve(homeroom, lambda address: _say_where(address, part), stopped.wait, part)


def _say_what_is_missing(homeroom: Homeroom) -> None:
    faults, folder = homeroom.lessons.reading.faults, homeroom.settings.lessons_dir
    wanted, tracks = homeroom.settings.classroom_track, homeroom.library.tracks()
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        print("These lessons are left out until they are mended.", file=sys.stderr)
    elif not tracks:
        hint = 'homeroom new "My title" writes one.'
        print(f"There are no lessons in {folder} yet: {hint}", file=sys.stderr)
    if wanted and wanted not in tracks:
        there = ", ".join(tracks) or "none"
        print(
            f"HOMEROOM_CLASSROOM_TRACK: there is no track '{wanted}'. There are: {there}",
            file=sys.stderr,
        )


def _say_where(address: str, part: frozenset[Role]) -> None:
    if address:
        print(f"\n  Homeroom is open: {address}\n  Ctrl-C closes it.\n", flush=True)
    if part != ALL:
        names = ", ".join(sorted(role.value for role in part))
        print(f"Homeroom does its part: {names}. Ctrl-C stops it.", flush=True)


COMMAND = CliCommand(_options, _run)

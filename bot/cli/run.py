"""``homeroom run``: start the bot."""

import argparse
import asyncio
import signal
import sys

from bot.app import assembled
from bot.app import run as serve
from bot.cli.command import CliCommand
from bot.settings import Settings


def _options(parser: argparse.ArgumentParser) -> None:
    pass


def _run(_arguments: argparse.Namespace, settings: Settings) -> int:
    asyncio.run(_until_stopped(settings))
    print("Homeroom has stopped.", flush=True)
    return 0


async def _until_stopped(settings: Settings) -> None:
    """Run until SIGINT or SIGTERM; what is being sent is finished first."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    async with assembled(settings) as homeroom:
        for fault in homeroom.faults:
            print(fault, file=sys.stderr)
        if homeroom.faults:
            print("These lessons are left out until they are mended.", file=sys.stderr)
        if not homeroom.library.lessons():
            print(f"There are no lessons in {settings.lessons_dir} yet.", file=sys.stderr)
        await serve(homeroom, _say_where, stopped.wait)


def _say_where(address: str) -> None:
    print(f"\n  Homeroom is open: {address}\n  Ctrl-C closes it.\n", flush=True)


COMMAND = CliCommand("run", "start the bot and its page", _options, _run)

"""``homeroom say``: one command, one answer."""

import argparse
import asyncio

from bot.cli.command import CliCommand
from bot.cli.talking import session
from bot.settings import Settings


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("line", nargs="+", help='what to ask, such as "/term AI sovereignty"')


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    asyncio.run(_say(" ".join(arguments.line), settings))
    return 0


async def _say(line: str, settings: Settings) -> None:
    async with session(settings, once=True) as talk:
        await talk.say(line)


COMMAND = CliCommand(_options, _run)

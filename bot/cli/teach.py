"""``homeroom teach``: words lead to a term or an FAQ entry from now on."""

import argparse
import asyncio

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.app import Homeroom, assembled
from bot.cli.command import CliCommand
from bot.cli.entries import Entry, entry_meant, entry_of
from bot.core.ports import Taught
from bot.domain.asked import asked_id, canonical, tidy
from bot.errors import CannotTeach, NothingTaught
from bot.settings import Settings

PLATFORMS = ("discord", "slack")
LONGEST = 200
"""Characters of a server's id that the records have room for."""


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="?", help="what people ask")
    parser.add_argument(
        "entry", nargs="?", help="what it leads to: a term's name, a question, or an id"
    )
    parser.add_argument(
        "--server",
        type=_server,
        default=("", ""),
        metavar="PLATFORM:ID",
        help="only on one server or workspace, such as discord:1234 (default: everywhere)",
    )
    parser.add_argument("--list", action="store_true", help="show all that was taught")
    parser.add_argument("--forget", metavar="ID", help="have the words with this id lead nowhere")


def _server(text: str) -> tuple[str, str]:
    platform, _, server = text.partition(":")
    if platform in PLATFORMS and server and len(server) <= LONGEST:
        return platform, server
    message = "a server is written like discord:1234 or slack:T0123"
    raise argparse.ArgumentTypeError(message)


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    asyncio.run(_teach(arguments, settings))
    return 0


async def _teach(arguments: argparse.Namespace, settings: Settings) -> None:
    _check(arguments)
    async with assembled(settings) as homeroom:
        if arguments.list:
            await _list(homeroom)
        elif arguments.forget:
            await _forget(homeroom, arguments.forget)
        else:
            await _add(homeroom, arguments)


def _check(arguments: argparse.Namespace) -> None:
    """Raise ``CannotTeach`` unless one thing is asked for, and all that it takes is there."""
    said = arguments.words is not None
    if said + arguments.list + (arguments.forget is not None) != 1:
        raise CannotTeach(why="say words and an entry, or --list, or --forget ID")
    if said and arguments.entry is None:
        raise CannotTeach(why=f"it is not said what “{arguments.words}” leads to")
    if said and not canonical(arguments.words):
        raise CannotTeach(why="there are no words")


async def _add(homeroom: Homeroom, arguments: argparse.Namespace) -> None:
    entry = entry_meant(arguments.entry, homeroom.library)
    (platform, server), words = arguments.server, tidy(arguments.words)
    id_ = asked_id(platform, server, entry.command, words)
    taught = Taught(id_, entry.command, words, entry.id, platform, server)
    await homeroom.learning.misses.teach(taught, homeroom.clock.now())
    print(f"/{entry.command} {words} leads to “{entry.name}” {_where(taught)} from now on.")
    print("A bot that runs knows it within a minute.")
    print(f"To take it back: homeroom teach --forget {id_}")


async def _forget(homeroom: Homeroom, id_: str) -> None:
    if not await homeroom.learning.misses.unteach(id_):
        raise NothingTaught(id=id_)
    print("These words lead nowhere any more. A bot that runs knows it within a minute.")


async def _list(homeroom: Homeroom) -> None:
    taught = await homeroom.learning.misses.taught()
    if not taught:
        print("Nothing was taught yet.")
        return
    table = Table("id", "command", "words", "leads to", "where")
    table.columns[0].no_wrap = True
    for one in taught:
        entry = entry_of(one, homeroom.library)
        table.add_row(one.id, f"/{one.command}", escape(one.words), _named(one, entry), _where(one))
    Console(highlight=False).print(table)


def _named(taught: Taught, entry: Entry | None) -> str:
    return escape(entry.name) if entry else f"gone: {taught.entry_id}"


def _where(taught: Taught) -> str:
    return f"on {taught.platform}:{taught.server}" if taught.server else "everywhere"


COMMAND = CliCommand(_options, _run)

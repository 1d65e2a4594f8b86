"""``homeroom misses``: what was asked that nobody could answer, for whoever writes lessons."""

import argparse
import asyncio
import json
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.app import assembled
from bot.cli.command import CliCommand
from bot.core.ports import Library, Miss
from bot.domain.finding import Found, NotFound, Unsure
from bot.settings import Settings

LIMIT, MOST = 50, 10_000


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--limit",
        type=_limit,
        default=LIMIT,
        metavar="N",
        help=f"show no more than the N asked most often (default: {LIMIT})",
    )
    parser.add_argument("--server", metavar="ID", help="only those of one server or workspace")
    parser.add_argument("--json", action="store_true", help="as JSON, for other programs")


def _limit(text: str) -> int:
    if text.isdecimal() and 1 <= (limit := int(text[:9])) <= MOST:
        return limit
    message = f"a limit is a number from 1 to {MOST}"
    raise argparse.ArgumentTypeError(message)


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    asyncio.run(_show(arguments, settings))
    return 0


async def _show(arguments: argparse.Namespace, settings: Settings) -> None:
    async with assembled(settings) as homeroom:
        found = await homeroom.learning.misses.misses(
            server=arguments.server, limit=arguments.limit
        )
        library = homeroom.library
    if arguments.json:
        print(json.dumps([_as_json(miss, library) for miss in found], ensure_ascii=False, indent=2))
    elif found:
        _print(found, library)
    else:
        where = f" on {arguments.server}" if arguments.server else ""
        print(f"Nothing was asked{where} in the last half year that could not be answered.")


def _print(found: Sequence[Miss], library: Library) -> None:
    console = Console(highlight=False)
    table = Table("asked", "unsure", "last", "where", "command", "words", "nearest entry")
    for column in table.columns[:2]:
        column.justify = "right"
    for column in table.columns[2:5]:
        column.no_wrap = True
    for miss in found:
        often, last = str(miss.times + miss.unsure), f"{miss.last:%Y-%m-%d}"
        command, words = f"/{miss.command}", escape(miss.words)
        near = escape(nearest(miss, library)[1])
        table.add_row(often, str(miss.unsure), last, miss.platform, command, words, near)
    console.print(table)
    console.print(
        'Write a lesson about it, or have its words lead to an entry: homeroom teach "WORDS"'
        ' "ENTRY"',
        markup=False,
        soft_wrap=True,
    )


def _as_json(miss: Miss, library: Library) -> dict[str, object]:
    entry_id, name = nearest(miss, library)
    return {
        "id": miss.id,
        "command": miss.command,
        "words": miss.words,
        "language": miss.language,
        "platform": miss.platform,
        "server": miss.server,
        "asked": miss.times + miss.unsure,
        "unsure": miss.unsure,
        "first": miss.first.isoformat(),
        "last": miss.last.isoformat(),
        "nearest": {"id": entry_id, "name": name} if entry_id else None,
    }


def nearest(miss: Miss, library: Library) -> tuple[str, str]:
    """Return the id and the name of the entry that is nearest to a miss; empty if none is near."""
    if miss.command == "term":
        match library.find_term(miss.words):
            case Found(hit) | Unsure((hit, *_)):
                return hit.term.id, hit.term.name
            case Unsure() | NotFound():
                close = library.complete_term(miss.words, 1)
                return (close[0].term.id, close[0].term.name) if close else ("", "")
    match library.find_answer(miss.words):
        case Found(answer) | Unsure((answer, *_)):
            return answer.entry.id, answer.entry.question
        case Unsure() | NotFound():
            return "", ""


COMMAND = CliCommand(_options, _run)

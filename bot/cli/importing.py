"""``homeroom import``: a newsletter issue to a lesson file."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.cli.command import CliCommand
from bot.cli.files import schema_for, write_new
from bot.content.faults import Fault
from bot.content.importing import Draft, decode, findings, notes, read_issue
from bot.content.lessons import read_lesson
from bot.content.writing import write_lesson
from bot.errors import NoSuchFile
from bot.settings import Settings


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("issue", type=Path, help="the issue as text, such as ISSUE.txt")
    parser.add_argument("--out", type=Path, help="the lesson file to write (default: print it)")
    parser.add_argument("--force", action="store_true", help="write over a file that is there")


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    draft = read_issue(decode(_bytes_of(arguments.issue)))
    out = arguments.out or Path()
    text = write_lesson(
        draft.lesson,
        schema=schema_for(out, settings) if arguments.out else None,
        notes=notes(draft),
    )
    if arguments.out:
        write_new(arguments.out, text, force=arguments.force)
    else:
        sys.stdout.write(text)
    _, faults = read_lesson(arguments.out or Path("lesson.yaml"), text.encode(), "imported")
    _report(draft, faults, arguments)
    return 1 if faults else 0


def _bytes_of(issue: Path) -> bytes:
    try:
        return issue.read_bytes()
    except OSError as error:
        raise NoSuchFile(path=issue, why=error.strerror) from error


def _report(draft: Draft, faults: Sequence[Fault], arguments: argparse.Namespace) -> None:
    """Say what was found, on the side where it does not mix with the lesson."""
    console = Console(stderr=arguments.out is None, highlight=False)
    table = Table("found", "how many", title=f"{arguments.issue.name}")
    table.columns[1].justify = "right"
    for what, count in findings(draft):
        table.add_row(what, str(count))
    console.print(table)
    for note in notes(draft):
        console.print(note, markup=False, soft_wrap=True)
    if faults:
        console.print("What is left for you to mend:")
    for fault in faults:
        console.print(str(fault), markup=False, soft_wrap=True)
    if arguments.out:
        console.print(f"Written to {arguments.out}.", markup=False, soft_wrap=True)


COMMAND = CliCommand(_options, _run)

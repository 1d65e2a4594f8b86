"""``homeroom check``: every fault of the lessons, each with its place."""

import argparse
from pathlib import Path

from bot.cli.command import CliCommand
from bot.cli.files import read_paths
from bot.content.faults import Fault
from bot.settings import Settings


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", type=Path, help="files or folders (default: the lessons folder)"
    )


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    readings = read_paths(arguments.paths or [settings.lessons_dir])
    faults: list[Fault] = [fault for reading in readings for fault in reading.faults]
    files = sum(reading.files for reading in readings)
    for fault in faults:
        print(fault)
    if faults:
        bad = len({fault.path for fault in faults})
        print(f"{_count(len(faults), 'fault')} in {_count(bad, 'file')}, of {files} checked.")
        return 1
    print(f"{_count(files, 'lesson')}, no faults.")
    return 0


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


COMMAND = CliCommand(_options, _run)

"""``homeroom preview``: a lesson as it will be posted and read."""

import argparse
from pathlib import Path

from rich.console import Console
from rich.rule import Rule

from bot.cli.command import CliCommand
from bot.cli.files import read_paths
from bot.core.reply import Reply
from bot.domain.lesson import Lesson
from bot.platforms.terminal.render import render
from bot.replies.languages import texts_in
from bot.replies.lesson import part_of, post_of
from bot.replies.parts import parts_of
from bot.settings import Settings


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a lesson")


def _run(arguments: argparse.Namespace, _settings: Settings) -> int:
    reading = read_paths([arguments.file])[0]
    for fault in reading.faults:
        print(fault)
    console = Console(highlight=False)
    for lesson in reading.lessons.values():
        for title, reply in _pages(lesson):
            console.print(Rule(title), render(reply), "")
    return 1 if reading.faults else 0


def _pages(lesson: Lesson) -> list[tuple[str, Reply]]:
    texts = texts_in(lesson.language)
    parts = (part_of(lesson, part.name, texts) for part in parts_of(lesson, texts))
    return [("the post", post_of(lesson)), *(("", part) for part in parts if part)]


COMMAND = CliCommand(_options, _run)

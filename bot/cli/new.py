"""``homeroom new``: a lesson to begin with."""

import argparse
import datetime as dt
from pathlib import Path

from bot.cli.command import CliCommand
from bot.cli.files import schema_for, write_new
from bot.content.format import LANGUAGES
from bot.content.lessons import id_of
from bot.content.writing import write_lesson
from bot.settings import Settings


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("title", help="the lesson's title")
    parser.add_argument("--track", default="my-lessons", help="the folder to put it in")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="what it is written in")


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    name = id_of(Path(f"{arguments.title}.yaml"), "")
    path = settings.lessons_dir / arguments.track / f"{name}.yaml"
    today = dt.datetime.now(settings.timezone).date()
    lesson = _beginning(arguments.title, arguments.language, today)
    write_new(path, write_lesson(lesson, schema=schema_for(path, settings)))
    print(f"Written to {path}. Open it, write, then: homeroom check {path}")
    return 0


def _beginning(title: str, language: str, today: dt.date) -> dict[str, object]:
    return {
        "title": title,
        "emoji": "📘",
        "date": today.isoformat(),
        "language": language,
        "key_points": ["The first thing to remember.", "The second.", "The third."],
        "definition": "What the subject is.\n\nAnother paragraph, after a blank line.",
        "terms": [
            {
                "name": "A term",
                "aliases": ["another name for it"],
                "short": "What it is, in one line.",
                "details": "What it is, at length.",
            }
        ],
        "faq": [
            {
                "question": "What would a reader ask?",
                "answer": "The answer, in one line.",
                "details": "The answer, at length.",
            }
        ],
    }


COMMAND = CliCommand("new", "write a lesson file to begin with", _options, _run)

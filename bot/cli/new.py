"""``homeroom new``: a lesson to begin with."""

import argparse
import re
from pathlib import Path

from bot.cli.command import CliCommand
from bot.cli.files import schema_for, write_new
from bot.content.folder import read_folder
from bot.content.format import LANGUAGES
from bot.content.lessons import id_of, read_lesson
from bot.content.writing import write_lesson
from bot.errors import BadTitle, BadTrack
from bot.settings import Settings


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("title", help="the lesson's title")
    parser.add_argument(
        "--track", help="the folder to put it in (default: the one the classroom goes through)"
    )
    parser.add_argument("--force", action="store_true", help="write over a file that is there")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="what it is written in")


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    track = arguments.track or settings.classroom_track or _first_track(settings.lessons_dir)
    if not re.fullmatch(r"[\w-][\w. -]*", track):
        raise BadTrack(track=track)
    path = settings.lessons_dir / track / f"{id_of(Path(arguments.title), '')}.yaml"
    lesson = _beginning(arguments.title, arguments.language)
    text = write_lesson(lesson, schema=schema_for(path, settings))
    _, faults = read_lesson(path, text.encode(), track)
    if faults:
        raise BadTitle(title=arguments.title, why=faults[0].message)
    write_new(path, text, force=arguments.force)
    print(f"Written to {path}. Open it, write, then: homeroom check {path}")
    return 0


def _first_track(folder: Path) -> str:
    """The track of the first lesson there is, or a new one."""
    lessons = read_folder(folder).lessons.values() if folder.exists() else ()
    return next((lesson.track for lesson in lessons), "my-lessons")


def _beginning(title: str, language: str) -> dict[str, object]:
    return {
        "title": title,
        "emoji": "📘",
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
                "also_asked": ["Another way to ask the same"],
                "answer": "The answer, in one line.",
                "details": "The answer, at length.",
            }
        ],
    }


COMMAND = CliCommand(_options, _run)

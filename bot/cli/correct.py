"""``homeroom correct``: lessons that were changed are changed in the posts already made."""

import argparse
import asyncio
import datetime as dt
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from bot.app import Homeroom, assembled
from bot.cli.command import CliCommand
from bot.cli.differences import counted, say_what_changed, say_what_stays
from bot.content.folder import path_of
from bot.core.ports import Clock
from bot.delivery.compare import Changed, compare
from bot.errors import NoSuchLesson
from bot.settings import Settings

DAYS, MOST_DAYS = 90, 36_500
LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "lesson", nargs="*", help="lessons, by id or file (default: every one that changed)"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="only show what would be corrected, and where"
    )
    parser.add_argument(
        "--days",
        type=_days,
        default=DAYS,
        metavar="N",
        help=f"leave posts alone that are older than N days (default: {DAYS})",
    )


def _days(text: str) -> int:
    if text.isdecimal() and 1 <= (days := int(text[:9])) <= MOST_DAYS:
        return days
    message = f"a number of days is from 1 to {MOST_DAYS}"
    raise argparse.ArgumentTypeError(message)


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    asyncio.run(correct(arguments, settings))
    return 0


async def correct(
    arguments: argparse.Namespace, settings: Settings, clock: Clock | None = None
) -> None:
    """Say what changed and where it stands; mark it, unless that is not wanted."""
    async with assembled(settings, clock) as homeroom:
        editions, now = homeroom.records.editions, homeroom.clock.now()
        since = now - dt.timedelta(days=arguments.days)
        kept, standing = await editions.all(), await editions.standing(since)
        posted = {one.lesson_id for one in kept} | {one.lesson_id for one in standing}
        wanted = _wanted(arguments.lesson, homeroom, posted)
        found = compare([one for one in kept if one.lesson_id in wanted], homeroom.library)
        _say_what_is_faulty(homeroom)
        older = await editions.standing(LONG_AGO, since)
        say_what_changed(found, standing, older, arguments.days)
        say_what_stays(found, [one for one in standing if one.lesson_id in wanted])
        stale = _stale(found.changed)
        count = sum(one.posts for one in standing if one.edition in stale)
        if count and not arguments.dry_run:
            count = await editions.mark(stale, since, now)
        _say_what_follows(count, dry=arguments.dry_run)


def _wanted(named: Sequence[str], homeroom: Homeroom, posted: set[str]) -> Collection[str]:
    """Return the ids of the lessons to look at. Raises ``NoSuchLesson``."""
    folder, lessons = homeroom.settings.lessons_dir, homeroom.lessons.reading.lessons
    ids = {path_of(folder, name).resolve(): lesson.id for name, lesson in lessons.items()}
    known = posted | set(ids.values())
    wanted = {ids.get(Path(name).resolve(), name) for name in named}
    for name in sorted(wanted - known):
        raise NoSuchLesson(lesson=name)
    return wanted or known


def _stale(changed: Sequence[Changed]) -> list[int]:
    return [edition.id for one in changed for edition in one.before]


def _say_what_is_faulty(homeroom: Homeroom) -> None:
    for fault in homeroom.lessons.reading.faults:
        print(fault, file=sys.stderr)
    if homeroom.lessons.reading.faults:
        print("These lessons are left out until they are mended.", file=sys.stderr)


def _say_what_follows(count: int, *, dry: bool) -> None:
    posts = counted(count, "post")
    if not count:
        print("Nothing to correct: every post that can be corrected says what its lesson says.")
    elif dry:
        print(f"{posts} would be corrected. Nothing was marked: that is done without --dry-run.")
    else:
        print(
            f"{posts} marked. The running bot corrects them from its next round on, some in each;"
            " if none is running, it does so once it is started."
        )


COMMAND = CliCommand(_options, _run)

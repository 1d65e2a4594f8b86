"""``homeroom doctor``: what is wrong, and what to do about it."""

import argparse
import asyncio
import datetime as dt
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from importlib.metadata import version

from bot.app import Homeroom, assembled
from bot.cli.command import CliCommand
from bot.cli.diagnosis import about, history_of
from bot.core.ports import Health
from bot.core.wellbeing import NEEDS_SOMEBODY, Condition, Wellbeing, wellbeing
from bot.errors import NoSuchDelivery
from bot.settings import Settings

AT_A_TIME = 500
MOST = 200
"""Schedules shown if all are well; of more, only those that need somebody, unless asked for."""


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help=f"show more than {MOST} schedules, too")
    parser.add_argument(
        "--history",
        metavar="KEY",
        help="show what a delivery has been through, such as 12-20261126: schedule 12's of that"
        " day (12-20261126-2: the second)",
    )


def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.history:
        asyncio.run(_history(arguments.history, settings))
        return 0
    return asyncio.run(_examine(settings, everything=arguments.all))


async def _examine(settings: Settings, *, everything: bool) -> int:
    """Print how all is doing; return 1 if somebody has to do something."""
    async with assembled(settings) as homeroom:
        faults, now = homeroom.lessons.reading.faults, homeroom.clock.now()
        print(f"Clock: {now:%Y-%m-%d %H:%M:%S} UTC. Rules of time zones: {version('tzdata')}.")
        count, wrong = len(homeroom.library.lessons()), len(faults) or "no"
        print(f"Lessons: {count}, {wrong} faults.")
        for fault in faults:
            print(f"  {fault}")
        found = [(one, wellbeing(one, now)) async for one in _all(homeroom)]
        sick = [(one, well) for one, well in found if well.condition in NEEDS_SOMEBODY]
        for line in _summary([well for _, well in found], len(sick)):
            print(line)
        shown = found if everything or len(found) <= MOST else sick
        for one, well in sorted(shown, key=lambda pair: pair[1].condition not in NEEDS_SOMEBODY):
            for line in about(one, well):
                print(line)
        if len(shown) < len(found):
            print(f"{len(found) - len(shown)} more are well. --all shows them, too.")
    return 1 if sick or faults else 0


async def _all(homeroom: Homeroom) -> AsyncIterator[Health]:
    last = 0
    while page := await homeroom.store.health(limit=AT_A_TIME, after_id=last):
        for one in page:
            yield one
        last = page[-1].id


def _summary(all_doing: list[Wellbeing], sick: int) -> Iterator[str]:
    if not all_doing:
        yield "Schedules: none yet. The page's comes with the first homeroom run."
        return
    counted = Counter(one.condition for one in all_doing)
    parts = (f"{counted[one]} {one.value}" for one in Condition if counted[one])
    yield f"Schedules: {len(all_doing)}: {', '.join(parts)}."
    needs = "1 needs somebody:" if sick == 1 else f"{sick} need somebody:"
    yield needs if sick else "All is well."


async def _history(key: str, settings: Settings) -> None:
    number, _, rest = key.partition("-")
    day, _, nth = rest.partition("-")
    try:
        subscription_id, date = int(number), dt.datetime.strptime(day, "%Y%m%d").date()  # noqa: DTZ007 -- a local date has no zone
        wanted = int(nth or 1) - 1
    except ValueError:
        raise NoSuchDelivery(key=key) from None
    async with assembled(settings) as homeroom:
        delivery = await homeroom.store.delivery_on(subscription_id, date, wanted)
        if delivery is None:
            raise NoSuchDelivery(key=key)
        for line in history_of(delivery, await homeroom.records.ledger.history(delivery.id)):
            print(line)


COMMAND = CliCommand("doctor", "say what is wrong, and what to do about it", _options, _run)

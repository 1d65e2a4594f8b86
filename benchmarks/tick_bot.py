"""A bot with many subscriptions, on a platform in memory. A process of its own.

Usage: python -m benchmarks.tick_bot SUBSCRIPTIONS FOLDER

It says ``ready``, then obeys the words it is told, a line each, and answers with a line each:
``fill`` the database, tell what a ``tick`` takes, its ``rss``, and what planning takes once many
are ``due``.
"""

import asyncio
import datetime as dt
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from benchmarks.many import SetClock, subscribe
from benchmarks.measuring import must, resident
from bot.app import Homeroom, assembled
from bot.delivery.plan import plan_due
from bot.delivery.rounds import Rounds, rounds_over
from bot.domain.calendar import local_date
from bot.domain.delivery import State
from bot.domain.subscription import Slot, Subscription
from bot.settings import load
from bot.storage.tables import subscriptions
from tests.fakes.messenger import FakeMessenger

ZONES = (
    *("UTC", "Asia/Seoul", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Africa/Cairo"),
    *("America/Sao_Paulo", "Asia/Tehran", "Pacific/Chatham", "Asia/Kolkata", "America/St_Johns"),
)
DUE, SOON = 10_000, dt.timedelta(hours=12)
"""So many are due at one minute, after that time; the others later."""
PAST = 3
"""Days on which each channel got its lesson already."""
PER_SERVER = 7


async def fill(parts: Homeroom, count: int) -> None:
    """Write subscriptions that have had some lessons, and of which none is due now."""
    now = parts.clock.now().replace(second=0, microsecond=0)
    await subscribe(parts.engine, _wishes(count, now))
    async with parts.engine.begin() as connection:
        for day in range(PAST, 0, -1):
            await connection.exec_driver_sql(_SENT, {"ago": f"-{day} days", "of": f"lesson-{day}"})
        for state in ("planned", "sending", "sent"):
            await connection.exec_driver_sql(_EVENTS, {"state": state})


_SENT = """
    INSERT INTO deliveries
        (subscription_id, slot, due, ready, state, lesson_id, post_id, reason, attempts)
    SELECT id, date(next_date, :ago), strftime('%Y-%m-%d %H:%M:%f000', next_due, :ago),
        strftime('%Y-%m-%d %H:%M:%f000', next_due, :ago), 'sent', :of, '1', '', 1
    FROM subscriptions ORDER BY id"""
_EVENTS = """
    INSERT INTO events (delivery_id, at, state, reason)
    SELECT id, due, :state, '' FROM deliveries ORDER BY id"""


def _wishes(count: int, now: dt.datetime) -> Iterator[tuple[Subscription, Slot]]:
    for number, zone in enumerate(map(ZoneInfo, islice(cycle(ZONES), count))):
        later = 0 if number < DUE else 120 + number % 600
        due = now + SOON + dt.timedelta(minutes=later)
        local = due.astimezone(zone)
        server, channel = str(number // PER_SERVER), str(number)
        wish = Subscription(
            0, "discord", channel, (local.time(),), zone, "korea-news", server=server
        )
        yield wish, Slot(local_date(due, zone), due)


async def obey(word: str, parts: Homeroom, rounds: Rounds, clock: SetClock, count: int) -> str:
    """Do what one is told, and say what came of it: seconds, or MiB."""
    start = time.perf_counter()
    if word == "fill":
        await fill(parts, count)
    elif word == "tick":
        await rounds.go()
    elif word == "due":
        clock.ahead = await _first_due(parts) - clock.machine.now()
        start = time.perf_counter()
        await plan_due(parts.records.ledger, clock.now(), rounds.holidays.on)
    else:
        return str(resident())
    taken = time.perf_counter() - start
    planned = await parts.records.ledger.in_state(State.PLANNED, limit=2 * DUE)
    must(len(planned) == (min(count, DUE) if word == "due" else 0), "not what is due was planned")
    return str(taken)


async def _first_due(parts: Homeroom) -> dt.datetime:
    due: dt.datetime
    async with parts.engine.connect() as connection:
        first = select(func.min(subscriptions.c.next_due))
        due = (await connection.execute(first)).scalar_one()
    return due + dt.timedelta(seconds=10)


async def main() -> None:
    """Start, and obey until there is nothing more to read."""
    count, folder = int(sys.argv[1]), sys.argv[2]
    clock = SetClock()
    async with assembled(load({"HOMEROOM_DATA_DIR": folder}), clock) as parts:
        messengers = {"discord": FakeMessenger()}
        rounds = rounds_over(parts.records, parts.library, messengers, clock)
        await rounds.begin()
        print("ready", flush=True)
        while word := (await asyncio.to_thread(sys.stdin.readline)).strip():
            print(await obey(word, parts, rounds, clock, count), flush=True)


if __name__ == "__main__":
    asyncio.run(main())

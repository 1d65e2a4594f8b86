"""Whatever the ticks, their order and the restarts: each slot is planned once."""

import datetime as dt
import tempfile
from collections import Counter
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.holidays import NO_HOLIDAYS
from bot.delivery.plan import plan_due
from bot.domain.calendar import slots_on, upcoming
from bot.domain.delivery import Delivery, State
from bot.domain.subscription import EVERY_DAY, Slot, Subscription, Vacation
from bot.storage.database import opened
from bot.storage.ledger import SqlLedger
from bot.storage.store import SqlStore

ZONES = (
    *("Asia/Seoul", "Europe/Berlin", "America/New_York", "Africa/Cairo", "Australia/Lord_Howe"),
    *("Asia/Beirut", "Africa/Casablanca", "Pacific/Apia", "America/Havana", "Pacific/Chatham"),
)
START = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
TIMES = st.lists(st.times().map(lambda at: at.replace(second=0, microsecond=0)), min_size=1,
                 max_size=3, unique=True).map(lambda found: tuple(sorted(found)))  # fmt: skip
DAYS = st.sets(st.integers(0, 6), min_size=1).map(frozenset)
VACATIONS = st.lists(
    st.tuples(st.integers(1, 60), st.integers(0, 9)).map(
        lambda pair: Vacation(
            START.date() + dt.timedelta(days=pair[0]),
            START.date() + dt.timedelta(days=sum(pair)),
        )
    ),
    max_size=2,
).map(tuple)
WISHES = st.builds(
    Subscription,
    id=st.just(0),
    platform=st.just("fake"),
    channel=st.text("ab", min_size=1, max_size=3),
    times=TIMES,
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    track=st.just("course"),
    days=st.one_of(st.just(EVERY_DAY), DAYS),
    vacations=VACATIONS,
    catch_up=st.one_of(st.none(), st.timedeltas(dt.timedelta(0), dt.timedelta(hours=30))),
)
TICKS = st.lists(
    st.tuples(st.timedeltas(dt.timedelta(0), dt.timedelta(days=70)), st.booleans()),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WISHES, TICKS)
async def test_each_slot_is_planned_once_in_whatever_order_the_ticks_come(
    wish: Subscription, ticks: list[tuple[dt.timedelta, bool]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with opened(f"sqlite+aiosqlite:///{folder}/homeroom.db") as engine:
            store, ledger = SqlStore(engine), SqlLedger(engine)
            first = next(upcoming(wish, START.date(), NO_HOLIDAYS.on))
            made = await store.subscribe(wish, first)
            for after, restart in ticks:
                if restart:
                    # A second planner, which knows nothing of the first.
                    ledger = SqlLedger(engine)
                await plan_due(ledger, START + after, NO_HOLIDAYS.on)
            planned = [one for state in State for one in await ledger.in_state(state, limit=1_000)]
            last = START + max(after for after, _ in ticks)
            check(made, first, planned, last)
            following = await store.next_slot(made.id)
            assert following is not None
            assert following.due > last or not planned


def check(made: Subscription, first: Slot, planned: list[Delivery], last: dt.datetime) -> None:
    names = Counter((one.slot, one.nth) for one in planned)
    assert set(names.values()) <= {1}
    assert sorted(names) == sorted(due_by(made, first, last))


def due_by(made: Subscription, first: Slot, last: dt.datetime) -> list[tuple[dt.date, int]]:
    """Which slots were due, reckoned day by day and without the planner's own way of stepping."""
    found, date = [], first.date
    while date <= last.date() + dt.timedelta(days=2):
        off = any(one.first <= date <= one.last for one in made.vacations)
        if date.weekday() in made.days and not off:
            found += [
                (slot.date, slot.nth)
                for slot in slots_on(made, date)
                if slot.due <= last and slot.name >= first.name
            ]
        date += dt.timedelta(days=1)
    return found

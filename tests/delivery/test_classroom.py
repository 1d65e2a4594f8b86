import datetime as dt
from zoneinfo import ZoneInfo

from bot.content.library import LessonLibrary
from bot.core.request import Place
from bot.delivery.classroom import Timetable, keep_classroom
from bot.domain.subscription import Slot, Subscription
from bot.storage.store import SqlStore
from tests.fakes.lessons import lesson

PLACE = Place("web", "classroom")
SEOUL, BERLIN = ZoneInfo("Asia/Seoul"), ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2026, 1, 16, 9, tzinfo=dt.UTC)
EIGHT = dt.time(8)
LIBRARY = LessonLibrary([lesson("a", track="art"), lesson("m", track="maths")])


async def test_on_a_first_start_the_first_slot_is_now(store: SqlStore) -> None:
    await keep_classroom(store, LIBRARY, Timetable(PLACE, EIGHT, SEOUL), NOW)
    (made,) = await store.subscriptions()
    assert made == Subscription(1, "web", "classroom", (EIGHT,), SEOUL, "art")
    assert await store.next_slot(made.id) == Slot(dt.date(2026, 1, 16), NOW)


async def test_it_follows_the_settings(store: SqlStore) -> None:
    await keep_classroom(store, LIBRARY, Timetable(PLACE, EIGHT, SEOUL), NOW)
    (made,) = await store.subscriptions()
    await store.plan(made.id, [], Slot(dt.date(2026, 1, 17), NOW + dt.timedelta(hours=14)), NOW)
    timetable = Timetable(PLACE, dt.time(9, 30), BERLIN, "maths")
    await keep_classroom(store, LIBRARY, timetable, NOW)
    (changed,) = await store.subscriptions()
    assert changed == Subscription(1, "web", "classroom", (dt.time(9, 30),), BERLIN, "maths")
    assert await store.next_slot(1) == Slot(
        dt.date(2026, 1, 17), dt.datetime(2026, 1, 17, 8, 30, tzinfo=dt.UTC)
    )


async def test_a_track_that_is_gone_gives_way_to_one_that_is_there(store: SqlStore) -> None:
    await keep_classroom(store, LIBRARY, Timetable(PLACE, EIGHT, SEOUL), NOW)
    other = LessonLibrary([lesson("c", track="cooking")])
    await keep_classroom(store, other, Timetable(PLACE, EIGHT, SEOUL, "nowhere"), NOW)
    (changed,) = await store.subscriptions()
    assert changed.track == "cooking"


async def test_where_others_subscribed_already_it_keeps_away(store: SqlStore) -> None:
    other = Subscription(0, "discord", "1", (EIGHT,), SEOUL, "art")
    await store.subscribe(other, Slot(dt.date(2026, 1, 16), NOW))
    await keep_classroom(store, LIBRARY, Timetable(PLACE, EIGHT, SEOUL), NOW)
    assert len(await store.subscriptions()) == 1


async def test_without_lessons_it_waits_for_the_first(store: SqlStore) -> None:
    await keep_classroom(store, LessonLibrary([]), Timetable(PLACE, EIGHT, SEOUL), NOW)
    assert await store.subscriptions() == []

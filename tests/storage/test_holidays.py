"""The region on whose public holidays a subscription is quiet, in the records."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.domain.subscription import Slot, Subscription
from bot.storage.store import SqlStore

FIRST = Slot(dt.date(2026, 1, 16), dt.datetime(2026, 1, 16, 9, tzinfo=dt.UTC))
# The longest the column holds.
WISH = Subscription(
    0,
    "discord",
    "100",
    (dt.time(8),),
    ZoneInfo("Asia/Seoul"),
    "news",
    server="1",
    holidays="DE-ABCDEFGHIJKLMNOPQ",
)


async def test_the_region_is_kept_changed_and_taken_back(store: SqlStore) -> None:
    made = await store.subscribe(WISH, FIRST)
    assert await store.subscriptions() == [replace(WISH, id=1)]
    for holidays in ("KR", ""):
        changed = replace(made, holidays=holidays)
        await store.reschedule(changed, FIRST)
        assert await store.subscriptions() == [changed]

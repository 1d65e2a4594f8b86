import asyncio
import datetime as dt
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.cli.diagnosis import about
from bot.core.ports import Health, Planned
from bot.core.wellbeing import wellbeing
from bot.domain.delivery import Change, Delivery, State
from bot.domain.subscription import Slot, Status, Subscription
from bot.storage.database import opened
from bot.storage.ledger import SqlLedger
from bot.storage.store import SqlStore
from tests.conftest import Homeroom
from tests.fakes.store import migrated

SEOUL = ZoneInfo("Asia/Seoul")
DAILY = Subscription(
    7, "discord", "100", (dt.time(8),), SEOUL, "korea-news", server="1", owner="ann"
)
MORNING = dt.datetime(2026, 1, 15, 23, tzinfo=dt.UTC)
NEXT = Slot(dt.date(2026, 1, 17), MORNING + dt.timedelta(days=1))
SENT = Delivery(1, 7, dt.date(2026, 1, 16), MORNING, State.SENT, "ai-chips", post_id="9")


def said(health: Health, now: dt.datetime = MORNING) -> list[str]:
    return list(about(health, wellbeing(health, now)))


def test_a_channel_that_is_well_shows_its_last_and_its_next_post() -> None:
    assert said(Health(7, DAILY, NEXT, SENT)) == [
        "  #7 discord 100 on 1, korea-news: well",
        "     last 2026-01-16 08:00 Asia/Seoul (ai-chips); next 2026-01-17 08:00 Asia/Seoul",
    ]


def test_one_that_was_stopped_says_why_and_what_to_do() -> None:
    stopped = replace(DAILY, status=Status.PAUSED, reason="Homeroom lacks Send Messages in #daily")
    assert said(Health(7, stopped, NEXT, None)) == [
        "  #7 discord 100 on 1, korea-news: stopped",
        "     last none yet; next paused",
        "     why: Homeroom lacks Send Messages in #daily",
        "     Mend that, then /schedule resume in its channel.",
    ]


def test_one_in_doubt_says_which_day() -> None:
    doubt = Delivery(
        2, 7, dt.date(2026, 1, 16), MORNING, State.IN_DOUBT, "ai-chips", "history can't be read"
    )
    *_, why, mend = said(Health(7, DAILY, NEXT, None, doubt), MORNING + dt.timedelta(hours=1))
    assert why == "     why for 2026-01-16: history can't be read"
    assert "/schedule now" in mend


def test_one_that_cannot_be_read_is_named_by_its_number() -> None:
    assert said(Health(7, None, NEXT)) == [
        "  #7 can't be read",
        "     Its record makes no sense, such as a time zone that is no more. Set the schedule up"
        " again in its channel, or restore a backup.",
    ]


def test_before_the_first_run_there_is_nothing_wrong(homeroom: Homeroom) -> None:
    done = homeroom("doctor")
    assert done.returncode == 0
    assert "Lessons: 5, no faults." in done.stdout
    assert "Schedules: none yet" in done.stdout


def test_what_needs_somebody_comes_first_and_is_told_by_the_exit_status(
    homeroom: Homeroom, tmp_path: Path
) -> None:
    asyncio.run(two_schedules(migrated(tmp_path / "data")))
    done = homeroom("doctor")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert "mend  Schedules: 2: 1 well, 1 stopped." in lines
    assert "1 needs somebody:" in lines
    shown = [line for line in lines if line.startswith("  #")]
    assert shown == [
        "  #2 discord 200 on 1, korea-news: stopped",
        "  #1 discord 100 on 1, korea-news: well",
    ]


def test_a_delivery_tells_what_it_has_been_through(homeroom: Homeroom, tmp_path: Path) -> None:
    asyncio.run(two_schedules(migrated(tmp_path / "data")))
    done = homeroom("doctor", "--history", "2-20260116")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "2-20260116: failed, lesson not chosen yet",
        "  2026-01-15 23:00:00 UTC  planned",
        "  2026-01-15 23:00:00 UTC  failed: Missing Access",
    ]


def test_a_delivery_that_never_was_is_said_to_be_none(homeroom: Homeroom) -> None:
    for key in ("1-20260116", "1-20260199"):
        done = homeroom("doctor", "--history", key)
        assert done.returncode == 1
        assert f"There is no delivery {key}." in done.stderr


async def two_schedules(url: str) -> None:
    far = Slot(dt.date(2100, 1, 1), dt.datetime(2100, 1, 1, tzinfo=dt.UTC))
    async with opened(url) as engine:
        store, ledger = SqlStore(engine), SqlLedger(engine)
        for channel in ("100", "200"):
            made = await store.subscribe(replace(DAILY, channel=channel), far)
        slot = Slot(dt.date(2026, 1, 16), MORNING)
        await store.plan(made.id, [Planned(slot, State.PLANNED)], far, MORNING)
        (planned,) = await ledger.in_state(State.PLANNED, limit=9)
        await ledger.pause(made.id, "Missing Access")
        assert await store.move(planned, Change(State.FAILED, MORNING, "Missing Access"))

import asyncio
import datetime as dt

from bot.core.ports import Attempt
from bot.core.request import Place
from bot.storage.store import SqlStore

PLACE = Place("slack", "C1", "T1")
NOON = dt.datetime(2026, 1, 16, 12, tzinfo=dt.UTC)


def attempt(minutes: int = 0, question: str = "q1", *, right: bool = True) -> Attempt:
    at = NOON + dt.timedelta(minutes=minutes)
    return Attempt(PLACE, "T1.U1", question, right, at, "chips")


async def kept(store: SqlStore) -> list[tuple[int, str, bool, bool]]:
    found = await store.attempts_of("slack", "T1.U1")
    return [
        (round((one.at - NOON).total_seconds() / 60), one.question_id, one.right, one.first)
        for one in found
    ]


async def test_all_of_an_answer_is_kept(store: SqlStore) -> None:
    assert await store.add_attempt(attempt())
    (one,) = await store.attempts_of("slack", "T1.U1")
    assert one == attempt()
    assert one.place.server == "T1"
    assert await store.attempts_of("slack", "T2.U1") == []
    assert await store.attempts_of("discord", "T1.U1") == []


async def test_answers_come_newest_first(store: SqlStore) -> None:
    for minutes, question in ((1, "q1"), (3, "q3"), (2, "q2")):
        await store.add_attempt(attempt(minutes, question))
    assert [one[1] for one in await kept(store)] == ["q3", "q2", "q1"]
    newest = await store.attempts_of("slack", "T1.U1", limit=2)
    assert [one.question_id for one in newest] == ["q3", "q2"]


async def test_another_answer_is_kept_and_is_not_the_first(store: SqlStore) -> None:
    assert await store.add_attempt(attempt(right=False))
    assert not await store.add_attempt(attempt(24 * 60))
    assert await kept(store) == [(1440, "q1", True, False), (0, "q1", False, True)]


async def test_of_answers_given_again_and_again_a_quarter_of_an_hour_keeps_one(
    store: SqlStore,
) -> None:
    for minutes in (0, 1, 5, 14, 15, 29):
        await store.add_attempt(attempt(minutes, right=minutes == 14))
    assert await kept(store) == [
        (29, "q1", False, False),
        (14, "q1", True, False),
        (0, "q1", False, True),
    ]


async def test_of_two_at_once_one_is_the_first(store: SqlStore) -> None:
    first = await asyncio.gather(*(store.add_attempt(attempt()) for _ in range(5)))
    assert sorted(first) == [False, False, False, False, True]
    assert [one[3] for one in await kept(store)].count(True) == 1

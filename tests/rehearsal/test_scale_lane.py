"""The model of the way out, beside the real one: real records, turns and paces, made-up time."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from itertools import chain, repeat
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert

from bot.content.library import LessonLibrary
from bot.core.reply import Reply
from bot.delivery.line import AT_ONCE
from bot.delivery.rounds import Records, rounds_over
from bot.domain.subscription import Slot, Subscription
from bot.platforms.discord.pace import PER_SECOND
from bot.platforms.discord.pace import Pace as DiscordPace
from bot.platforms.slack.posting.pace import POSTS_PER_MINUTE
from bot.platforms.slack.posting.pace import Pace as SlackPace
from bot.rehearsal.clock import RehearsalClock
from bot.rehearsal.loop import RehearsalLoop
from bot.rehearsal.scale.figures import ANSWER
from bot.rehearsal.scale.lane import Gone, Lane, Limit, Post, Way
from bot.rehearsal.scale.lateness import percentile
from bot.storage.database import Engine
from bot.storage.editions import SqlEditions
from bot.storage.here import opened_here
from bot.storage.ledger import SqlLedger
from bot.storage.notices import SqlNotices
from bot.storage.rows import columns_of, slot_columns_of
from bot.storage.tables import subscriptions
from tests.fakes.lessons import lesson
from tests.fakes.messenger import FakeMessenger

AT_ANY_RATE = 1e6
# Without what only the program's own queue costs: here the jobs are done in this process.
DISCORD = Way(1 / PER_SECOND, shared=True, rate=AT_ANY_RATE, taking=0.0)
SLACK = Way(60 / POSTS_PER_MINUTE, shared=False, rate=AT_ANY_RATE, taking=0.0)
HOURS = 10_000.0
"""Seconds for which a job may be told to come back, and is done again then."""
START = dt.datetime(2026, 1, 16, tzinfo=dt.UTC)


def now() -> float:
    return asyncio.get_running_loop().time()


Turns = Callable[[Subscription], Awaitable[float]]


class Paced(FakeMessenger):
    """A platform that takes its time to answer, behind a real pace."""

    def __init__(self, turns: Turns) -> None:
        super().__init__()
        self._turns = turns
        self.stood: list[tuple[int, float]] = []

    async def turn(self, to: Subscription) -> float:
        return await self._turns(to)

    async def send(self, to: Subscription, post: Reply, key: str) -> str:
        await asyncio.sleep(ANSWER)
        self.stood.append((int(to.server), now()))
        return await super().send(to, post, key)


class Calm:
    """Lets every commit be."""

    def before_commit(self) -> None: ...

    def after_commit(self) -> None: ...


def discord_turns() -> Turns:
    pace = DiscordPace(now=now)

    async def turn(_to: Subscription) -> float:
        return await pace.turn()

    return turn


def slack_turns() -> Turns:
    pace = SlackPace(now=now)

    async def turn(to: Subscription) -> float:
        return await pace.turn(to.server, "chat.postMessage", to.channel)

    return turn


def really(sizes: Sequence[int], turns: Turns, folder: Path) -> list[tuple[int, float]]:
    """Have the real delivery post to so many channels of each server, all due at second 0.

    Returns whose post stood when.
    """
    with (
        opened_here(folder / "lane.db") as database,
        asyncio.Runner(loop_factory=RehearsalLoop) as runner,
    ):
        return runner.run(_deliver(database(Calm()), sizes, turns))


async def _deliver(engine: Engine, sizes: Sequence[int], turns: Turns) -> list[tuple[int, float]]:
    zone = ZoneInfo("UTC")
    wishes = (
        Subscription(0, "fake", f"{server}-{n}", (dt.time(0),), zone, "course", server=str(server))
        for server, size in enumerate(sizes)
        for n in range(size)
    )
    first = slot_columns_of(Slot(START.date(), START))
    async with engine.begin() as connection:
        await connection.execute(insert(subscriptions), [columns_of(w) | first for w in wishes])
    messenger = Paced(turns)
    records = Records(SqlLedger(engine), SqlNotices(engine), SqlEditions(engine))
    library = LessonLibrary([lesson("day-1", track="course")])
    clock = RehearsalClock(START)
    await rounds_over(records, library, {"fake": messenger}, clock, linger=HOURS).go()
    return messenger.stood


def modelled(sizes: Sequence[int], way: Way) -> Gone:
    servers = chain.from_iterable(repeat(server, size) for server, size in enumerate(sizes))
    return Lane([Post(0.0, 0.0, server) for server in servers], way).drain()


SIZES = {
    "of very different sizes": [40, 1, 7, 1, 25, 3],
    "a single one": [120],
    "more servers than places": [2] * 700 + [1] * 60,
}


@pytest.mark.parametrize("sizes", SIZES.values(), ids=SIZES)
def test_on_discord_the_model_posts_in_the_order_and_at_the_times_of_the_real_delivery(
    sizes: Sequence[int], tmp_path: Path
) -> None:
    real, gone = really(sizes, discord_turns(), tmp_path), modelled(sizes, DISCORD)
    assert [server for server, _ in real] == [post.server for post in gone.posts]
    assert [at for _, at in real] == pytest.approx(gone.at, abs=0.05)


@pytest.mark.parametrize("sizes", SIZES.values(), ids=SIZES)
def test_on_slack_too_where_every_workspace_has_a_pace_of_its_own(
    sizes: Sequence[int], tmp_path: Path
) -> None:
    real, gone = really(sizes, slack_turns(), tmp_path), modelled(sizes, SLACK)
    # Which of those that stand at one moment comes first is chance.
    assert sorted(at for _, at in real) == pytest.approx(sorted(gone.at), abs=0.1)
    assert ends(real) == pytest.approx(
        ends([(post.server, at) for post, at in zip(gone.posts, gone.at, strict=True)]), abs=0.5
    )


def ends(stood: Sequence[tuple[int, float]]) -> dict[int, float]:
    """When each server had everything."""
    return dict(sorted(stood, key=lambda one: one[1]))


def test_ten_thousand_at_once_take_what_the_formula_says_and_what_was_measured() -> None:
    # Fifty servers, as in benchmarks/bench_burst.py, which measured 106.3 s and 207.7 s.
    gone = modelled([200] * 50, DISCORD)
    late = sorted(gone.late)
    at = [percentile(late, part) for part in (0.5, 0.99, 1.0)]
    assert at == pytest.approx([part * 10_000 / PER_SECOND for part in (0.5, 0.99, 1.0)], rel=0.01)
    assert at[:2] == pytest.approx([106.3, 207.7], rel=0.04)
    assert set(gone.why[AT_ONCE:]) == {Limit.TOKEN}


def test_a_big_workspace_waits_for_itself_alone() -> None:
    gone = modelled([500, *[1] * 60], SLACK)
    late = dict(zip((post.server for post in gone.posts), gone.late, strict=True))
    assert late[0] == pytest.approx(500 * 60 / POSTS_PER_MINUTE, rel=0.02)
    assert max(late[server] for server in range(1, 61)) < 2
    assert gone.why[-1] is Limit.WORKSPACE


def test_workers_limit_where_no_pace_does_and_more_of_them_help() -> None:
    one, three = (modelled([1] * 6_000, replace(SLACK, workers=n)) for n in (1, 3))
    assert one.at[-1] == pytest.approx(6_000 * ANSWER / AT_ONCE, rel=0.1)
    assert three.at[-1] == pytest.approx(one.at[-1] / 3, rel=0.1)
    assert one.why[-1] is Limit.WORKERS
    slow = modelled([1] * 600, replace(SLACK, rate=10.0))
    assert slow.at[-1] == pytest.approx(60, rel=0.02)


def test_a_thread_under_each_post_takes_a_turn_of_its_own() -> None:
    plain, threads = (modelled([10] * 100, replace(DISCORD, turns=n)) for n in (1, 2))
    assert threads.late[-1] == pytest.approx(2 * plain.late[-1], rel=0.02)


MANY = [9] * 600 + [1]
"""Servers, of which the last was there last."""


def really_on_discord(folder: Path) -> list[int]:
    return [server for server, _ in really(MANY, discord_turns(), folder)]


def modelled_on_discord(_folder: Path) -> list[int]:
    return [post.server for post in modelled(MANY, DISCORD).posts]


@pytest.mark.parametrize("order", [really_on_discord, modelled_on_discord])
def test_of_however_many_servers_each_has_its_first_lesson_before_any_has_its_second(
    order: Callable[[Path], list[int]], tmp_path: Path
) -> None:
    had = order(tmp_path)
    assert len(had) == sum(MANY)
    assert had[:601] == list(range(601))
    assert all(len(set(had[601 + n : 1201 + n])) == 600 for n in range(0, 4800, 600))


def test_a_server_that_comes_later_has_its_turn_before_what_others_have_left() -> None:
    posts = [Post(0.0, 0.0, 0)] * 1_000 + [Post(5.0, 5.0, 1)] * 2
    gone = Lane(posts, DISCORD).drain()
    late = [at for post, at in zip(gone.posts, gone.at, strict=True) if post.server == 1]
    # Behind those who have places already.
    assert late == pytest.approx([5 + AT_ONCE / PER_SECOND] * 2, abs=0.2)


def test_of_a_server_that_is_told_to_come_back_none_comes_before_those_of_a_better_turn() -> None:
    gone = modelled([60], SLACK)
    assert gone.at == sorted(gone.at)
    assert gone.late[-1] == pytest.approx(59 * 60 / POSTS_PER_MINUTE + ANSWER, abs=0.3)

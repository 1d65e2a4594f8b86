"""Jobs through PgQueuer: in memory, and through a real PostgreSQL that comes and goes."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.core.ports import Job
from bot.queueing import Queue, Workers, queue_at
from tests.fakes.postgres import Postgres
from tests.fakes.postgres import postgres as running

Step = Callable[[Job], Awaitable[float]]


@pytest.fixture(params=["memory", "postgresql"])
def address(request: pytest.FixtureRequest) -> str | None:
    if request.param == "memory":
        return None
    server: Postgres = request.getfixturevalue("postgres")
    return asyncio.run(server.database())


async def until(met: Callable[[], bool], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not met():
            await asyncio.sleep(0.01)


@asynccontextmanager
async def at_work(queue: Queue, step: Step, *lines: str) -> AsyncIterator[None]:
    async with Workers(queue, step, lines, grace=5):
        yield


async def test_each_job_is_done_once_the_higher_priority_first(address: str | None) -> None:
    done: list[str] = []

    async def step(job: Job) -> float:
        done.append(job.key)
        return 0.0

    async with queue_at(address) as queue:
        jobs = [Job("a", str(n), -n) for n in range(200)]
        await queue.put(jobs)
        await queue.put(jobs)
        async with at_work(queue, step, "a"):
            await until(lambda: len(done) >= 200)
    assert done == [f"a:{n}" for n in range(200)]


async def test_a_job_that_is_done_may_be_put_again(address: str | None) -> None:
    done: Counter[str] = Counter()

    async def step(job: Job) -> float:
        done[job.key] += 1
        return 0.0

    async with queue_at(address) as queue, at_work(queue, step, "a"):
        for times in (1, 2):
            async with asyncio.timeout(10):
                while done["a:1"] < times:
                    await queue.put([Job("a", "1")])
                    await asyncio.sleep(0.05)


async def test_one_that_has_to_wait_comes_back_and_one_that_fails_does_not(
    address: str | None,
) -> None:
    came: Counter[str] = Counter()

    async def step(job: Job) -> float:
        came[job.what] += 1
        if job.what == "bad":
            raise OSError
        return 0.1 if came[job.what] == 1 else 0.0

    async with queue_at(address) as queue, at_work(queue, step, "a"):
        await queue.put([Job("a", "slow"), Job("a", "bad")])
        await until(lambda: came["slow"] == 2)
    assert came == {"slow": 2, "bad": 1}


async def test_a_line_that_hangs_holds_up_no_other(address: str | None) -> None:
    hanging, done = asyncio.Event(), []

    async def step(job: Job) -> float:
        if job.line == "hangs":
            await hanging.wait()
        done.append(job.line)
        return 0.0

    async with queue_at(address) as queue, at_work(queue, step, "hangs", "goes"):
        await queue.put([Job("hangs", str(n)) for n in range(300)])
        await queue.put([Job("goes", str(n)) for n in range(300)])
        await until(lambda: done.count("goes") == 300)
        assert "hangs" not in done
        hanging.set()


async def test_what_is_under_way_is_finished_in_the_end(address: str | None) -> None:
    began, done = asyncio.Event(), []

    async def step(job: Job) -> float:
        began.set()
        await asyncio.sleep(0.3)
        done.append(job.what)
        return 0.0

    async with queue_at(address) as queue:
        async with at_work(queue, step, "a"):
            await queue.put([Job("a", "1")])
            await began.wait()
        assert done == ["1"]


@pytest.mark.parametrize("killed", [False, True])
async def test_a_server_that_is_stopped_or_killed_is_found_again(*, killed: bool) -> None:
    done: set[str] = set()

    async def step(job: Job) -> float:
        done.add(job.what)
        return 0.0

    with running(safe=True) as server:
        async with queue_at(await server.database()) as queue, at_work(queue, step, "a"):
            await queue.put([Job("a", "before")])
            await until(lambda: "before" in done)
            await asyncio.to_thread(server.kill if killed else server.stop)
            await put_if_it_can_be(queue, Job("a", "lost"))
            await asyncio.to_thread(server.start)
            # The ledger makes its jobs again and again; so does this.
            async with asyncio.timeout(20):
                while "after" not in done:
                    await put_if_it_can_be(queue, Job("a", "after"))


async def put_if_it_can_be(queue: Queue, job: Job) -> None:
    try:
        await queue.put([job])
    except Exception:  # noqa: BLE001 -- connections of before the kill fail in many ways
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.05)


async def test_processes_that_start_together_install_the_queue_once(postgres: Postgres) -> None:
    address = await postgres.database()

    async def start() -> None:
        async with queue_at(address) as queue:
            await queue.put([Job("a", "1")])

    await asyncio.gather(*(start() for _ in range(5)))

import asyncio

from bot.rehearsal.loop import RehearsalLoop

A_YEAR = 366 * 86400.0


def test_time_jumps_to_when_something_can_be_done() -> None:
    with asyncio.Runner(loop_factory=RehearsalLoop) as runner:
        runner.run(asyncio.sleep(A_YEAR))
        assert A_YEAR <= runner.get_loop().time() < A_YEAR + 1


def test_what_is_due_at_this_very_moment_is_done_even_after_years() -> None:
    loop = RehearsalLoop()
    loop._jumping.passed = 10 * A_YEAR
    done: list[bool] = []
    loop.call_at(loop.time(), done.append, True)
    turns = 0
    while not done and turns < 3:
        loop._run_once()  # type: ignore[attr-defined]
        turns += 1
    loop.close()
    assert done

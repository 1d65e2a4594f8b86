"""A request that comes to its door too late stays in."""

import asyncio

import pytest

from bot.core.fence import check_fence, leaving_by, note_unclear
from bot.errors import SendPostponed
from tests.fakes.clock import FakeClock


def test_what_comes_too_late_does_not_leave() -> None:
    clock = FakeClock()
    with leaving_by(clock, clock.monotonic() + 30):
        check_fence()
        clock.go_on(seconds=30)
        check_fence()
        clock.go_on(seconds=1)
        with pytest.raises(SendPostponed, match="stood still"):
            check_fence()
    check_fence()


def test_a_clock_that_is_set_moves_no_fence() -> None:
    clock = FakeClock()
    with leaving_by(clock, clock.monotonic() + 30):
        clock.jump(hours=1)
        check_fence()


async def test_it_stands_for_what_is_begun_within_it_and_nothing_else() -> None:
    clock = FakeClock()

    async def leaves() -> bool:
        try:
            check_fence()
        except SendPostponed:
            return False
        return True

    with leaving_by(clock, clock.monotonic() - 1):
        inside = asyncio.create_task(leaves())
    outside = asyncio.create_task(leaves())
    assert (await inside, await outside) == (False, True)


async def test_what_got_no_clear_answer_is_remembered() -> None:
    clock = FakeClock()
    note_unclear()
    with leaving_by(clock, 0) as fence:
        assert not fence.unclear
        await asyncio.create_task(_noting())
    assert fence.unclear


async def _noting() -> None:
    note_unclear()

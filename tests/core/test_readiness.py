import asyncio

from bot.core import readiness
from bot.core.readiness import Check, Readiness, Rings
from tests.fakes.clock import FakeClock
from tests.fakes.counting import FakeCounts


async def looked(check: Check, patience: float = 2.0) -> tuple[bool, str]:
    (found,) = await Readiness([check], patience).look()
    return found.ok, found.said


async def test_rings_are_well_for_three_of_them_and_a_minute_at_least() -> None:
    clock = FakeClock()
    often, seldom = Rings(clock, 5), Rings(clock, 100)
    assert await often.look() == (False, "it has not looked for due lessons yet")
    often.rang()
    seldom.rang()
    clock.go_on(seconds=59)
    assert await often.look() == (True, "59 s ago")
    clock.go_on(seconds=1)
    assert (await often.look())[0] is False
    clock.go_on(seconds=239)
    assert (await seldom.look())[0] is True
    clock.go_on(seconds=1)
    assert (await seldom.look())[0] is False


async def test_a_clock_that_is_set_makes_rings_neither_old_nor_new() -> None:
    clock = FakeClock()
    rings = Rings(clock, 5)
    rings.rang()
    clock.jump(hours=3)
    assert await rings.look() == (True, "0 s ago")


async def test_what_hangs_or_fails_is_not_well_and_holds_up_nothing() -> None:
    async def hangs() -> tuple[bool, str]:
        await asyncio.sleep(60)
        return True, ""

    assert await looked(Check("x", hangs), 0.01) == (False, "no answer within 0.01 s")
    broken = readiness.database(FakeCounts(trouble=OSError("password=sesame")))
    assert await looked(broken) == (False, "it fails: OSError")
    assert await looked(readiness.database(FakeCounts())) == (True, "")


async def test_the_clock_and_a_connection_say_where_to_look() -> None:
    assert (await looked(readiness.clock(lambda: False)))[0] is False
    assert await looked(readiness.connection("discord", lambda: True)) == (True, "connected")
    ok, said = await looked(readiness.connection("discord", lambda: False))
    assert (ok, said) == (False, "not connected: see the log")

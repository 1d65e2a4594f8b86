import asyncio

from bot.scheduling import Bell


async def test_it_rings_at_once_and_then_again() -> None:
    rings = []

    async def ring() -> None:
        rings.append(asyncio.get_running_loop().time())

    async with Bell(ring, 0.1):
        await asyncio.sleep(0.35)
    assert 3 <= len(rings) <= 4
    assert rings[1] - rings[0] > 0.05


async def test_a_round_that_fails_does_not_silence_it() -> None:
    rings = []

    async def ring() -> None:
        rings.append("rung")
        message = "a fault of ours"
        raise RuntimeError(message)

    async with Bell(ring, 0.05):
        await asyncio.sleep(0.3)
    assert len(rings) > 2


async def test_it_never_rings_twice_at_a_time() -> None:
    running, most = 0, 0

    async def ring() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.1)
        running -= 1

    async with Bell(ring, 0.02):
        await asyncio.sleep(0.3)
    assert most == 1


async def test_in_the_end_a_round_may_finish() -> None:
    done = []

    async def ring() -> None:
        await asyncio.sleep(0.2)
        done.append("done")

    async with Bell(ring, 60):
        await asyncio.sleep(0.05)
    assert done == ["done"]


async def test_a_round_that_does_not_end_is_broken_off() -> None:
    ended = []

    async def ring() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("broken off")

    async with asyncio.timeout(5):
        async with Bell(ring, 60, grace=0.1):
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.05)
    assert ended == ["broken off"]

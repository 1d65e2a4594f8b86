import socket

import pytest

from bot.errors import CannotListen, PortInUse
from bot.platforms.web import Classroom
from bot.platforms.web.pace import Pace
from tests.fakes.clock import FakeClock
from tests.fakes.school import School, note, school


def beside(it: School, host: str, port: int) -> Classroom:
    return Classroom(
        dispatcher=it.classroom._room.dispatcher,
        posts=it.posts,
        clock=it.clock,
        feed=it.feed,
        host=host,
        port=port,
    )


async def test_a_port_in_use_is_named_with_another() -> None:
    async with school() as it:
        port = it.classroom.port
        with pytest.raises(PortInUse) as refused:
            await beside(it, "127.0.0.1", port).start()
    assert str(refused.value) == (
        f"Port {port} on 127.0.0.1 is in use. Stop what uses it, or choose another: "
        f"HOMEROOM_PORT={port + 1} make run"
    )


async def test_a_host_that_is_not_ours_is_named() -> None:
    async with school() as it:
        with pytest.raises(CannotListen, match=r"192\.0\.2\.1, port 8080: Cannot assign"):
            await beside(it, "192.0.2.1", 8080).start()


async def test_it_can_be_stopped_twice_and_started_again() -> None:
    async with school() as it:
        await it.classroom.stop()
        await it.classroom.stop()
        port = it.classroom.port
        with socket.socket() as free:
            free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            free.bind(("127.0.0.1", port))
        await it.classroom.start()
        async with it.visitor.get("/livez") as response:
            assert await response.text() == "ok"


async def test_a_post_is_kept_once_under_its_key() -> None:
    async with school() as it:
        first = await it.messenger.send("classroom", note("One"), "1-20260116")
        again = await it.messenger.send("classroom", note("Changed"), "1-20260116")
        found = await it.messenger.find("classroom", "1-20260116")
        missing = await it.messenger.find("classroom", "1-20260117")
        kept = await it.posts.latest("classroom", 50)
    assert first == again == found == "1"
    assert missing is None
    assert [post.reply for post in kept] == [note("One")]


def test_a_bucket_fills_up_again() -> None:
    clock, pace = FakeClock(), Pace(burst=2, per_second=0.5)
    assert [pace.wait("ada", clock.now()) for _ in range(3)] == [0, 0, 2]
    assert pace.wait("grace", clock.now()) == 0
    clock.go_on(seconds=1)
    assert pace.wait("ada", clock.now()) == 1
    clock.go_on(seconds=1)
    assert pace.wait("ada", clock.now()) == 0
    clock.go_on(hours=-1)
    assert pace.wait("ada", clock.now()) == 2
    clock.go_on(hours=9)
    assert [pace.wait("ada", clock.now()) for _ in range(3)] == [0, 0, 2]

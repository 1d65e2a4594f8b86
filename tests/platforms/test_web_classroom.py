import socket

import pytest

from bot.errors import CannotListen, PortInUse
from bot.platforms.web import Classroom
from bot.platforms.web.pace import Pace
from tests.fakes.school import SUBSCRIPTION, School, note, school


def beside(it: School, host: str, port: int) -> Classroom:
    return Classroom(
        dispatcher=it.classroom._room.dispatcher,
        posts=it.posts,
        clock=it.clock,
        feed=it.feed,
        host=host,
        port=port,
        guarded=True,
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
        with pytest.raises(
            CannotListen, match=r"192\.0\.2\.1, port 8080: this machine has no such"
        ):
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
        first = await it.messenger.send(SUBSCRIPTION, note("One"), "1-20260116")
        again = await it.messenger.send(SUBSCRIPTION, note("Changed"), "1-20260116")
        found = await it.messenger.find(SUBSCRIPTION, "1-20260116", it.clock.now())
        missing = await it.messenger.find(SUBSCRIPTION, "1-20260117", it.clock.now())
        kept = await it.posts.latest("classroom", 50)
    assert first == again == found == "1"
    assert missing is None
    assert [post.reply for post in kept] == [note("One")]


def test_both_a_learner_and_their_address_may_have_to_wait() -> None:
    now, pace = 9.0, Pace(20)
    assert [pace.ask("ada", "here", now) for _ in range(21)] == [0] * 20 + [3]
    others = [pace.ask(f"invented {n}", "here", now) for n in range(101)]
    assert others == [0] * 100 + [0.1]
    assert pace.complete("here", now) == 0.1
    assert pace.ask("grace", "elsewhere", now) == 0
    assert pace.ask("ada", "elsewhere", now) == 3
    assert pace.ask("ada", "here", now + 3) == 0


def test_what_is_half_typed_counts_for_its_address_only() -> None:
    now, pace = 9.0, Pace()
    assert [pace.complete("here", now) for _ in range(101)] == [0] * 101
    assert [pace.ask("ada", "here", now) for _ in range(20)] == [0] * 19 + [0.1]
    assert pace.ask("ada", "elsewhere", now) == 0


def test_without_a_limit_only_the_address_is_looked_at() -> None:
    pace = Pace(0)
    assert [pace.ask("ada", "here", 9.0) for _ in range(121)] == [0] * 120 + [0.1]

"""``/livez``, ``/readyz`` and ``/metrics``, on the page's port and on one of their own."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession, web

from bot.core.readiness import Check, Readiness
from bot.errors import HealthCannotListen, PortInUse
from bot.platforms.web import Health, HealthServer
from bot.platforms.web.health import TEXT_FORMAT


def readiness(*, ok: bool) -> Readiness:
    async def database() -> tuple[bool, str]:
        return True, ""

    async def discord() -> tuple[bool, str]:
        return ok, "connected" if ok else "not connected: see the log"

    return Readiness([Check("database", database), Check("discord", discord)])


async def metrics() -> str:
    return "# TYPE a gauge\na 1.0\n"


@asynccontextmanager
async def page(health: Health, *, with_metrics: bool = True) -> AsyncIterator[ClientSession]:
    """Serve these as on the page's port."""
    app = web.Application()
    health.join(app, metrics=with_metrics)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with ClientSession(f"http://127.0.0.1:{runner.addresses[0][1]}") as visitor:
            yield visitor
    finally:
        await runner.cleanup()


async def test_ready_is_200_and_not_ready_503_with_each_check_and_why() -> None:
    async with page(Health(readiness(ok=True))) as visitor, visitor.get("/readyz") as answer:
        assert answer.status == 200
        assert (await answer.json())["ready"] is True
    async with page(Health(readiness(ok=False))) as visitor:
        async with visitor.get("/readyz") as answer:
            assert answer.status == 503
            assert await answer.json() == {
                "ready": False,
                "checks": [
                    {"check": "database", "ok": True},
                    {"check": "discord", "ok": False, "why": "not connected: see the log"},
                ],
            }
        async with visitor.get("/livez") as answer:
            assert (answer.status, await answer.text()) == (200, "ok")


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "203.0.113.9"},
        {"Forwarded": "for=203.0.113.9"},
        {"Via": "1.1 proxy"},
        {"X-Real-IP": "203.0.113.9"},
        {"Host": "class.example.org"},
    ],
)
async def test_what_a_proxy_passes_on_gets_neither_metrics_nor_reasons(
    headers: dict[str, str],
) -> None:
    async with page(Health(readiness(ok=False), metrics)) as visitor:
        async with visitor.get("/metrics", headers=headers) as answer:
            assert answer.status == 403
            assert "HOMEROOM_HEALTH_PORT" in (await answer.json())["error"]
        async with visitor.get("/readyz", headers=headers) as answer:
            assert answer.status == 503
            assert "see the log" not in await answer.text()


async def test_this_machine_gets_the_metrics_unless_they_are_elsewhere() -> None:
    health = Health(readiness(ok=True), metrics)
    async with page(health) as visitor, visitor.get("/metrics") as answer:
        assert (answer.status, answer.headers["Content-Type"]) == (200, TEXT_FORMAT)
        assert await answer.text() == await metrics()
    async with page(health, with_metrics=False) as visitor, visitor.get("/metrics") as answer:
        assert answer.status == 404


async def test_a_port_of_its_own_tells_everything() -> None:
    health = Health(readiness(ok=False), metrics, open_to_all=True)
    everywhere = HealthServer(health, "0.0.0.0")  # noqa: S104 -- tested here
    async with everywhere as server, ClientSession(f"http://127.0.0.1:{server.port}") as visitor:
        # In a network of containers it goes by any name.
        for headers in ({}, {"Host": "worker:9464"}, {"X-Forwarded-For": "10.0.0.1"}):
            async with visitor.get("/metrics", headers=headers) as answer:
                assert answer.status == 200
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
        async with visitor.get("/readyz") as answer:
            assert "see the log" in await answer.text()


async def test_one_for_this_machine_does_not_go_by_others_names() -> None:
    here = HealthServer(Health())
    async with here as server, ClientSession(f"http://127.0.0.1:{server.port}") as visitor:
        async with visitor.get("/livez", headers={"Host": "evil.example"}) as answer:
            assert answer.status == 403
        async with visitor.get("/livez") as answer:
            assert answer.status == 200


async def test_a_port_that_can_t_be_had_says_what_to_set() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(PortInUse, match="HOMEROOM_HEALTH_PORT="),
    ):
        await HealthServer(Health(), port=taken.getsockname()[1]).__aenter__()
    with pytest.raises(HealthCannotListen, match="HOMEROOM_HEALTH_HOST"):
        await HealthServer(Health(), "192.0.2.1").__aenter__()

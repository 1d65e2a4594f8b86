"""The image beside a PostgreSQL: as one of several processes, and with its backups."""

import http.client
import re
import time
from http import HTTPStatus

import asyncpg
import pytest

from tests.fakes.postgres import Postgres
from tests.image.container import Container


@pytest.fixture
async def address(postgres: Postgres) -> str:
    """Return the address of an empty database."""
    return await postgres.database()


@pytest.mark.parametrize("role", ["gateway", "scheduler", "worker", "web"])
def test_each_role_is_healthy_and_ends_when_it_is_told_to(
    container: Container, address: str, role: str
) -> None:
    one = container.told(DATABASE_URL=address)
    with one.running("run", "--role", role) as process:
        wait_until_ready(one)
        said = one.stop(process).split("\n")
    assert f"Homeroom does its part: {role}. Ctrl-C stops it." in said
    assert said[-2:] == ["Homeroom has stopped.", ""]
    # No records; what was read of the lessons is made anew where it is missing.
    assert {path.name for path in one.data.iterdir()} <= {"cache"}


async def test_records_are_backed_up_and_put_back(container: Container, address: str) -> None:
    one = container.told(DATABASE_URL=address)
    with one.running("run", "--role", "worker") as process:
        await written(address, "INSERT INTO notes VALUES ('kept', 'as it was')")
        backed_up = one.run("homeroom", "backup")
        one.stop(process)
    assert backed_up.returncode == 0, backed_up.stderr
    (path,) = re.findall(r"Backed up and checked: (data/backups/\S+\.dump) ", backed_up.stdout)
    await written(address, "UPDATE notes SET text = 'changed' WHERE name = 'kept'")
    put_back = one.run("homeroom", "restore", "--replace", path)
    assert put_back.returncode == 0, put_back.stderr
    assert await written(address, "SELECT text FROM notes WHERE name = 'kept'") == "as it was"


async def test_what_one_box_has_moves_to_it(container: Container, address: str) -> None:
    with container.running() as one_box:
        # By then the clock has rung, and the page's channel has its schedule.
        wait_until_ready(container)
        container.stop(one_box)
    moved = container.told(DATABASE_URL=address).run("homeroom", "db", "move")
    assert moved.returncode == 0, moved.stderr
    assert re.search(r"All \d+ rows are there, and equal\.", moved.stdout)
    assert await written(address, "SELECT count(*) FROM subscriptions") == 1


async def written(address: str, statement: str) -> object:
    """Carry out a statement; return the first value that comes of it."""
    connection = await asyncpg.connect(address)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


def wait_until_ready(one: Container) -> None:
    """Ask /readyz until it says so: a process that lives has not looked at everything yet."""
    until = time.monotonic() + 30
    while (said := asked(one))[0] != HTTPStatus.OK:
        assert time.monotonic() < until, said
        time.sleep(0.2)


def asked(one: Container) -> tuple[int, str]:
    """Return what /readyz answers: the container shares the network with its test."""
    port = int(one.environment["HOMEROOM_HEALTH_PORT"])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()

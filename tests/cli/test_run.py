import asyncio
import signal
import socket
import sys
from pathlib import Path

from aiohttp import ClientSession

from tests.fakes.paths import LESSONS, ROOT


async def start(tmp_path: Path, **settings: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=tmp_path,
        env={
            "PYTHONPATH": str(ROOT),
            "HOMEROOM_LESSONS_DIR": str(LESSONS),
            "HOMEROOM_PORT": "0",
            "HOMEROOM_TIMEZONE": "UTC",
            **settings,
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def address_of(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    async with asyncio.timeout(30):
        async for line in process.stdout:
            if b"Homeroom is open: " in line:
                return line.decode().split()[-1]
    raise AssertionError(await process.communicate())


async def test_ctrl_c_ends_it_cleanly(tmp_path: Path) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        process = await start(tmp_path)
        assert (await address_of(process)).startswith("http://127.0.0.1:")
        process.send_signal(number)
        output, errors = await asyncio.wait_for(process.communicate(), 15)
        assert process.returncode == 0
        assert output.decode().strip().endswith("Homeroom has stopped.")
        assert b"Traceback" not in errors


async def test_a_port_in_use_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = await start(tmp_path, HOMEROOM_PORT=str(port))
        _, errors = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 1
    assert errors.decode().splitlines() == [
        f"homeroom: Port {port} on 127.0.0.1 is in use. Stop what uses it, or choose another:"
        f" HOMEROOM_PORT={port + 1} make run"
    ]


async def test_bad_lessons_are_named_and_the_others_stand(tmp_path: Path) -> None:
    lessons = tmp_path / "mine"
    lessons.mkdir()
    (lessons / "a.yaml").write_text("title: [b\n")
    (lessons / "b.yaml").write_text("title: B\nkey_points: [b]\n")
    process = await start(tmp_path, HOMEROOM_LESSONS_DIR=str(lessons))
    await address_of(process)
    process.terminate()
    _, errors = await asyncio.wait_for(process.communicate(), 15)
    assert process.returncode == 0
    assert "a.yaml:1:8: opens a bracket" in errors.decode()
    assert "These lessons are left out until they are mended." in errors.decode()


async def test_a_second_bot_on_the_same_data_is_refused(tmp_path: Path) -> None:
    first = await start(tmp_path)
    await address_of(first)
    second = await start(tmp_path)
    _, errors = await asyncio.wait_for(second.communicate(), 30)
    first.terminate()
    await asyncio.wait_for(first.communicate(), 15)
    assert second.returncode == 1
    assert errors.decode() == (
        "homeroom: A Homeroom is running already with data/homeroom.db. Stop it,"
        " or give this one a folder of its own: HOMEROOM_DATA_DIR=other-data make run\n"
    )


async def test_a_lock_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "data" / "homeroom.db.lock").mkdir(parents=True)
    process = await start(tmp_path)
    _, errors = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 1
    assert errors.decode().startswith("homeroom: data/homeroom.db.lock can't be written:")
    assert "Traceback" not in errors.decode()


async def test_lessons_written_while_it_runs_reach_the_class(tmp_path: Path) -> None:
    lessons = tmp_path / "mine"
    lessons.mkdir()
    process = await start(tmp_path, HOMEROOM_LESSONS_DIR=str(lessons), HOMEROOM_RING_SECONDS="0.1")
    address = await address_of(process)
    (lessons / "b.yaml").write_text("title: Brand new\nkey_points: [b]\n")
    async with ClientSession() as visitor, asyncio.timeout(15):
        page = ""
        while "Brand new" not in page:
            await asyncio.sleep(0.1)
            async with visitor.get(address) as response:
                page = await response.text()
    process.terminate()
    _, errors = await asyncio.wait_for(process.communicate(), 15)
    assert process.returncode == 0
    assert 'yet: homeroom new "My title" writes one.' in errors.decode()


async def test_a_data_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    process = await start(tmp_path)
    _, errors = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 1
    assert errors.decode().startswith("homeroom: data can't be written: it is a file, not a folder")


async def test_it_runs_without_a_cache_and_says_so_once(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "cache").write_text("")
    process = await start(tmp_path)
    await address_of(process)
    process.send_signal(signal.SIGTERM)
    _, errors = await asyncio.wait_for(process.communicate(), 15)
    assert process.returncode == 0
    assert errors.decode().count("nothing can be kept in data/cache") == 1

import asyncio
import signal
import socket
import sys
from pathlib import Path

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

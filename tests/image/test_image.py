"""What stands in the image, and that it runs: as nobody, on a root that can't be written."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import GRACE
from tests.image.build import Built
from tests.image.container import Container

MOST = 100
"""Megabytes that may come on top of Debian and Python: 86 of them do."""
UNWANTED = (
    "pip",
    "pip3",
    "easy_install",
    "cc",
    "gcc",
    "c99",
    "ld",
    "as",
    "make",
    "git",
    "pytest",
    "hatchling",
)
SECRET = re.compile(
    r"\.(env|git|netrc).*|.*\.(pem|key|p12|db|log)|id_[a-z0-9]+|.*_(token|password)"
)


@pytest.fixture
def container(image: Built, tmp_path: Path) -> Container:
    uid, gid = map(int, image.config["User"].split(":"))
    os.chown(tmp_path, uid, gid)
    ports = {"HOMEROOM_PORT": free(), "HOMEROOM_HEALTH_PORT": free()}
    return Container(image, tmp_path, {**ports, "HOMEROOM_PAGE_OPEN": "yes"})


@pytest.fixture
def program(container: Container) -> Iterator["subprocess.Popen[str]"]:
    process = container.program()
    yield process
    process.kill()
    process.communicate()


def free() -> str:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return str(taken.getsockname()[1])


def megabytes(folder: Path) -> float:
    done = subprocess.run(["du", "-sk", folder], stdout=subprocess.PIPE, text=True, check=True)
    return int(done.stdout.split()[0]) / 1024


def test_it_starts_is_healthy_and_ends_when_it_is_told_to(
    container: Container, program: "subprocess.Popen[str]"
) -> None:
    assert not container.healthy()
    until = time.monotonic() + 60
    while not container.healthy():
        assert program.poll() is None, program.communicate()
        assert time.monotonic() < until
        time.sleep(0.2)
    status = Path(f"/proc/{program.pid}/status").read_text("utf-8")
    uid = container.image.config["User"].split(":")[0]
    assert re.search(rf"^Uid:(\s+{uid}){{4}}$", status, re.MULTILINE)
    assert re.search(r"^CapEff:\s+0+$", status, re.MULTILINE)
    program.send_signal(signal.Signals[container.image.config["StopSignal"]])
    output, errors = program.communicate(timeout=GRACE)
    assert program.returncode == 0, errors
    assert "Traceback" not in errors
    assert output.strip().endswith("Homeroom has stopped.")
    assert (container.data / "homeroom.db").is_file()


def test_its_root_cannot_be_written_and_its_data_can(container: Container) -> None:
    written = container.run("sh", "-c", "touch data/a /tmp/b && ! touch c && ! touch /venv/d")
    assert written.returncode == 0, written.stderr
    assert written.stderr.count("Read-only file system") == 2


def test_its_user_has_a_number_that_is_not_roots(image: Built) -> None:
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", image.config["User"])
    foreign = subprocess.run(
        ["find", image.root, "-xdev", "-user", image.config["User"].split(":")[0]],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout.split()
    home = f"{image.root}/home/homeroom"
    assert sorted(foreign) == [f"{home}/backups", f"{home}/data"]


def test_everything_of_it_can_be_imported(container: Container) -> None:
    everything = (
        "import bot, importlib, pkgutil\n"
        "for one in pkgutil.walk_packages(bot.__path__, 'bot.'):\n"
        "    if '.migrations.' not in one.name and not one.name.endswith('__main__'):\n"
        "        importlib.import_module(one.name)\n"
    )
    done = container.run("python", "-c", everything)
    assert done.returncode == 0, done.stderr


def test_time_zones_are_those_of_the_lock(container: Container) -> None:
    asked = "import zoneinfo; print(zoneinfo.TZPATH, zoneinfo.ZoneInfo('Asia/Seoul'))"
    assert container.run("python", "-c", asked).stdout == "() Asia/Seoul\n"


def test_backups_of_postgresql_can_be_made(container: Container) -> None:
    for program in ("pg_dump", "pg_restore"):
        assert container.run(program, "--version").stdout.startswith(f"{program} (PostgreSQL)")


def test_nothing_is_in_it_that_nobody_runs(image: Built, container: Container) -> None:
    for program in UNWANTED:
        found = container.run("sh", "-c", f"command -v {program}").stdout
        assert found == "", found
    for module in ("pip", "ensurepip", "setuptools", "hatchling", "pytest", "tests"):
        assert container.run("python", "-c", f"import {module}").returncode == 1, module
    packages = next(image.root.glob("venv/lib/python3*/site-packages"))
    assert [*packages.rglob("*.pyc"), *packages.rglob("tests")] == []
    assert [*(image.root / "var/lib/apt/lists").glob("*")] == []


def test_no_secret_and_no_history_is_in_it(image: Built) -> None:
    home = image.root / "home/homeroom"
    ours = [home, *(image.root / name for name in ("root", "usr/local", "venv/bin"))]
    ours += image.root.glob("venv/lib/python3*/site-packages/bot")
    files = [path for folder in ours for path in folder.rglob("*") if not path.is_dir()]
    assert len(files) > 300
    assert [path for path in files if SECRET.fullmatch(path.name)] == []
    assert sorted(path.name for path in home.iterdir()) == ["backups", "config", "data", "lessons"]
    assert [path.name for path in (home / "config").iterdir()] == ["homeroom.yaml"]


def test_it_stays_small(image: Built) -> None:
    added = megabytes(image.root) - megabytes(image.base)
    assert added <= MOST

"""What stands in the image, and that it runs: as nobody, on a root that can't be written."""

import re
import subprocess
from pathlib import Path

from bot.content.meaning.folder import LIBRARIES
from tests.image.build import Built
from tests.image.container import Container

MOST = 100
"""Megabytes that may come on top of Debian and Python: 87 of them do."""
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


def megabytes(folder: Path) -> float:
    done = subprocess.run(["du", "-sk", folder], stdout=subprocess.PIPE, text=True, check=True)
    return int(done.stdout.split()[0]) / 1024


def test_it_starts_is_healthy_and_ends_when_it_is_told_to(container: Container) -> None:
    assert not container.healthy()
    with container.running() as program:
        status = Path(f"/proc/{program.pid}/status").read_text("utf-8")
        uid = container.image.config["User"].split(":")[0]
        assert re.search(rf"^Uid:(\s+{uid}){{4}}$", status, re.MULTILINE)
        assert re.search(r"^CapEff:\s+0+$", status, re.MULTILINE)
        assert container.stop(program).strip().endswith("Homeroom has stopped.")
    assert (container.data / "homeroom.db").is_file()


def test_for_others_it_does_not_start_without_a_token(bare: Container) -> None:
    refused = bare.run("homeroom", "run")
    assert (refused.returncode, refused.stdout) == (1, "")
    (line,) = refused.stderr.splitlines()
    assert line.startswith("homeroom: The page would listen on 0.0.0.0, where others can reach it")
    assert "HOMEROOM_PAGE_TOKEN" in line
    guarded = bare.told(HOMEROOM_PAGE_TOKEN="q" * 16)  # made up
    with guarded.running() as program:
        guarded.stop(program)


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
        "        try:\n"
        "            importlib.import_module(one.name)\n"
        "        except ModuleNotFoundError as error:\n"
        # The extra is not in it.
        f"            if error.name not in {LIBRARIES} or '.meaning.' not in one.name: raise\n"
    )
    done = container.run("python", "-c", everything)
    assert done.returncode == 0, done.stderr


def test_time_zones_are_those_of_the_lock(container: Container) -> None:
    asked = "import zoneinfo; print(zoneinfo.TZPATH, zoneinfo.ZoneInfo('Asia/Seoul'))"
    assert container.run("python", "-c", asked).stdout == "() Asia/Seoul\n"


def test_the_programs_for_backups_of_postgresql_are_there(container: Container) -> None:
    for program in ("pg_dump", "pg_restore", "psql"):
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

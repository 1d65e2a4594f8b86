import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest

from bot.app.running import GRACE
from tests.deploy.files import SYSTEMD, seconds

ANALYZE = shutil.which("systemd-analyze")
UNITS = Path("/usr/lib/systemd/system")
MOST_EXPOSED = 20
"""Tenths, as systemd-analyze security counts: below 2 it says OK; the units stand at 1.1."""
needs_systemd = pytest.mark.skipif(
    ANALYZE is None, reason="no systemd-analyze here; apt install systemd brings it"
)


def both() -> list[Path]:
    return sorted(SYSTEMD.glob("*.service"))


def test_both_say_the_same_of_how_they_are_walled_in() -> None:
    one, many = (path.read_text("utf-8").split("Type=exec\n")[1] for path in both())
    assert one == many


def test_what_is_being_sent_may_finish() -> None:
    for path in both():
        unit = RawConfigParser(strict=False, interpolation=None)
        unit.read(path)
        assert seconds(unit["Service"]["TimeoutStopSec"]) > GRACE
        assert unit["Service"]["Restart"] == "on-failure"


@needs_systemd
def test_systemd_has_nothing_to_say_about_them(tmp_path: Path) -> None:
    assert ANALYZE
    system = tmp_path / "etc/systemd/system"
    shutil.copytree(UNITS, tmp_path / UNITS.relative_to("/"), symlinks=True)
    for path in both():
        (system / f"{path.name}.d").mkdir(parents=True)
        shutil.copy(path, system)
        shutil.copy(SYSTEMD / "secrets.conf", system / f"{path.name}.d")
    program = tmp_path / "opt/homeroom/.venv/bin/homeroom"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    line = [ANALYZE, "verify", f"--root={tmp_path}", "--man=no"]
    done = run(*line, "homeroom.service", "homeroom@worker.service")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@needs_systemd
def test_they_are_exposed_to_little(tmp_path: Path) -> None:
    for path in both():
        # A template is judged as one of its instances.
        unit = shutil.copy(path, tmp_path / path.name.replace("@", "@worker"))
        threshold = f"--threshold={MOST_EXPOSED}"
        done = run(str(ANALYZE), "security", "--offline=true", "--no-pager", threshold, str(unit))
        assert done.returncode == 0, done.stdout


def run(*line: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(line, capture_output=True, text=True, check=False)

"""The audit of the lock, with the real pip-audit, against a made-up advisory service."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.paths import ROOT

HASH = f"--hash=sha256:{'0' * 64}"


@dataclass
class Advisories:
    url: str = ""
    vulnerable: dict[str, str] = field(default_factory=dict)
    """Packages and the version in which each is mended."""
    status: int = 200
    asked: list[str] = field(default_factory=list)

    def about(self, name: str) -> dict[str, Any]:
        self.asked.append(name)
        if name not in self.vulnerable:
            return {}
        events = [{"introduced": "0"}, {"fixed": self.vulnerable[name]}]
        package = {"name": name, "ecosystem": "PyPI"}
        affected = [{"package": package, "ranges": [{"type": "ECOSYSTEM", "events": events}]}]
        return {"vulns": [{"id": "OSV-1", "aliases": ["CVE-1"], "affected": affected}]}


@pytest.fixture
def advisories() -> Iterator[Advisories]:
    told = Advisories()

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            body = json.dumps(told.about(query["package"]["name"])).encode()
            self.send_response(told.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        told.url = f"http://127.0.0.1:{server.server_port}/"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield told
        server.shutdown()
        thread.join()


def lock(tmp_path: Path, text: str = f"one==1.0 {HASH}\ntwo==2.0 {HASH}\n") -> str:
    path = tmp_path / "requirements.lock"
    path.write_text(text)
    return str(path)


def audit(*arguments: str) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, str(ROOT / ".ci" / "audit.py"), *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).splitlines()


def at(url: str) -> list[str]:
    return ["--vulnerability-service", "osv", "--osv-url", url]


def test_a_lock_without_faults_is_told(tmp_path: Path, advisories: Advisories) -> None:
    path = lock(tmp_path)
    assert audit(path, *at(advisories.url)) == (
        0,
        [f"audit: 2 packages of {path}, no known vulnerability."],
    )
    assert sorted(advisories.asked) == ["one", "two"]


def test_a_vulnerable_package_is_named_with_what_mends_it(
    tmp_path: Path, advisories: Advisories
) -> None:
    advisories.vulnerable["two"] = "2.1"
    assert audit(lock(tmp_path), *at(advisories.url)) == (
        1,
        ["audit: two 2.0 is vulnerable: CVE-1, OSV-1. Mended in: 2.1"],
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("one==1.0\n", "one==1.0 does not contain a hash"),
        (f"one=>1.0 {HASH}\n", "Invalid requirement"),
    ],
)
def test_a_lock_that_is_none_fails(
    tmp_path: Path, advisories: Advisories, text: str, told: str
) -> None:
    status, lines = audit(lock(tmp_path, text), *at(advisories.url))
    assert status == 1
    assert told in "\n".join(lines)


def test_a_lock_that_is_not_there_fails(tmp_path: Path) -> None:
    status, lines = audit(str(tmp_path / "gone.lock"))
    assert status == 1
    assert "gone.lock can't be audited." in lines[0]


UNREACHED = "audit: nothing was audited: the advisory service can't be reached."


def test_without_a_network_it_is_said_and_is_no_failure(tmp_path: Path) -> None:
    nobody = at("http://127.0.0.1:1/")
    assert audit(lock(tmp_path), *nobody) == (0, [UNREACHED])
    assert audit("--required", lock(tmp_path), *nobody) == (1, [UNREACHED])


def test_a_service_that_is_broken_is_like_none(tmp_path: Path, advisories: Advisories) -> None:
    advisories.status = 503
    assert audit(lock(tmp_path), *at(advisories.url)) == (0, [UNREACHED])


def test_it_is_part_of_what_must_hold() -> None:
    assert "make audit" in (ROOT / ".ci" / "run").read_text()
    assert "\naudit: " in (ROOT / "Makefile").read_text()

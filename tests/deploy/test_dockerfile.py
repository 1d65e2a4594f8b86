import json
import os
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.fakes.paths import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
JOINED = DOCKERFILE.replace("\\\n", " ")


def only_to_build() -> set[str]:
    """Return what the lock has because something is built with it, and for nothing else."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    notes = re.findall(r"^([\w.-]+)==(?:.*\\\n)*.*\n((?: +#.*\n)*)", lock, re.MULTILINE)
    why = {name: set(re.sub(r"#( via)?", "", note).strip().split("\n")) for name, note in notes}
    wanted_by = {name: {one.strip() for one in who} - {""} for name, who in why.items()}
    found = {"homeroom (pyproject.toml:build)"}
    while more := {name for name, who in wanted_by.items() if who <= found} - found:
        found |= more
    return found & wanted_by.keys()


def test_what_only_building_needs_is_taken_out() -> None:
    (named,) = re.findall(r"pip uninstall --yes ([\w\s-]+?) *&&", JOINED)
    assert set(named.split()) == only_to_build() | {"pip", "setuptools"}
    assert {"hatchling", "editables"} < only_to_build()


def test_everything_from_the_index_has_its_hash() -> None:
    for line in re.findall(r"pip install [^&\n]+", JOINED):
        assert "--require-hashes" in line or "--no-deps --no-build-isolation ." in line


def test_signals_reach_the_program_itself() -> None:
    for word in ("ENTRYPOINT", "CMD"):
        (line,) = re.findall(rf"^{word} (.*)$", JOINED, re.MULTILINE)
        assert isinstance(json.loads(line), list)


def test_what_is_copied_is_let_in_and_nothing_else() -> None:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    let_in = {line[1:] for line in lines if line.startswith("!")}
    copied = {
        name
        for line in re.findall(r"^COPY (?!--from)(.*)$", JOINED, re.MULTILINE)
        for name in line.split()[:-1]
    }
    assert copied == let_in
    assert "*" in lines


class Answering(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/livez" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize("name", ["HOMEROOM_HEALTH_PORT", "HOMEROOM_PORT"])
def test_health_is_asked_for_at_the_port_there_is_even_behind_a_proxy(name: str) -> None:
    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        asked = health(**{name: str(server.server_port), "http_proxy": "http://127.0.0.1:9"})
        server.shutdown()
        port = server.server_port
    assert (asked.returncode, asked.stdout) == (0, f"/livez on port {port}: 200\n")
    gone = health(**{name: str(port)})
    assert gone.returncode == 1
    assert "refused" in gone.stdout


def health(**environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-I", ROOT / "deploy" / "healthcheck.py"],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )

"""Hands this machine's way to Python's packages on to a build: none of it is in the project."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

CERTIFICATES = Path("/etc/ssl/certs")


def volumes(folder: Path) -> list[str]:
    """Return options for buildah that show a build pip's configuration, and the files it names."""
    settings, written = dict(_settings()), folder / "pip.conf"
    lines = [f"{name} = {value}" for name, value in settings.items()]
    written.write_text("\n".join(["[global]", *lines, ""]), "utf-8")
    named = {path for value in settings.values() for path in _paths(value) if path.exists()}
    shown = [f"--volume={path}:{path}:ro" for path in sorted({CERTIFICATES, *named})]
    return [*shown, f"--volume={written}:/etc/pip.conf:ro"]


def _settings() -> Iterator[tuple[str, str]]:
    """Yield what pip is told here by files, then by the environment, which goes before them."""
    told = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    ).stdout
    found = re.findall(r"^(global|install|:env:)\.([\w-]+)=(.+)$", told, re.MULTILINE)
    for _, name, value in sorted(found, key=lambda one: one[0] == ":env:"):
        yield name, " ".join(str(ast.literal_eval(value)).split())


def _paths(value: str) -> Iterator[Path]:
    for word in value.split():
        if word.startswith("file:///"):
            # An index on the disk keeps the files beside its pages.
            yield Path(word.removeprefix("file://")).parent
        elif word.startswith("/"):
            yield Path(word)

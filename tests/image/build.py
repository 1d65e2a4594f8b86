"""Builds the image as the Dockerfile says, without Docker and without a registry."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.fakes.paths import ROOT
from tests.image.package_index import volumes

BASE, IMAGE = "localhost/homeroom-base", "localhost/homeroom"
LIKE_PYTHON_SLIM = "python3,python3-venv,ca-certificates"
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Built:
    """The image: its configuration, and what is in it and in its base, as folders."""

    config: dict[str, Any]
    root: Path
    base: Path


@dataclass(frozen=True, slots=True)
class Buildah:
    """The program buildah, with everything that it keeps in one folder."""

    folder: Path

    def __call__(self, command: str, *arguments: str) -> str:
        """Run one of its commands, and return what it prints. Raises ``CalledProcessError``."""
        places = ["--root", f"{self.folder}/store", "--runroot", f"{self.folder}/run"]
        line = ["buildah", *places, "--storage-driver", "vfs", command, *arguments]
        return subprocess.run(line, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()

    def mounted(self, image: str) -> Path:
        """Return what is in an image as a folder."""
        return Path(self("mount", self("from", "--pull-never", image)))


def built(folder: Path) -> Iterator[Built]:
    """Build the image in a folder, yield it, and let go of it."""
    buildah = Buildah(folder)
    make_base(buildah)
    # Docker's own format: the other one knows no HEALTHCHECK.
    how = ["--isolation", "chroot", "--format", "docker", "--pull-never", *volumes(folder)]
    buildah("build", *how, "--build-arg", f"BASE={BASE}", "--tag", IMAGE, str(ROOT))
    config = json.loads(buildah("inspect", "--type", "image", IMAGE))["Docker"]["config"]
    yield Built(config, buildah.mounted(IMAGE), buildah.mounted(BASE))
    buildah("rm", "--all")


def make_base(buildah: Buildah) -> None:
    """Make what the Dockerfile builds on: that release of Debian, here with Debian's own Python."""
    (release,) = re.findall(r"^ARG BASE=python:\S+-slim-(\w+)$", DOCKERFILE, re.MULTILINE)
    archive = buildah.folder / "base.tar"
    options = ["--quiet", "--variant=minbase", f"--include={LIKE_PYTHON_SLIM}"]
    subprocess.run(
        ["mmdebstrap", *options, release, str(archive), *_mirrors()],
        env={**os.environ, "TMPDIR": str(buildah.folder)},
        check=True,
    )
    container = buildah("from", "scratch")
    buildah("add", "--quiet", container, str(archive))
    archive.unlink()
    python = Path(buildah("mount", container)) / "usr/local/bin/python"
    python.symlink_to("/usr/bin/python3")
    buildah("config", "--env", "PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", container)
    buildah("commit", "--quiet", "--rm", container, BASE)


def _mirrors() -> list[str]:
    """Return where this machine has Debian's packages from, if it says so."""
    line = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Origin: Debian", "Label: Debian"]
    return subprocess.run(line, stdout=subprocess.PIPE, text=True, check=True).stdout.split()[:1]

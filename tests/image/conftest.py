"""The image is built for real, by buildah, over a base of this machine's own packages."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.image.build import Built, built
from tests.image.container import Container

REQUIRED = os.environ.get("HOMEROOM_TEST_IMAGE") == "required"
ENOUGH = 4 * 2**30
"""Bytes that the base, the layers and the image take, with room to spare."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not REQUIRED:
        skip = pytest.mark.skip(reason="takes minutes and root; make image-test runs it")
        for item in items:
            if item.path.is_relative_to(Path(__file__).parent):
                item.add_marker(skip)


@pytest.fixture(scope="session")
def image() -> Iterator[Built]:
    with tempfile.TemporaryDirectory(dir=_roomy(), prefix="homeroom-image-") as folder:
        yield from built(Path(folder))


@pytest.fixture
def bare(image: Built, tmp_path: Path) -> Container:
    """Return the image with nothing said but ports that are free here."""
    uid, gid = map(int, image.config["User"].split(":"))
    os.chown(tmp_path, uid, gid)
    ports = {"HOMEROOM_PORT": _free(), "HOMEROOM_HEALTH_PORT": _free()}
    return Container(image, tmp_path, ports)


@pytest.fixture
def container(bare: Container) -> Container:
    """Return it as compose.yaml has it: open, as nobody but this machine reaches it."""
    return bare.told(HOMEROOM_PAGE_OPEN="yes")


def _free() -> str:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return str(taken.getsockname()[1])


def _roomy() -> str | None:
    """In memory if there is room: unpacking packages on a disk takes three times as long."""
    memory = Path("/dev/shm")  # noqa: S108 -- a folder of its own is made in it
    enough = memory.is_dir() and shutil.disk_usage(memory).free > ENOUGH
    return str(memory) if enough else None

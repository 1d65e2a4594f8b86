"""One bot to a data folder: a second would send what the first is sending."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from bot.errors import AlreadyRunning

# Windows has none; there it is left to the port, of which there is only one too.
_fcntl = import_module("fcntl") if find_spec("fcntl") else None


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder for oneself; the system lets go of it even after a kill.

    Raises ``AlreadyRunning`` if somebody holds it.
    """
    with (folder / "homeroom.lock").open("a") as file:
        if _fcntl is not None:
            try:
                _fcntl.flock(file, _fcntl.LOCK_EX | _fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise AlreadyRunning(folder=folder) from error
        yield

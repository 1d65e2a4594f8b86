"""One bot to a file: a second would send what the first is sending."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.errors import AlreadyRunning, CannotWrite

# Windows has none; there it is left to the port, of which there is only one too.
_fcntl = import_module("fcntl") if find_spec("fcntl") else None


@contextmanager
def alone(url: str) -> Iterator[None]:
    """Hold a SQLite database for oneself; the system lets go of it even after a kill.

    One on a server is shared, and nothing is held.
    Raises ``AlreadyRunning`` if somebody holds it, ``CannotWrite`` if that can't be found out.
    """
    if make_url(url).get_backend_name() != "sqlite":
        yield
        return
    database = Path(make_url(url).database or "")
    path = database.with_name(database.name + ".lock")
    try:
        file = path.open("a")
    except OSError as error:
        mend = "Look at its rights, or delete it while no Homeroom is running."
        raise CannotWrite(path=path, why=error.strerror, mend=mend) from error
    with file:
        if _fcntl is not None:
            try:
                _fcntl.flock(file, _fcntl.LOCK_EX | _fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise AlreadyRunning(database=database) from error
        yield

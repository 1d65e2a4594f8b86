"""PostgreSQL's own programs take and put back what is on a server.

What they need to connect goes into their environment: a command line can be read by everybody on
the machine, and so could a password in it.
"""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.errors import BackupFailed, CannotRestore, OperatorError

CLIENT = "Install PostgreSQL's client programs, of the server's version or newer (Debian: apt"
CLIENT += " install postgresql-client)."
LONGEST = 6 * 3_600
"""Seconds for a dump, after which it surely hangs."""
# A network that is cut says nothing: ask whether the other side is there.
REACHING = "connect_timeout=10 keepalives_idle=30 keepalives_interval=10 keepalives_count=3"
TRANSIENT = ("pgqueuer*", "rate_budgets")
"""Tables whose rows are made anew: jobs by what is planned, budgets by what is sent."""
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PGPASSFILE", "PGSSLROOTCERT")
_IN_QUERY = {"sslmode": "PGSSLMODE", "ssl": "PGSSLMODE", "host": "PGHOST", "port": "PGPORT"}
SAID = 2_000
"""Characters of a program's complaint that are repeated."""


async def dump(url: str, made: Path) -> None:
    """Write a database into a file, and see whether that can be read. Raises ``BackupFailed``."""
    left_out = [f"--exclude-table-data={name}" for name in TRANSIENT]
    await run(
        *("pg_dump", f"--dbname={REACHING}", "--format=custom", "--no-owner", "--no-privileges"),
        *("--lock-wait-timeout=60s", f"--file={made}", *left_out),
        url=url,
        failed=BackupFailed,
    )
    listed = await run("pg_restore", "--list", str(made), failed=BackupFailed)
    if " TABLE DATA " not in listed:
        why = "what pg_dump wrote holds no tables"
        raise BackupFailed(why=why, mend="Look at DATABASE_URL: is it Homeroom's database?")


async def table_of_contents(path: Path) -> str:
    """Return what a dump holds, as a list that pg_restore takes. Raises ``CannotRestore``."""
    return await run("pg_restore", "--list", str(path), failed=CannotRestore, path=path)


async def run(
    program: str,
    *arguments: str,
    url: str = "",
    failed: type[OperatorError],
    path: Path | None = None,
) -> str:
    """Run one of PostgreSQL's programs, and return what it says.

    ``url`` is the database that it connects to. Raises ``failed``, with the
    reason, what to do, and the ``path`` of what it works on.
    """
    async with started(program, *arguments, url=url, failed=failed, path=path) as process:
        try:
            async with asyncio.timeout(LONGEST):
                said, complaint = await process.communicate()
        except TimeoutError as error:
            why = f"{program} did not end in {LONGEST // 3_600} hours"
            raise failed(why=why, mend="Look at the server.", path=path) from error
    if process.returncode != 0:
        raise failed(path=path, **reasons(program, complaint))
    return said.decode("utf-8", "replace")


@asynccontextmanager
async def started(
    program: str,
    *arguments: str,
    url: str = "",
    failed: type[OperatorError],
    path: Path | None = None,
    stdin: int = asyncio.subprocess.DEVNULL,
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start one of PostgreSQL's programs; in the end, whatever happens, it does not run on."""
    if not (found := shutil.which(program)):
        raise failed(why=f"the program {program} is not there", mend=CLIENT, path=path)
    process = await asyncio.create_subprocess_exec(
        found,
        *arguments,
        stdin=stdin,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=environment(url, os.environ),
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def environment(url: str, ours: Mapping[str, str]) -> dict[str, str]:
    """Return what a program is told: where the database is, and nothing secret beyond that."""
    told = {name: ours[name] for name in _PASSED_ON if name in ours}
    if not url:
        return told
    parts = make_url(url)
    where = {
        "PGHOST": parts.host,
        "PGPORT": str(parts.port) if parts.port else None,
        "PGUSER": parts.username,
        "PGPASSWORD": parts.password,
        "PGDATABASE": parts.database,
        "PGAPPNAME": "backup of homeroom",
    }
    told |= {name: str(value) for name, value in where.items() if value}
    for name, value in parts.query.items():
        if name in _IN_QUERY:
            told[_IN_QUERY[name]] = str(value)
    return told


def reasons(program: str, complaint: bytes) -> dict[str, str]:
    """Return why a program failed, in its words, and what to do."""
    text = " ".join(complaint.decode("utf-8", "replace").split())[-SAID:]
    why = f"{program} says: {text}" if text else f"{program} failed without a word"
    if "version" in text and ("mismatch" in text or "unsupported" in text):
        return {"why": why, "mend": CLIENT}
    if "No space left" in text:
        return {"why": why, "mend": "Make room on the disk."}
    return {"why": why, "mend": "Look at DATABASE_URL, the server and its log."}

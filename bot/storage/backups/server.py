"""A dump is put back on a server in one transaction, together with the note that it was."""

import asyncio
import datetime as dt
import re
import tempfile
from pathlib import Path

from bot.errors import CannotRestore
from bot.storage.backups.files import Backup
from bot.storage.backups.noted import NOTE, note
from bot.storage.backups.postgresql import LONGEST, reasons, started, table_of_contents

AT_ONCE = 2**20
"""Bytes passed on at once."""
_NOT_OURS = re.compile(
    r"^\d+; \d+ \d+ (EXTENSION|SCHEMA|COMMENT - (EXTENSION|SCHEMA)) ", re.MULTILINE
)
_TOO_NEW = re.compile(rb"(?m)^SET transaction_timeout = 0;$")
"""What pg_dump 17 writes, and no older server understands."""
_CLEARED = """
BEGIN;
SET LOCAL lock_timeout = '60s';
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT format('%I.%I', schemaname, tablename) AS name
             FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE 'DROP TABLE ' || one.name || ' CASCADE';
  END LOOP;
END $$;
"""
"""Tables of a newer Homeroom too, of which the dump does not know."""


async def put(backup: Backup, url: str, now: dt.datetime) -> None:
    """Put a dump where a database is. Broken off at whatever moment, nothing has changed.

    Raises ``CannotRestore``.
    """
    contents = _NOT_OURS.sub(";\\g<0>", await table_of_contents(backup.path))
    with tempfile.NamedTemporaryFile("w", suffix=".list") as ours:
        ours.write(contents)
        ours.flush()
        async with asyncio.timeout(LONGEST):
            await _played(backup, Path(ours.name), url, now)


async def _played(backup: Backup, ours: Path, url: str, now: dt.datetime) -> None:
    path = backup.path
    reading = started(
        *("pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges"),
        *(f"--use-list={ours}", "--file=-", str(path)),
        failed=CannotRestore,
        path=path,
    )
    writing = started(
        *("psql", "--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1"),
        url=url,
        stdin=asyncio.subprocess.PIPE,
        failed=CannotRestore,
        path=path,
    )
    async with reading as source, writing as server:
        said = asyncio.gather(_all(source.stderr), _all(server.stderr), _all(server.stdout))
        await _passed_on(source, server, _noted(backup, now))
        source_said, server_said, _ = await said
    # If the server refuses something, the source breaks off too: so its words come first.
    if server.returncode != 0 and server_said:
        raise CannotRestore(path=path, **reasons("psql", server_said))
    if source.returncode != 0 or server.returncode != 0:
        raise CannotRestore(path=path, **reasons("pg_restore", source_said))


async def _passed_on(
    source: asyncio.subprocess.Process, server: asyncio.subprocess.Process, last: bytes
) -> None:
    """Give the server all that the source writes, and the end only if that was whole."""
    assert source.stdout is not None  # noqa: S101 -- both were asked for, and are there
    assert server.stdin is not None  # noqa: S101 -- as above
    try:
        server.stdin.write(_CLEARED.encode())
        head = _TOO_NEW.sub(b"", await source.stdout.read(AT_ONCE))
        while head:
            server.stdin.write(head)
            await server.stdin.drain()
            head = await source.stdout.read(AT_ONCE)
        if await source.wait() == 0:
            server.stdin.write(last)
            await server.stdin.drain()
        # Without its last line, COMMIT, all was for nothing.
        server.stdin.close()
    except (BrokenPipeError, ConnectionResetError):
        source.kill()
    await asyncio.gather(source.wait(), server.wait())


async def _all(stream: asyncio.StreamReader | None) -> bytes:
    return await stream.read() if stream is not None else b""


def _noted(backup: Backup, now: dt.datetime) -> bytes:
    text = note(backup.taken, now)
    return (
        f"INSERT INTO public.notes (name, text) VALUES ('{NOTE}', $note${text}$note$)"  # noqa: S608 -- times of our own
        " ON CONFLICT (name) DO UPDATE SET text = excluded.text;\nCOMMIT;\n"
    ).encode()

"""The records and what is kept of them: database, backups, lessons; and who may see the page."""

import datetime as dt
import ipaddress
from collections.abc import Iterator

from bot.app import Homeroom
from bot.cli.doctor.machine import megabytes
from bot.content.faults import Fault
from bot.core.findings import Finding, Level
from bot.core.ports import Census
from bot.storage.size import named, size_of

BACKUP_AGE = dt.timedelta(hours=26)
"""A daily backup, and two hours for it to be made."""
SHOWN = 20
"""Faults of lessons that are shown; homeroom check shows all."""


async def database(homeroom: Homeroom, census: Census) -> Finding:
    """Tell which database it is, that it is up to date and may be written, and how big it is."""
    which = named(homeroom.engine)
    try:
        await homeroom.telemetry.counts.answers()
        size = await size_of(homeroom.engine)
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is what was found
        mend = "Look at its rights, its disk, and whether another program holds it."
        said = f"{which}: it can't be written ({type(error).__name__})."
        return Finding("Database", said, Level.WRONG, mend)
    return Finding(
        "Database", f"{which}: {megabytes(size)}, its tables up to date ({census.schema})."
    )


def backups(census: Census, now: dt.datetime) -> Finding:
    """Tell how old the last good backup is."""
    if census.backup is None:
        mend = "Make one daily, and keep it on another machine."
        return Finding("Backups", "none is known of.", Level.NOTE, mend)
    age = now - census.backup
    said = f"the last good one is from {census.backup:%Y-%m-%d %H:%M} UTC."
    if age > BACKUP_AGE:
        mend = "Look why there is none since: the log of what makes them, and room on its disk."
        return Finding("Backups", said, Level.WRONG, mend)
    return Finding("Backups", said)


def deliveries(census: Census) -> Finding:
    """Tell how many deliveries are in doubt or wait; the schedules below say which."""
    if not (census.in_doubt or census.waiting):
        return Finding("Deliveries", "none is in doubt, none waits.")
    said = f"{census.in_doubt} in doubt, {census.waiting} due and not sent yet."
    return Finding("Deliveries", said, Level.NOTE, "Those that need somebody are below.")


def lessons(count: int, faults: tuple[Fault, ...]) -> Iterator[Finding]:
    """Tell how many lessons there are, and every fault."""
    mend = "Mend what follows; these lessons are left out, or stay as they were, until then."
    said = f"{count}, {len(faults) or 'no'} faults."
    yield Finding("Lessons", said, *((Level.WRONG, mend) if faults else ()))
    yield from (Finding("", str(fault), Level.WRONG) for fault in faults[:SHOWN])
    if len(faults) > SHOWN:
        rest = f"{len(faults) - SHOWN} more: homeroom check shows all."
        yield Finding("", rest, Level.WRONG)


def page(host: str, *, guarded: bool) -> Finding:
    """Tell who may see the page. ``guarded``: it asks for a token."""
    if guarded or _is_loopback(host):
        return Finding(
            "Page", f"on {host}, {'behind its token' if guarded else 'for this machine'}."
        )
    mend = "Set HOMEROOM_HOST=127.0.0.1 and put a proxy with a login before it, unless it has one."
    said = f"on {host}: whoever reaches this machine can read it and ask."
    # In a container it has to be so: who reaches it is decided outside.
    return Finding("Page", said, Level.NOTE, mend)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"

"""What the program remembers from one start to the next."""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.inserts import insert_if_new, insert_or_replace
from bot.storage.tables import notes


class SqlNotes:
    """``core.ports.Notes`` in a database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def noted(self, name: str) -> str:
        """Return what was noted under a name; empty if nothing was."""
        query = select(notes.c.text).where(notes.c.name == name)
        async with self._engine.connect() as connection:
            return (await connection.execute(query)).scalar() or ""

    async def note(self, name: str, text: str) -> None:
        """Note a text under a name, in place of what was there."""
        row = {"name": name, "text": text}
        async with self._engine.begin() as connection:
            await connection.execute(insert_or_replace(self._engine, notes, row))

    async def first(self, name: str, text: str) -> bool:
        """Note a text under a name that has none; return whether it had none."""
        row = {"name": name, "text": text}
        async with self._engine.begin() as connection:
            return (await connection.execute(insert_if_new(notes, row), row)).rowcount == 1

    async def drop(self, beginning: str, before: str) -> None:
        """Forget the notes whose names begin so, and whose texts sort before ``before``."""
        old = notes.c.name.startswith(beginning, autoescape=True) & (notes.c.text < before)
        async with self._engine.begin() as connection:
            await connection.execute(delete(notes).where(old))

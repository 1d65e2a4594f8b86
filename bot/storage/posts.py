"""The posts of channels that live in our own database."""

import datetime as dt
import logging
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.core.codec import from_json, to_json
from bot.core.ports import Post
from bot.core.reply import Reply
from bot.storage.inserts import insert_if_new
from bot.storage.tables import posts

log = logging.getLogger(__name__)


class SqlPosts:
    """``core.ports.Posts`` in a database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def add(self, channel: str, key: str, reply: Reply, at: dt.datetime) -> Post:
        """Keep a post. A key that is there already keeps the first post, and returns it."""
        row = {"channel": channel, "key": key, "reply": to_json(reply), "at": at}
        async with self._engine.begin() as connection:
            await connection.execute(insert_if_new(posts, row), row)
            found = await _find(connection, channel, key)
        if found is None:
            message = f"post {key} was kept and is gone"
            raise LookupError(message)
        return found

    async def find(self, channel: str, key: str) -> Post | None:
        """Return the post with this key."""
        async with self._engine.connect() as connection:
            return await _find(connection, channel, key)

    async def change(self, channel: str, key: str, reply: Reply) -> bool:
        """Put something else in a post's place, which keeps its id; return whether it is there."""
        statement = (
            update(posts)
            .where(posts.c.channel == channel, posts.c.key == key)
            .values(reply=to_json(reply))
        )
        async with self._engine.begin() as connection:
            return (await connection.execute(statement)).rowcount > 0

    async def latest(self, channel: str, limit: int) -> Sequence[Post]:
        """Return the newest posts of a channel, oldest of them first."""
        query = (
            select(posts).where(posts.c.channel == channel).order_by(posts.c.id.desc()).limit(limit)
        )
        async with self._engine.connect() as connection:
            rows = (await connection.execute(query)).all()
        return [post for row in reversed(rows) if (post := _readable(row))]


async def _find(connection: AsyncConnection, channel: str, key: str) -> Post | None:
    query = select(posts).where(posts.c.channel == channel, posts.c.key == key)
    row = (await connection.execute(query)).first()
    return _post(row) if row else None


def _readable(row: Row[Any]) -> Post | None:
    try:
        return _post(row)
    except (ValueError, KeyError, TypeError):
        log.exception("post %s can't be read and is left out", row.id)
        return None


def _post(row: Row[Any]) -> Post:
    return Post(row.id, from_json(row.reply), row.at)

"""Where Homeroom is installed: the tables of Slack's library, with the tokens in them encrypted."""

import asyncio
import datetime as dt
import hashlib
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore
from sqlalchemy import Table, Text, delete, func, select, type_coerce, update
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.types import TypeDecorator

from bot.errors import SendPostponed
from bot.platforms.slack.admission.tokens import Cipher, Unreadable

log = logging.getLogger(__name__)

Engine = AsyncEngine
"""The open database, for those who pass it on."""

SECRET = (
    "bot_token",
    "bot_refresh_token",
    "user_token",
    "user_refresh_token",
    "incoming_webhook_url",
)
"""The columns that are encrypted."""
_MOMENT = dt.timedelta(microseconds=1)
AT_ONCE = 3
"""Renewals under way side by side: each holds a connection to the database meanwhile."""
STATE_SECONDS = 300
"""How long somebody may take to allow an installation."""


@dataclass(frozen=True, slots=True)
class Site:
    """What an installation is for: a workspace, or without ``team`` a whole organisation."""

    team: str
    enterprise: str

    @property
    def id(self) -> str:
        """The id of the workspace or the organisation."""
        return self.team or self.enterprise


def site_of(installation: Installation) -> Site:
    """Return what an installation is for."""
    team = "" if installation.is_enterprise_install else installation.team_id
    return Site(team or "", installation.enterprise_id or "")


class _Encrypted(TypeDecorator[str]):
    """A text that the database holds encrypted only."""

    impl = Text
    cache_ok = True

    def __init__(self, cipher: Cipher) -> None:
        super().__init__()
        self.cipher = cipher

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Encrypt."""
        return None if value is None else self.cipher.encrypt(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Decrypt. Raises ``Unreadable``."""
        return None if value is None else self.cipher.decrypt(value)


class Installations(AsyncSQLAlchemyInstallationStore):
    """The installations of one app. Its tables are made by our migrations.

    Each method raises ``SendPostponed`` if the database can't be used.
    """

    def __init__(self, client_id: str, engine: Engine, cipher: Cipher) -> None:
        # It looks before it writes; what it saw must not be changed in between.
        super().__init__(client_id, engine.execution_options(begin="IMMEDIATE"), logger=log)
        self._reading = engine
        self._renewing = asyncio.Semaphore(AT_ONCE)
        self.cipher = cipher
        for table in self._tables:
            for column in _secret_columns(table):
                table.c[column].type = _Encrypted(cipher)

    async def async_save(self, installation: Installation) -> None:
        """Keep an installation in place of those there were for the same site."""
        async with _postponing():
            await super().async_save(installation)
            since = dt.datetime.fromtimestamp(installation.installed_at, tz=dt.UTC)
            await self._delete(site_of(installation), since - _MOMENT)

    async def find(self, site: Site) -> Installation | None:
        """Return the installation for a site. Raises ``Unreadable`` if our keys don't fit."""
        async with _postponing():
            return await self.async_find_installation(
                enterprise_id=site.enterprise or None,
                team_id=site.team or None,
                is_enterprise_install=not site.team,
            )

    async def sites(self, server: str = "") -> Sequence[tuple[Site, dt.datetime]]:
        """Return what there are installations for, and since when, the newest first.

        With ``server``, only those for the workspace or organisation with this id itself.
        """
        c = self.installations.c
        query = select(c.team_id, c.enterprise_id, c.installed_at).where(
            c.client_id == self.client_id
        )
        if server:
            own = (c.team_id == server) | (c.team_id.is_(None) & (c.enterprise_id == server))
            query = query.where(own)
        async with _postponing(), self._reading.connect() as connection:
            rows = await connection.execute(query.order_by(c.installed_at.desc()))
            return [
                (
                    Site(row.team_id or "", row.enterprise_id or ""),
                    row.installed_at.replace(tzinfo=dt.UTC),
                )
                for row in rows
            ]

    async def delete(self, site: Site, until: dt.datetime) -> bool:
        """Delete what was installed for a site until then, and with it its tokens.

        Returns whether something was, and nothing is now.
        """
        async with _postponing():
            deleted = await self._delete(site, until)
        return deleted and site not in {one for one, _ in await self.sites(site.id)}

    @asynccontextmanager
    async def alone(self, site: Site) -> AsyncIterator[bool]:
        """Have a site's token for oneself, among all processes that share this database.

        Yields whether nobody else has it just now. The lock ends with its transaction, also when a
        process is killed.
        """
        if self.engine.dialect.name != "postgresql":
            # SQLite's is one process's alone: see ``storage.lock``.
            yield True
            return
        name = f"{self.client_id} {site.enterprise} {site.team}".encode()
        number = int.from_bytes(hashlib.sha256(name).digest()[:8], "big", signed=True)
        async with self._renewing, _postponing(), self.engine.connect() as connection:
            yield bool(await connection.scalar(select(func.pg_try_advisory_xact_lock(number))))

    async def encrypt_anew(self) -> None:
        """Encrypt all tokens with the first key, so that the older keys can be thrown away."""
        if self.cipher.changing:
            async with _postponing():
                for table in self._tables:
                    await self._encrypt_anew(table)

    @property
    def _tables(self) -> tuple[Table, ...]:
        return (self.installations, self.bots)

    async def _delete(self, site: Site, until: dt.datetime) -> bool:
        deleted = 0
        async with self.engine.begin() as connection:
            for table in self._tables:
                c = table.c
                statement = delete(table).where(
                    c.client_id == self.client_id,
                    c.enterprise_id == (site.enterprise or None),
                    c.team_id == (site.team or None),
                    c.installed_at <= until.replace(tzinfo=None),
                )
                deleted += (await connection.execute(statement)).rowcount
        return deleted > 0

    async def _encrypt_anew(self, table: Table) -> None:
        names = _secret_columns(table)
        kept = [type_coerce(table.c[name], Text).label(name) for name in names]
        async with self.engine.begin() as connection:
            # A token that another process renews meanwhile must not be turned back.
            query = select(table.c.id, *kept).with_for_update()
            for row in (await connection.execute(query)).mappings().all():
                try:
                    values = {name: self.cipher.renewed(row[name]) for name in names if row[name]}
                except Unreadable:
                    log.warning("a token of Slack can't be read, and stays as it is")
                    continue
                renewed = {name: type_coerce(value, Text) for name, value in values.items()}
                await connection.execute(
                    update(table).where(table.c.id == row["id"]).values(renewed)
                )


class States(AsyncSQLAlchemyOAuthStateStore):
    """Installations under way: each state is good once, for ``STATE_SECONDS``."""

    def __init__(self, engine: Engine, seconds: int = STATE_SECONDS) -> None:
        # Of two that bring the same state, the second must see that it was used.
        super().__init__(seconds, engine.execution_options(begin="IMMEDIATE"), logger=log)

    async def async_issue(self, *args: object, **named: object) -> str:
        """Return a new state. Those that nobody came back with are deleted."""
        async with _postponing():
            expired = self.oauth_states.c.expire_at < dt.datetime.now(dt.UTC).replace(tzinfo=None)
            async with self.engine.begin() as connection:
                await connection.execute(delete(self.oauth_states).where(expired))
            return str(await super().async_issue(*args, **named))

    async def async_consume(self, state: str) -> bool:
        """Use up a state; return whether it was good. Of several processes one can."""
        c = self.oauth_states.c
        good = c.expire_at > dt.datetime.now(dt.UTC).replace(tzinfo=None)
        used = delete(self.oauth_states).where(c.state == state, good).returning(c.id)
        async with _postponing(), self.engine.begin() as connection:
            return (await connection.execute(used)).first() is not None


@asynccontextmanager
async def _postponing() -> AsyncIterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        # Not its own words: there may be a row in them.
        kind = type(getattr(error, "orig", None) or error).__name__
        raise SendPostponed(why=f"the database can't be used ({kind})") from None


def _secret_columns(table: Table) -> list[str]:
    return [name for name in SECRET if name in table.c]

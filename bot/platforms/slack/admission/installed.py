"""Many workspaces: each has installed Homeroom, and has a token of its own."""

import asyncio
import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from slack_sdk.oauth.installation_store import Installation
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.ports import Clock
from bot.errors import SendError, SendPostponed, SendRefused
from bot.platforms.slack.admission.clients import DEAD, EXPIRED, Clients
from bot.platforms.slack.admission.installations import Installations, Site, site_of
from bot.platforms.slack.admission.organisations import Organisations
from bot.platforms.slack.admission.renewal import Renewal
from bot.platforms.slack.admission.tokens import Unreadable
from bot.platforms.slack.admission.workspaces import Told, Voice, to_nobody

log = logging.getLogger(__name__)

KEPT = dt.timedelta(minutes=1)
"""How long a token is used before the database is asked again: another process may renew it."""

_END = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class _Kept:
    voice: Voice
    client: AsyncWebClient
    until: dt.datetime


class InstalledWorkspaces:
    """``Admissions`` for the installations in the database."""

    def __init__(
        self,
        installations: Installations,
        clients: Clients,
        client_secret: str,
        clock: Clock,
        *,
        joined: Told = to_nobody,
        left: Told = to_nobody,
    ) -> None:
        self._installations, self._clients, self._clock = installations, clients, clock
        self._joined, self._left = joined, left
        self._renewal = Renewal(installations, clients.plain(), client_secret, clock)
        self._organisations = Organisations(clients, clock)
        self._locks: dict[Site, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._kept: dict[str, _Kept] = {}
        self._unreadable: set[Site] = set()

    async def client(self, server: str) -> AsyncWebClient:
        """Return the client for a workspace; see ``Workspaces``."""
        return (await self._speaking(server)).client

    async def voice(self, server: str, enterprise: str = "") -> Voice:
        """Return whom to speak as in a workspace; see ``Admissions``."""
        return (await self._speaking(server, enterprise)).voice

    async def servers(self) -> Collection[str]:
        """Return the ids of the teams that have Homeroom installed; see ``Workspaces``."""
        found: dict[str, None] = {}
        for site, _ in await self._installations.sites():
            of = [site.team] if site.team else await self._workspaces_of(site)
            found.update(dict.fromkeys(of))
        return list(found)

    async def forget(self, server: str, at: float | None = None) -> None:
        """Forget the token of a workspace or organisation; see ``Admissions``."""
        until = _END if at is None else dt.datetime.fromtimestamp(at + 1, tz=dt.UTC)
        for site, since in await self._installations.sites(server):
            if since < until:
                await self._delete(site, until)
        if self._organisations.drop(server):
            self._kept.pop(server, None)
            await _tell(self._left, server)

    async def admitted(self, installation: Installation) -> None:
        """Keep a new installation, and say that Homeroom has come."""
        site = site_of(installation)
        async with self._locks[site]:
            await self._installations.async_save(installation)
            self._renewal.forget(site)
        for server in (site.id, *self._organisations.servers(site)):
            self._kept.pop(server, None)
        log.info("Homeroom was added to %s", site.id)
        if site.team:
            await _tell(self._joined, site.team)

    async def revoked(self, server: str) -> None:
        """Look whether Slack takes a workspace's token; see ``Admissions``."""
        self._kept.pop(server, None)
        site = await self._site(server)
        if site is not None:
            await self._look(site)

    async def sweep(self) -> None:
        """Look at every token once; see ``Admissions``. Encrypt those that an older key did."""
        await self._installations.encrypt_anew()
        for site in {site: None for site, _ in await self._installations.sites()}:
            try:
                await self._look(site)
            except SendError as error:
                log.info("Slack's token for %s could not be looked at: %s", site.id, error)

    async def _speaking(self, server: str, enterprise: str = "") -> _Kept:
        kept = self._kept.get(server)
        if kept is not None and self._clock.now() < kept.until:
            return kept
        site = await self._site(server, enterprise)
        installation = await self._fresh(site) if site is not None else None
        if installation is None or not installation.bot_token:
            raise SendRefused(why="Homeroom is not installed in this workspace")
        kept = self._kept[server] = self._made(server, installation)
        return kept

    async def _site(self, server: str, enterprise: str = "") -> Site | None:
        """Return what is installed for a workspace: of its own, or for its organisation."""
        if own := await self._installations.sites(server):
            return own[0][0]
        if known := self._organisations.site(server):
            return known
        if enterprise and (all_of_it := await self._installations.sites(enterprise)):
            self._organisations.note(server, all_of_it[0][0])
            return all_of_it[0][0]
        for site, _ in await self._installations.sites():
            if not site.team and server in await self._workspaces_of(site):
                return site
        return None

    async def _workspaces_of(self, organisation: Site) -> Collection[str]:
        installation = await self._fresh(organisation)
        if installation is None or not installation.bot_token:
            return ()
        return await self._organisations.look(organisation, installation.bot_token)

    async def _fresh(self, site: Site) -> Installation | None:
        """Return an installation with a token that is valid now, or ``None`` if there is none."""
        async with self._locks[site]:
            try:
                installation = await self._installations.find(site)
            except Unreadable:
                if site not in self._unreadable:
                    log.error(  # noqa: TRY400 -- the trace would tell nothing more
                        "the token for %s can't be decrypted with SLACK_TOKEN_KEY. Put the key"
                        " back that it was encrypted with, after a comma; or have Homeroom added"
                        " to that workspace again",
                        site.id,
                    )
                self._unreadable.add(site)
                raise SendPostponed(why="Homeroom's token there can't be decrypted") from None
            self._unreadable.discard(site)
            if installation is None:
                return None
            return await self._renewal.fresh(site, installation)

    def _made(self, server: str, installation: Installation) -> _Kept:
        token = installation.bot_token or ""
        voice = Voice(
            token=token,
            team=installation.team_id or "",
            enterprise=installation.enterprise_id or "",
            bot_user=installation.bot_user_id or "",
            bot=installation.bot_id or "",
            installer=installation.user_id or "",
        )

        async def refused(word: str) -> None:
            if word == EXPIRED:
                self._kept.pop(server, None)
            else:
                await self.revoked(server)

        of_many = not installation.team_id and server != installation.enterprise_id
        client = self._clients.watched(token, refused, team=server if of_many else "")
        return _Kept(voice, client, self._clock.now() + KEPT)

    async def _look(self, site: Site) -> None:
        """Ask Slack about a token; if it is dead, forget it, but none that came meanwhile."""
        since = [at for one, at in await self._installations.sites(site.id) if one == site]
        word = await self._refusal(site)
        if since and (word in DEAD or site in self._renewal.lost):
            log.warning("Slack does not take the token for %s any more (%s)", site.id, word)
            await self._delete(site, max(since))

    async def _refusal(self, site: Site) -> str:
        try:
            installation = await self._fresh(site)
        except SendPostponed:
            if site in self._renewal.lost:
                return EXPIRED
            raise
        token = installation.bot_token if installation is not None else None
        return await self._clients.refusal(token) if token else ""

    async def _delete(self, site: Site, until: dt.datetime) -> None:
        async with self._locks[site]:
            if not await self._installations.delete(site, until):
                return
            self._renewal.forget(site)
            self._unreadable.discard(site)
        gone = self._workspaces_without(site)
        log.info("Homeroom was removed from %s", site.id)
        for server in gone:
            await _tell(self._left, server)

    def _workspaces_without(self, site: Site) -> Sequence[str]:
        """Forget what is remembered of a site; return the workspaces that it was for."""
        gone = [site.team] if site.team else [*self._organisations.drop_all(site)]
        for server in (*gone, site.id):
            self._kept.pop(server, None)
        return gone


async def _tell(told: Told, server: str) -> None:
    """Tell; who is told makes up for it later if they can't take it in now."""
    try:
        await told(server)
    except Exception:
        log.exception("that Homeroom came to %s, or left, was not taken in", server)

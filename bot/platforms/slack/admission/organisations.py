"""Organisations: Homeroom is installed once, for many workspaces."""

import datetime as dt
import logging
from collections.abc import Collection, Sequence

from bot.core.ports import Clock
from bot.errors import SendPostponed
from bot.platforms.slack.admission.clients import FAILURES, Clients, word_of
from bot.platforms.slack.admission.installations import Site

log = logging.getLogger(__name__)

PAGE = 1_000
"""Workspaces asked for at once: docs.slack.dev, reference/methods/auth.teams.list."""
MOST_PAGES = 100
EVERY = dt.timedelta(minutes=1)
"""How often Slack is asked again which workspaces there are."""


class Organisations:
    """Which workspaces an organisation let Homeroom into; kept in memory, and asked for again."""

    def __init__(self, clients: Clients, clock: Clock) -> None:
        self._clients, self._clock = clients, clock
        self._sites: dict[str, Site] = {}
        self._asked: dict[Site, dt.datetime] = {}

    def site(self, server: str) -> Site | None:
        """Return the organisation that a workspace belongs to, if that is known."""
        return self._sites.get(server)

    def note(self, server: str, site: Site) -> None:
        """Note that a workspace belongs to an organisation that has Homeroom."""
        self._sites[server] = site

    def drop(self, server: str) -> bool:
        """Forget a workspace; return whether it was known."""
        return self._sites.pop(server, None) is not None

    def drop_all(self, site: Site) -> Sequence[str]:
        """Forget an organisation; return the workspaces that were known of it."""
        self._asked.pop(site, None)
        gone = self.servers(site)
        for server in gone:
            del self._sites[server]
        return gone

    def servers(self, site: Site) -> Sequence[str]:
        """Return the workspaces that are known of an organisation."""
        return [server for server, its in self._sites.items() if its == site]

    async def look(self, site: Site, token: str) -> Collection[str]:
        """Ask Slack for an organisation's workspaces, at most once in ``EVERY``, and return them.

        Raises ``SendPostponed`` if it does not say.
        """
        now = self._clock.now()
        asked = self._asked.get(site)
        if asked is not None and now - asked < EVERY:
            return self.servers(site)
        try:
            found = await self._list(token)
        except FAILURES as error:
            why = f"Slack does not say which workspaces there are ({word_of(error)})"
            raise SendPostponed(why=why, after=EVERY.total_seconds()) from None
        self.drop_all(site)
        self._sites.update(dict.fromkeys(found, site))
        self._asked[site] = now
        return found

    async def _list(self, token: str) -> list[str]:
        client, found, cursor = self._clients.plain(token), list[str](), ""
        for _ in range(MOST_PAGES):
            answer = await client.auth_teams_list(limit=PAGE, cursor=cursor or None)
            found += [str(team["id"]) for team in answer.get("teams") or []]
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                break
        return found

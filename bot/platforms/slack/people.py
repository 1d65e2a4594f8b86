"""Who asks on Slack: their language and clock, and what they may do."""

import asyncio
import datetime as dt
import logging
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.ports import Clock, Store
from bot.core.request import Asker, Rank
from bot.domain.zones import zone_named
from bot.errors import SendError
from bot.platforms.slack.clients import FAILURES, word_of
from bot.platforms.slack.workspaces import PLATFORM, Workspaces

log = logging.getLogger(__name__)

PATIENCE = 1.5
"""Seconds for Slack to say who somebody is: what they asked for has to be answered in 3."""
KEPT = dt.timedelta(hours=1)
"""How long somebody's language and zone are taken to be what they were."""
FRESH = dt.timedelta(minutes=1)
"""How long somebody's rank is: who is an admin no more must not stay one here."""
MOST = 10_000
_NOBODY: Mapping[str, Any] = {}
_ADMIN = ("is_admin", "is_owner", "is_primary_owner")
_GUEST = ("is_restricted", "is_ultra_restricted", "is_bot", "deleted", "is_stranger")


@dataclass(frozen=True, slots=True)
class _Known:
    profile: Mapping[str, Any]
    at: dt.datetime


class People:
    """Asks Slack who people are, and remembers it for a while."""

    def __init__(self, workspaces: Workspaces, store: Store, clock: Clock) -> None:
        self._workspaces, self._store, self._clock = workspaces, store, clock
        self._known: OrderedDict[tuple[str, str], _Known] = OrderedDict()

    async def asker(self, server: str, user: str, *, rank: bool) -> Asker:
        """Return who somebody is; with ``rank`` as Slack says now. Never raises.

        Whom Slack tells nothing of is a learner who reads English.
        """
        profile = await self._profile(server, user, FRESH if rank else KEPT)
        return Asker(
            id=f"{server}.{user}",
            language=str(profile.get("locale") or "en"),
            rank=await self._rank(server, user, profile) if rank else Rank.LEARNER,
            zone=_zone(profile),
        )

    async def name(self, server: str, user: str) -> str:
        """Return somebody's name as it is shown there; their id if Slack does not tell it."""
        shown = (await self._profile(server, user, KEPT)).get("profile") or {}
        names = (shown.get(name) for name in ("display_name", "real_name"))
        return next((str(name) for name in names if name), user)

    async def _rank(self, server: str, user: str, profile: Mapping[str, Any]) -> Rank:
        # Guests, bots and people of other workspaces manage nothing, whoever has named them.
        if not profile or any(profile.get(mark) for mark in _GUEST):
            return Rank.LEARNER
        if profile.get("team_id") not in {None, "", server} and not profile.get("enterprise_user"):
            return Rank.LEARNER
        if any(profile.get(mark) for mark in _ADMIN):
            return Rank.ADMIN
        chosen = (await self._store.managers(PLATFORM, server)).split()
        return Rank.MANAGER if user in chosen else Rank.LEARNER

    async def _profile(self, server: str, user: str, age: dt.timedelta) -> Mapping[str, Any]:
        key, now = (server, user), self._clock.now()
        known = self._known.get(key)
        if known is not None and now - known.at < age:
            return known.profile
        try:
            async with asyncio.timeout(PATIENCE):
                client = await self._workspaces.client(server)
                answer = await client.users_info(user=user, include_locale=True)
        except (SendError, *FAILURES) as error:
            why = word_of(error) if not isinstance(error, SendError) else str(error)
            log.info("Slack does not say who somebody is: %s", why)
            return _NOBODY if age == FRESH or known is None else known.profile
        told = answer.get("user")
        profile = told if isinstance(told, Mapping) else _NOBODY
        self._known[key] = _Known(profile, now)
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        return profile


def _zone(profile: Mapping[str, Any]) -> ZoneInfo | None:
    name = profile.get("tz")
    return zone_named(name) if isinstance(name, str) and name else None

"""The bot comes to servers and is removed from them: their subscriptions rest, then go."""

import datetime as dt
import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from bot.core.holidays import NO_HOLIDAYS
from bot.core.ports import Channels, Holidays, Store
from bot.core.schedules import go_on
from bot.domain.subscription import Status

log = logging.getLogger(__name__)

GRACE = dt.timedelta(days=30)
"""How long what was kept for a server is kept on after the bot was removed from it."""
EVERY = dt.timedelta(hours=1)
"""How often it is looked whether there is something to delete."""


async def left(store: Store, platform: str, server: str, now: dt.datetime) -> None:
    """Let a server's active subscriptions rest: the bot is not there any more."""
    await store.note_left(platform, server, now)
    for subscription in await store.subscriptions_of(platform, server):
        if subscription.status is Status.ACTIVE:
            await store.amend(replace(subscription, status=Status.AWAY))


async def joined(
    store: Store,
    platform: str,
    server: str,
    now: dt.datetime,
    holidays: Holidays = NO_HOLIDAYS,
) -> None:
    """Have those that rested go on, from now; what a manager paused stays paused."""
    await store.note_back(platform, server)
    for subscription in await store.subscriptions_of(platform, server):
        if subscription.status is Status.AWAY:
            await go_on(store, subscription, now, holidays.on)


async def reconcile(
    store: Store,
    platform: str,
    servers: Collection[str],
    now: dt.datetime,
    concerns: Callable[[str], bool] = lambda server: True,
    holidays: Holidays = NO_HOLIDAYS,
) -> None:
    """Make up for what was missed while nobody listened; ``servers`` are those the bot is on.

    Where that is not known of all servers, ``concerns`` tells of which it is.
    """
    for server in filter(concerns, await store.servers(platform)):
        if server in servers:
            await joined(store, platform, server, now, holidays)
        else:
            await left(store, platform, server, now)


async def purge(store: Store, channels: Mapping[str, Channels], now: dt.datetime) -> None:
    """Delete everything of the servers that were left ``GRACE`` ago or earlier.

    Only if their platform says, too, that the bot is not there: it may have been added again
    while nobody listened. What nobody can say it of is kept.
    """
    before = now - GRACE
    for platform, server in await store.left_by(before):
        known = channels.get(platform)
        if known is None or not await known.gone(server):
            continue
        if await store.forget(platform, server, before):
            log.info("%s: server %s was left long ago, and is forgotten", platform, server)


@dataclass(slots=True)
class Purging:
    """Purges, at most once in ``EVERY``. ``channels`` may fill as platforms are joined."""

    store: Store
    channels: Mapping[str, Channels]
    again: dt.datetime | None = None

    async def go(self, now: dt.datetime) -> None:
        """Purge, if the last time is long enough ago."""
        if self.again is None or now >= self.again:
            self.again = now + EVERY
            await purge(self.store, self.channels, now)

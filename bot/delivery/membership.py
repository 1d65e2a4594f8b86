"""The bot comes to servers and is removed from them: their subscriptions rest meanwhile."""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import replace

from bot.core.ports import Store
from bot.core.schedules import go_on
from bot.domain.subscription import Status


async def left(store: Store, platform: str, server: str) -> None:
    """Let a server's active subscriptions rest: the bot is not there any more."""
    for subscription in await store.subscriptions_of(platform, server):
        if subscription.status is Status.ACTIVE:
            await store.amend(replace(subscription, status=Status.AWAY))


async def joined(store: Store, platform: str, server: str, now: dt.datetime) -> None:
    """Have those that rested go on, from now; what a manager paused stays paused."""
    for subscription in await store.subscriptions_of(platform, server):
        if subscription.status is Status.AWAY:
            await go_on(store, subscription, now)


async def reconcile(
    store: Store,
    platform: str,
    servers: Collection[str],
    now: dt.datetime,
    concerns: Callable[[str], bool] = lambda server: True,
) -> None:
    """Make up for what was missed while nobody listened; ``servers`` are those the bot is on.

    Where that is not known of all servers, ``concerns`` tells of which it is.
    """
    for server in filter(concerns, await store.servers(platform)):
        if server in servers:
            await joined(store, platform, server, now)
        else:
            await left(store, platform, server)

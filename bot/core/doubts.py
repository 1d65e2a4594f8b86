"""A lesson of which it is not known whether it was posted, and what somebody says who looked."""

import re

from bot.core.context import Context
from bot.core.schedules import channel_name, meant
from bot.core.wellbeing import PATIENCE
from bot.domain.calendar import deadline
from bot.domain.delivery import Change, Delivery, State
from bot.domain.subscription import Subscription
from bot.errors import SettledAlready

STATUS = "/schedule status"
_KEY = re.compile(r"(?P<id>\d{1,9})-(?P<date>\d{8})(?:-(?P<count>\d))?")


async def doubt_of(context: Context, subscription: Subscription) -> Delivery | None:
    """Return the newest delivery in doubt, once the bot itself has had the time to find out."""
    for delivery in await context.store.in_doubt(subscription.id):
        if context.clock.now() - (delivery.tried or delivery.due) > PATIENCE:
            return delivery
    return None


async def doubted(context: Context, key: str) -> tuple[Subscription, Delivery]:
    """Return the delivery in doubt that has a key, if it is of the asker's server.

    Raises ``NoSchedule``, ``NotOnAServer`` and ``SettledAlready``.
    """
    found = _KEY.fullmatch(key)
    (subscription,) = await meant(context, f"#{found['id'] if found else key}")
    for delivery in await context.store.in_doubt(subscription.id):
        if delivery.key == key:
            return subscription, delivery
    raise await _settled(context, subscription)


async def settle(
    context: Context, subscription: Subscription, delivery: Delivery, *, there: bool
) -> State:
    """Record what somebody saw, and return what becomes of the delivery.

    The post is there, or it is not: then it is sent again, or skipped if its time is over. Raises
    ``SettledAlready`` if the bot has found out meanwhile.
    """
    now = context.clock.now()
    if there:
        change = Change(State.SENT, now, "seen by a manager")
    elif now < deadline(subscription, delivery.slot, delivery.due):
        change = Change(State.PLANNED, now, "not there, as a manager says")
    else:
        change = Change(State.SKIPPED, now, "not there, as a manager says; its time is over")
    if not await context.store.move(delivery, change):
        raise await _settled(context, subscription)
    return change.state


async def _settled(context: Context, subscription: Subscription) -> SettledAlready:
    name = await channel_name(context, subscription.channel)
    return SettledAlready(channel=name, status=STATUS)

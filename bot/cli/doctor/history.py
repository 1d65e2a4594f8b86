"""What one delivery has been through."""

import datetime as dt

from bot.app import assembled
from bot.cli.diagnosis import history_of
from bot.errors import NoSuchDelivery
from bot.settings import Settings


async def history(key: str, settings: Settings) -> None:
    """Print it. Raises ``NoSuchDelivery``."""
    number, _, rest = key.partition("-")
    day, _, nth = rest.partition("-")
    try:
        subscription_id, date = int(number), dt.datetime.strptime(day, "%Y%m%d").date()  # noqa: DTZ007 -- a local date has no zone
        wanted = int(nth or 1) - 1
    except ValueError:
        raise NoSuchDelivery(key=key) from None
    async with assembled(settings) as homeroom:
        delivery = await homeroom.store.delivery_on(subscription_id, date, wanted)
        if delivery is None:
            raise NoSuchDelivery(key=key)
        for line in history_of(delivery, await homeroom.records.ledger.history(delivery.id)):
            print(line)

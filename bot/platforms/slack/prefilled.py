"""What stands in a form already when it is opened."""

from bot.core.command import Command
from bot.core.ports import Store
from bot.core.request import Request
from bot.platforms.slack.admission.workspaces import PLATFORM
from bot.platforms.slack.forms import CHANGE, MANAGERS, as_given


async def given_for(command: Command, request: Request, store: Store) -> dict[str, str] | None:
    """Return what a form opens with, by option; ``None`` if it is not clear which schedule it is.

    Then the command itself is asked, which says what to do.
    """
    place = request.place
    if command.name == MANAGERS:
        return {"role": await store.managers(PLATFORM, place.server)}
    if command.name != CHANGE:
        return {name: value for name, value in request.options.items() if value}
    number = request.options.get("number", "")
    where = f"#{number}" if number else request.options.get("channel") or place.channel
    found = [
        one
        for one in await store.subscriptions_of(PLATFORM, place.server)
        if where in {f"#{one.id}", one.channel}
    ]
    return as_given(found[0]) if len(found) == 1 else None

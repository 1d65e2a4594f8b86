"""What could not be answered is noted; the answer waits for that only briefly."""

import asyncio
import logging

from bot.core.context import Context
from bot.core.request import Rank
from bot.domain.asked import asked_id, harmless

log = logging.getLogger(__name__)

PATIENCE = 0.5
"""Seconds an answer waits for its miss to be noted."""


async def note_miss(
    context: Context, command: str, words: str, *, unsure: bool, patience: float = PATIENCE
) -> str:
    """Note that words found nothing, or nothing for sure.

    Returns the id of the miss to somebody who may link it to an entry, to all others nothing.
    ``patience`` is in seconds; trouble with noting is logged, never raised.
    """
    place, now = context.place, context.clock.now()
    try:
        async with asyncio.timeout(patience):
            await context.misses.note(place, command, words, context.language, now, unsure=unsure)
    except Exception as error:  # noqa: BLE001 -- nothing may spoil an answer
        # Its name alone: what a database says of an error holds the words that were asked.
        log.warning("what /%s did not find could not be noted: %s", command, type(error).__name__)
        return ""
    kept = harmless(words)
    if not kept or context.asker.rank < Rank.MANAGER:
        return ""
    return asked_id(place.platform, place.server, command, kept)

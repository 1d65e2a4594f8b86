"""/schedule status: how the lessons of every channel here are doing."""

from bot.commands.schedule import SCHEDULE
from bot.core.command import command
from bot.core.context import Context
from bot.core.ports import Health
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.schedules import channels_of, coming
from bot.core.wellbeing import wellbeing
from bot.replies import status as words
from bot.replies.languages import texts_in


@command(
    family=SCHEDULE,
    least=Rank.MANAGER,
    names={"ko": "상태"},
    translations={"ko": "채널마다 수업이 잘 올라오고 있는지 보여 줘요."},
    turns=True,
)
async def status(context: Context) -> Reply:
    """Show how the lessons of every channel here are doing."""
    channels_of(context)
    place = context.place
    found = await context.store.health(place.platform, place.server)
    return words.status([await _doing(context, one) for one in found], texts_in(context.language))


async def _doing(context: Context, health: Health) -> words.Doing:
    subscription, sent = health.subscription, health.sent
    return words.Doing(
        health,
        wellbeing(health, context.clock.now()),
        await coming(context, subscription) if subscription else None,
        context.library.lesson(sent.lesson_id or "") if sent else None,
    )

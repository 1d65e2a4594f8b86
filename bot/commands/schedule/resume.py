"""/schedule resume: what was paused, or is on vacation, goes on with the next lesson."""

from typing import Annotated

from bot.commands.schedule import HERE, SCHEDULE, WHERE
from bot.core.command import ChannelId, command
from bot.core.context import Context
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.schedules import (
    LIST,
    channel_name,
    channels_of,
    coming,
    go_on,
    meant,
    name_of,
    today_in,
)
from bot.core.vacations import away_today, back_today
from bot.domain.subscription import Status, Subscription
from bot.errors import NotPaused
from bot.replies import schedule as words
from bot.replies.languages import texts_in


@command(
    family=SCHEDULE,
    least=Rank.MANAGER,
    names={"ko": "다시"},
    translations={"ko": "멈춘 일정을 다시 시작해요."},
    turns=True,
)
async def resume(context: Context, channel: Annotated[ChannelId, WHERE] = HERE) -> Reply:
    """Have lessons come again."""
    texts = texts_in(context.language)
    match await meant(context, channel):
        case [one]:
            return await _resume(context, one)
        case several:
            return words.which("schedule resume", await name_of(context, several), several, texts)


async def _resume(context: Context, one: Subscription) -> Reply:
    texts, channels = texts_in(context.language), channels_of(context)
    name = await channel_name(context, one.channel)
    away = away_today(context, one)
    if one.status is Status.ACTIVE and not away:
        raise NotPaused(channel=name, list=LIST)
    if obstacles := await channels.obstacles(one):
        return words.obstructed(name, obstacles, channels.managed, texts)
    one = back_today(one, today_in(context, one.zone))
    active = await go_on(context.store, one, context.clock.now(), context.holidays.on)
    return words.shown(
        await coming(context, active), texts, texts.outlook.back if away else texts.schedule.resumed
    )

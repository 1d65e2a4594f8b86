"""/schedule now: the next lesson comes at once."""

from typing import Annotated

from bot.commands.schedule import HERE, SCHEDULE, WHERE
from bot.core.command import ChannelId, command
from bot.core.context import Context
from bot.core.doubts import doubt_of
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.schedules import channel_name, channels_of, coming, meant, name_of, no_lesson
from bot.core.sooner import send_soon
from bot.domain.subscription import Status, Subscription
from bot.replies import outlook
from bot.replies import schedule as words
from bot.replies.languages import texts_in


@command(
    family=SCHEDULE,
    least=Rank.MANAGER,
    names={"ko": "지금"},
    translations={"ko": "다음 수업을 지금 보내요."},
    turns=True,
)
async def now(context: Context, channel: Annotated[ChannelId, WHERE] = HERE) -> Reply:
    """Send the next lesson now."""
    texts = texts_in(context.language)
    match await meant(context, channel):
        case [one]:
            return await _send(context, one)
        case several:
            return words.which("schedule now", await name_of(context, several), several, texts)


async def _send(context: Context, one: Subscription) -> Reply:
    texts, channels = texts_in(context.language), channels_of(context)
    name = await channel_name(context, one.channel)
    if one.status is not Status.ACTIVE:
        return words.resting(await coming(context, one), texts)
    if obstacles := await channels.obstacles(one):
        return words.obstructed(name, obstacles, channels.managed, texts)
    if doubt := await doubt_of(context, one):
        lesson = context.library.lesson(doubt.lesson_id or "")
        return outlook.doubt(await coming(context, one), doubt, lesson, texts)
    sooner = await send_soon(context, one)
    if sooner.lesson is None:
        raise no_lesson(one, name, texts.date(sooner.date))
    # It is not marked as sent yet, but what comes after it is another one.
    then = await coming(context, one, besides={sooner.lesson.id})
    return words.sending(sooner, sooner.lesson, then, texts)

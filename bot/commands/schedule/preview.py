"""/schedule preview: the next lesson's post, for one's own eyes."""

from typing import Annotated

from bot.commands.schedule import HERE, SCHEDULE, WHERE
from bot.core.command import ChannelId, command
from bot.core.context import Context
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.schedules import coming, meant, name_of, no_lesson
from bot.domain.subscription import Subscription
from bot.replies import schedule as words
from bot.replies.languages import texts_in


@command(
    family=SCHEDULE,
    least=Rank.MANAGER,
    names={"ko": "미리보기"},
    translations={"ko": "다음에 올라올 수업을 나만 미리 봐요."},
)
async def preview(context: Context, channel: Annotated[ChannelId, WHERE] = HERE) -> Reply:
    """Show me what comes next."""
    texts = texts_in(context.language)
    match await meant(context, channel):
        case [one]:
            return await _preview(context, one)
        case several:
            return words.which("schedule preview", await name_of(context, several), several, texts)


async def _preview(context: Context, one: Subscription) -> Reply:
    texts, what = texts_in(context.language), await coming(context, one)
    if what.lesson is None:
        raise no_lesson(one, what.channel, texts.date(what.slot.date))
    return words.preview(what, what.lesson, texts)

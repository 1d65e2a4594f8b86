"""/today: the lesson of the day."""

from bot.core.choosing import lesson_of_the_day
from bot.core.command import command
from bot.core.context import Context
from bot.core.reply import Note, Reply, reply
from bot.core.upcoming import next_lesson
from bot.domain.subscription import Mode, Status
from bot.replies.languages import texts_in
from bot.replies.lesson import summary


@command(names={"ko": "오늘"}, translations={"ko": "오늘의 수업을 보여 줘요."})
async def today(context: Context) -> Reply:
    """Show today's lesson."""
    texts = texts_in(context.language)
    lesson = await lesson_of_the_day(context)
    return reply(summary(lesson, texts).blocks, await _when_next(context))


async def _when_next(context: Context) -> Note | None:
    """Say when the next lesson comes to this channel, or that its course is over."""
    texts = texts_in(context.language)
    coming = await next_lesson(context.store, context.library, context.place)
    if coming:
        return Note(
            texts.next_lesson.format(moment=texts.moment(coming.at.astimezone(coming.zone)))
        )
    subscriptions = await context.store.subscriptions(context.place)
    active = [one for one in subscriptions if one.status is Status.ACTIVE]
    over = any(one.mode is Mode.COURSE for one in active)
    return Note(texts.track_finished) if over else None

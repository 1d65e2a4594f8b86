"""/today: the lesson of the day."""

from bot.core.choosing import lesson_of_the_day
from bot.core.command import command
from bot.core.context import Context
from bot.core.reply import Note, Reply, reply
from bot.domain.progress import lesson_for
from bot.domain.subscription import Mode
from bot.replies.languages import texts_in
from bot.replies.lesson import summary


@command(translations={"ko": "오늘의 수업을 보여 줘요."})
async def today(context: Context) -> Reply:
    """Show today's lesson."""
    texts = texts_in(context.language)
    lesson = await lesson_of_the_day(context)
    return reply(summary(lesson, texts).blocks, await _when_next(context))


async def _when_next(context: Context) -> Note | None:
    """Say when the next lesson comes to this channel, if any does."""
    texts = texts_in(context.language)
    for subscription in await context.store.subscriptions(context.place):
        slot = await context.store.next_slot(subscription.id)
        track = context.library.lessons(subscription.track)
        if slot and lesson_for(subscription, slot.date, track):
            moment = texts.moment(slot.due.astimezone(subscription.zone))
            return Note(texts.next_lesson.format(moment=moment))
        if subscription.mode is Mode.COURSE:
            return Note(texts.track_finished)
    return None

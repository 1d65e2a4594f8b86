"""/schedule skip: nothing comes the next time."""

from typing import Annotated

from bot.commands.schedule import HERE, SCHEDULE, WHERE
from bot.core.command import ChannelId, command
from bot.core.context import Context
from bot.core.ports import Planned
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.schedules import coming, free_slot, meant, name_of
from bot.domain.delivery import Reason, State
from bot.domain.subscription import Status, Subscription
from bot.replies import schedule as words
from bot.replies.languages import texts_in


@command(
    family=SCHEDULE,
    least=Rank.MANAGER,
    names={"ko": "건너뛰기"},
    translations={"ko": "다음 한 번은 올라오지 않게 해요."},
    turns=True,
)
async def skip(context: Context, channel: Annotated[ChannelId, WHERE] = HERE) -> Reply:
    """Have nothing come the next time; the lesson is not lost."""
    texts = texts_in(context.language)
    match await meant(context, channel):
        case [one]:
            return await _skip(context, one)
        case several:
            return words.which("schedule skip", await name_of(context, several), several, texts)


async def _skip(context: Context, one: Subscription) -> Reply:
    texts, before = texts_in(context.language), await coming(context, one)
    if one.status is not Status.ACTIVE:
        return words.resting(before, texts)
    slot = before.slot
    now, holiday_on = context.clock.now(), context.holidays.on
    then = await free_slot(context.store, one, now, holiday_on, after=slot)
    planned = Planned(slot, State.SKIPPED, Reason.BY_MANAGER.value)
    await context.store.plan(one.id, [planned], then, now)
    return words.skipped(before, await coming(context, one), texts)

"""/schedule remove: no more lessons come to a channel."""

from dataclasses import replace
from typing import Annotated

from bot.commands.schedule import HERE, SCHEDULE, WHERE
from bot.core.command import About, ChannelId, command
from bot.core.context import Context
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.schedules import coming, meant, name_of
from bot.domain.subscription import Status
from bot.replies import schedule as words
from bot.replies.languages import texts_in


@command(
    family=SCHEDULE,
    least=Rank.MANAGER,
    names={"ko": "삭제"},
    translations={"ko": "일정을 삭제해요."},
    turns=True,
)
async def remove(
    context: Context,
    channel: Annotated[ChannelId, WHERE] = HERE,
    sure: Annotated[
        bool,
        About("Remove it without asking?", {"ko": "묻지 않고 삭제할까요?"}, names={"ko": "확인"}),
    ] = False,
) -> Reply:
    """Have no more lessons come."""
    texts = texts_in(context.language)
    match await meant(context, channel):
        case [one]:
            before = await coming(context, one)
            if not sure:
                return words.asked_to_remove(before, texts)
            # Kept, so that its number is never given again.
            await context.store.amend(replace(one, status=Status.REMOVED))
            return words.removed(before, texts)
        case several:
            return words.which("schedule remove", await name_of(context, several), several, texts)

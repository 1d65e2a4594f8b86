"""/schedule managers: who may use these commands, beside those who may manage the server."""

from typing import Annotated

from bot.commands.schedule import NO_ROLE, SCHEDULE
from bot.core.command import About, RoleId, command
from bot.core.context import Context
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.schedules import channels_of
from bot.replies import schedule as words
from bot.replies.languages import texts_in

NOBODY = "none"


@command(
    family=SCHEDULE,
    least=Rank.ADMIN,
    names={"ko": "담당자"},
    translations={"ko": "일정을 맡을 역할을 정해요."},
    turns=True,
)
async def managers(
    context: Context,
    role: Annotated[
        RoleId,
        About(
            "The role that may. Without one: see who may now.",
            {"ko": "맡을 역할. 비우면 지금 누가 맡는지 보여 줘요."},
            names={"ko": "역할"},
        ),
    ] = NO_ROLE,
) -> Reply:
    """Choose a role that may use these commands, too."""
    channels_of(context)
    texts, place, store = texts_in(context.language), context.place, context.store
    if not role:
        return words.managers(await store.managers(place.platform, place.server), texts)
    # The role of everybody has the server's id; it can't be given anything by this.
    chosen = "" if role in {NOBODY, place.server} else role
    await store.set_managers(place.platform, place.server, chosen)
    return words.managers(chosen, texts, new=True)

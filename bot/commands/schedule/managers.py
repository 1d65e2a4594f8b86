"""/schedule managers: who may use these commands, beside the admins."""

from typing import Annotated

from bot.commands.schedule import SCHEDULE
from bot.core.command import About, ManagerIds, command
from bot.core.context import Context
from bot.core.ports import Managed
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.schedules import channels_of
from bot.errors import NotAnId
from bot.replies import schedule as words
from bot.replies.languages import texts_in

NOBODY = "none"
UNCHANGED = ManagerIds("")


@command(
    family=SCHEDULE,
    least=Rank.ADMIN,
    names={"ko": "담당자"},
    translations={"ko": "누가 일정을 맡을지 정해요."},
    turns=True,
)
async def managers(
    context: Context,
    role: Annotated[
        ManagerIds,
        About(
            "Who may, too. Without it: see who may now.",
            {"ko": "일정을 맡길 대상. 비우면 지금 누가 맡는지 보여 줘요."},
            names={"ko": "역할"},
        ),
    ] = UNCHANGED,
) -> Reply:
    """Choose who may use these commands, too."""
    channels = channels_of(context)
    texts, place, store = texts_in(context.language), context.place, context.store
    if role:
        if channels.managed is Managed.ROLE and " " in role:
            raise NotAnId(option="role", value=role, usage="/schedule managers [role]")
        # The role of everybody has the server's id; it can't be given anything by this.
        chosen = "" if role.casefold() == NOBODY or role == place.server else role
        await store.set_managers(place.platform, place.server, chosen)
    else:
        chosen = await store.managers(place.platform, place.server)
    who = await channels.who(place.server, chosen) if chosen else ""
    return words.managers(who, channels.managed, texts, new=bool(role))

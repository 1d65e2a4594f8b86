"""/schedule sample: what a schedule would send, before there is one; what its form asks for."""

from dataclasses import replace
from typing import Annotated

from bot.commands.schedule import SCHEDULE, TRACK
from bot.core.command import command
from bot.core.context import Context
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.wishes import track_of
from bot.errors import NoLessons
from bot.replies.lesson import post_of


@command(
    listed=False,
    family=SCHEDULE,
    least=Rank.MANAGER,
    names={"ko": "견본"},
    translations={"ko": "어떤 수업이 올라올지 나만 미리 봐요."},
)
async def sample(context: Context, track: Annotated[str, TRACK] = "") -> Reply:
    """Show me a track's first lesson as it would be posted."""
    lessons = context.library.lessons(track_of(track, context.library))
    if not lessons:
        raise NoLessons
    return replace(post_of(lessons[0]), private=True)

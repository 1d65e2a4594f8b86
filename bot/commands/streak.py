"""/streak: what I have done so far."""

from bot.core.command import command
from bot.core.context import Context
from bot.core.practice import practice_of
from bot.core.reply import Reply
from bot.replies.languages import texts_in
from bot.replies.practice import practice

SHOWN = 5


@command(names={"ko": "내기록"}, translations={"ko": "연속 기록과 최근에 푼 퀴즈를 보여 줘요."})
async def streak(context: Context) -> Reply:
    """Show my streak and my quizzes."""
    return practice(await practice_of(context, SHOWN), texts_in(context.language))

"""/another: the next question about a lesson; what the button under an answer presses."""

from typing import Annotated

from bot.core.asking import LARGEST_SEED, question_about
from bot.core.command import About, command
from bot.core.context import Context
from bot.core.reply import Reply
from bot.errors import ButtonExpired
from bot.replies import quiz as words
from bot.replies.languages import texts_in


@command(listed=False)
async def another(
    context: Context,
    lesson: Annotated[str, About("The lesson's id.")],
    seed: Annotated[int, About("Which question.", least=0, most=LARGEST_SEED)],
) -> Reply:
    """Ask the next question."""
    about = context.library.lesson(lesson)
    question = question_about(context, about, seed) if about else None
    if question is None:
        raise ButtonExpired(help="/quiz")
    return words.question(question, seed, texts_in(context.language))

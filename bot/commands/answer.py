"""/answer: an answer to a quiz question; what its buttons press."""

from typing import Annotated

from bot.core.asking import LARGEST_SEED
from bot.core.command import About, command
from bot.core.context import Context
from bot.core.ports import Attempt
from bot.core.reply import Reply
from bot.domain.quiz import stem_of
from bot.errors import ButtonExpired
from bot.replies import quiz as words
from bot.replies.languages import texts_in


@command(listed=False, follows=True)
async def answer(
    context: Context,
    lesson: Annotated[str, About("The lesson's id.")],
    question: Annotated[str, About("The question's id.")],
    choice: Annotated[str, About("The choice's id.")],
    seed: Annotated[int, About("Which question it was.", least=0, most=LARGEST_SEED)] = 0,
) -> Reply:
    """Answer a question of the quiz."""
    about = context.library.lesson(lesson)
    stem = stem_of(about, question) if about else None
    if stem is None:
        raise ButtonExpired(help="/quiz")
    right = stem.is_right(choice)
    now = context.clock.now()
    attempt = Attempt(context.place, context.asker.id, stem.id, right, now, stem.lesson_id)
    first = await context.store.add_attempt(attempt)
    return words.judged(stem, right, first, seed, texts_in(context.language))

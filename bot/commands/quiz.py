"""/quiz: a question about a lesson."""

from typing import Annotated

from bot.core.asking import question_about
from bot.core.choosing import lesson_named, lesson_of_the_day
from bot.core.command import About, command
from bot.core.context import Context
from bot.core.options import suggest_lessons
from bot.core.reply import Reply, Text, reply
from bot.replies import quiz as words
from bot.replies.languages import texts_in


@command(names={"ko": "퀴즈"}, translations={"ko": "문제를 내요."})
async def quiz(
    context: Context,
    lesson: Annotated[
        str,
        About(
            "A lesson's title. Without one: today's.",
            {"ko": "수업 제목. 비우면 오늘의 수업."},
            suggest_lessons,
            names={"ko": "수업"},
        ),
    ] = "",
) -> Reply:
    """Ask me a question."""
    texts = texts_in(context.language)
    about = lesson_named(context, lesson) if lesson else await lesson_of_the_day(context)
    # Differs from one /quiz to the next, and is short enough for a button.
    seed = int(context.clock.now().timestamp() * 1000)
    question = question_about(context, about, seed)
    if question is None:
        return reply(Text(texts.nothing_to_ask.format(title=about.title)))
    return words.question(question, seed, texts)

"""The post at the end of a course."""

from collections.abc import Sequence

from bot.core.reply import Bullets, Button, Buttons, Heading, Reply, Style, Text, press, reply
from bot.domain.lesson import Lesson
from bot.domain.quiz import can_ask
from bot.replies.languages import texts_in


def congratulation_of(lessons: Sequence[Lesson]) -> Reply:
    """Return the post with which a course of these lessons ends, in the language of the last.

    Raises ``IndexError`` if there are none.
    """
    texts = texts_in(lessons[-1].language)
    words = texts.unasked
    asked = next((one for one in reversed(lessons) if can_ask(one)), None)
    quiz = [Button(texts.quiz_button, press("quiz", asked.id), Style.MAIN)] if asked else []
    return reply(
        Heading(words.finished, 1, "🎉"),
        Text(words.all_lessons(len(lessons)), strong=True),
        Bullets((words.more_to_come, words.practise, words.begin_again)),
        Buttons((*quiz, Button(texts.lessons, press("lesson")))),
        private=False,
    )

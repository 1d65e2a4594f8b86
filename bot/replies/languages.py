"""The languages the bot speaks."""

from bot.replies.english import ENGLISH
from bot.replies.korean import KOREAN
from bot.replies.texts import Texts

LANGUAGES = {texts.language: texts for texts in (ENGLISH, KOREAN)}


def texts_in(language: str) -> Texts:
    """Return the sentences of a language (``ko``, ``ko-KR``), or the English ones."""
    return LANGUAGES.get(language.replace("_", "-").split("-")[0].casefold(), ENGLISH)

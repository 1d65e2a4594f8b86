"""The languages that a model may know, told by their letters."""

import unicodedata

from bot.content.finding.language.korean import is_hangul


def language_of(text: str) -> str:
    """Return the language a text is in, by its letters; none, if it has others or no letters.

    One word in Hangul makes it Korean: a model without Korean makes nothing of that word.
    """
    letters = [letter for letter in unicodedata.normalize("NFC", text) if letter.isalpha()]
    if any(map(is_hangul, letters)):
        return "ko"
    return "en" if letters and all(map(_is_latin, letters)) else ""


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("LATIN", "FULLWIDTH LATIN"))

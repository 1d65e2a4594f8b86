"""The words of the layout, which has all that Discord's messages say of their own; a colour."""

from bot.layout.wording import ENGLISH, KOREAN, Words, words_in

__all__ = ["ACCENT", "ENGLISH", "KOREAN", "Words", "words_in"]

ACCENT = 0x3BA37C
"""The edge of every card: the green of the classroom's board, light enough for dark screens."""

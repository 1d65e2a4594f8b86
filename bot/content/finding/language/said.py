"""What somebody may have said, in the forms it is looked up by: each made once."""

from bot.content.finding.language.english import singulars
from bot.content.finding.language.keystrokes import key_of
from bot.content.finding.language.normal import Words, joined
from bot.content.finding.language.phrasing import readings


class Said:
    """A reading of what was typed: in words, without plurals, and both run together in keys."""

    __slots__ = ("folded", "folded_key", "key", "words")

    def __init__(self, words: Words) -> None:
        self.words = words
        self.folded = singulars(words)
        self.key = key_of(words)
        self.folded_key = self.key if self.folded == words else key_of(self.folded)

    @property
    def is_korean(self) -> bool:
        """Whether there is a Korean letter in it, be it a loose one."""
        return self.key != joined(self.words)

    @property
    def text(self) -> str:
        """The words with blanks between them."""
        return " ".join(self.words)


def said_in(text: str) -> tuple[Said, ...]:
    """Return the readings of a text, the barest last."""
    return tuple(map(Said, readings(text)))

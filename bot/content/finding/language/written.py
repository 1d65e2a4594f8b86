"""A text in its words as they are written, each with what stands before it."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.content.finding.language.english import singular

# Korean and other letters are words of their own: 국산AI를. A sign can end one: C++, C#.
_WORD = re.compile(
    r"[가-힣]+"
    r"|[^\s가-힣\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+(?:(?:\+\+|#)(?![A-Za-z0-9])|[+#]+(?!\w))?"
)
# Addresses, and what Discord writes for people, channels, times and its own emoji.
_ADDRESSES = re.compile(
    r"<(?:a?:|[@#/]|t:|id:)[^<>\n]{0,100}>"
    r"|(?:https?://|\bwww\.)[^\s<>)\]]*"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]+\.\w+"
    r"|(?<![\w.@-])[a-z0-9-]++(?:\.[a-z][a-z0-9-]*+)++/\S*",
    re.ASCII,
)
_DOTTED = re.compile(r"(?<![\w.])[A-Z](?:\.[A-Z])++\.?(?![A-Za-z0-9])")
_SIGNS = {"’": "'", "‘": "'", "ʼ": "'", "。": ".", "、": ","}
_KIND_SIGNS = {"Pd": "-", "Pi": '"', "Pf": '"', "Ps": "(", "Pe": ")", "Po": "/", "Cf": "", "Me": ""}
_USUAL = 30
"""Letters of a word that is worth keeping in mind."""
_BREAK = re.compile(r"""[.,;:!?)\]}]['"*_~|`]*\s|\s[(\[{]|\s-+\s""")


class Token(NamedTuple):
    """A word: as written, in small letters, without its plural; and the signs before it."""

    written: str
    word: str
    folded: str
    gap: str

    @property
    def starts_anew(self) -> bool:
        """Whether a sentence, a part of it or a bracket ends or begins before the word."""
        return _BREAK.search(self.gap) is not None


def tokens_of(text: str) -> list[Token]:
    """Return the words of a text in order, without addresses. Never raises for any text."""
    return list(_tokens(_DOTTED.sub(_undotted, _legible(_ADDRESSES.sub(" . ", text)))))


def core(written: str) -> str:
    """Return an acronym without the small letter of its plural: FMs, FM."""
    return written[:-1] if written.endswith("s") and len(written) > len("As") else written


def _tokens(text: str) -> Iterator[Token]:
    end, gap = 0, " "
    for match in _WORD.finditer(text):
        gap += text[end : match.start()]
        written, end = match[0], match.end()
        word, folded = _forms(written) if len(written) <= _USUAL else _forms.__wrapped__(written)
        yield Token(written, word, folded, gap)
        gap = ""


@lru_cache(maxsize=20_000)  # people use the same few thousand words again and again
def _forms(written: str) -> tuple[str, str]:
    """Return a word in small letters, and the same without its plural."""
    word = written.casefold()
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word)
    # Two letters and an s are too short for the rules of plurals.
    plural = core(written) != written and core(written).isupper()
    return word, word[:-1] if plural else singular(word)


def _undotted(match: re.Match[str]) -> str:
    return match[0].replace(".", "")


def _legible(text: str) -> str:
    """Return a text with letters as they are, every sign an ASCII one, nothing invisible."""
    if text.isascii():
        return text
    # A decomposed syllable has up to three characters; a ligature that becomes eighteen is cut.
    text = unicodedata.normalize("NFKC", text)[: 3 * len(text)]
    return text.translate({ord(one): _sign(one) for one in set(text) if not one.isascii()})


def _sign(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    if "\u1100" <= character <= "\u11ff" or "\ufe00" <= character <= "\ufe0f":
        # Letters outside a syllable, as in GPUㅋㅋ, are no part of a word; nor are emoji's marks.
        return " " if character <= "\u11ff" else ""
    kind = unicodedata.category(character)
    return character if kind[0] in "LN" or kind in {"Mn", "Mc"} else _KIND_SIGNS.get(kind, " ")

"""Text in canonical form: what two spellings of the same thing have in common."""

import re
import unicodedata

LIMIT = 200
"""Characters of what somebody typed that are looked at."""

Words = tuple[str, ...]

# C++ and C# are not C: a sign that ends a word belongs to it.
_WORD = re.compile(r"[^\s+#]+(?:[+#]+(?!\S))?")
# The Korean middle dot, often typed as this old letter, and blanks that count as letters.
_SPACES = dict.fromkeys(map(ord, "\u318d\u3164\uffa0\u115f\u1160"), " ")
# As most of what is typed: nothing in it has a second form.
_SIMPLE = re.compile("[0-9A-Za-z가-힣 ]*")
# ASCII, which most text is, by a table: letters small, digits, signs that belong to a word.
_PLAIN = {n: chr(n).lower() if chr(n).isalnum() or chr(n) in "+#" else " " for n in range(128)}
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def canonical(text: str) -> str:
    """Return a text without case, punctuation and needless spaces. It is of bounded growth."""
    if _SIMPLE.fullmatch(text):
        return " ".join(text.lower().split())
    if text.isascii():
        return " ".join(_WORD.findall(text.translate(_PLAIN)))
    text = unicodedata.normalize("NFKC", text.translate(_SPACES)).casefold()
    text = _VARIATION.sub("", unicodedata.normalize("NFKC", text).translate(_SPACES))
    return " ".join(_WORD.findall("".join(map(_letter, text))))


def plain(text: str) -> str:
    """Return the canonical form of what somebody typed, cut where nobody types on."""
    # A decomposed syllable has up to three characters; one ligature can become eighteen.
    return canonical(text[: 3 * LIMIT])[:LIMIT].rstrip()


def joined(words: Words) -> str:
    """Return words written as one, except between digits: 3.5 is not 35."""
    whole = ""
    for word in words:
        gap = " " if whole[-1:].isdecimal() and word[:1].isdecimal() else ""
        whole += gap + word
    return whole


def digits(words: Words) -> Words:
    """Return the numbers in some words, in order."""
    return tuple(re.findall(r"\d+", " ".join(words)))


def decomposed(text: str) -> str:
    """Return a text with each syllable in its letters, so that half a syllable is a prefix."""
    return unicodedata.normalize("NFD", text)


def _letter(character: str) -> str:
    kind = unicodedata.category(character)
    if kind[0] in "LN" or kind in {"Mn", "Mc"} or character in "+#":
        return character
    return "" if kind in {"Cf", "Me"} else " "

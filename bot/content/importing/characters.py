"""Bytes to text, and text to characters that a lesson file can hold."""

import codecs
import re
import unicodedata

from bot.content.importing.language import share_of_hangul
from bot.errors import UnreadableIssue

# The share above which a text in an unknown encoding that reads as Korean is taken to be Korean.
_KOREAN_ENOUGH = 0.2

_JOINER_OUTSIDE_EMOJI = re.compile(
    "(?<![\ufe0f\u2600-\u27bf\U0001f000-\U0001faff])\u200d|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])"
)
# Zero-width, directional and soft-hyphen characters that come along when a page is copied.
_UNSEEN = re.compile(
    "[\u00ad\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
# Code points that Unicode keeps for no character, so that YAML takes them for a broken file.
_NO_CHARACTERS = frozenset("\ufffe\uffff")


def decode(data: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16 with its mark, or Korean in cp949.

    Raises ``UnreadableIssue`` if it is none of these.
    """
    try:
        text = _decoded(data)
    except UnicodeDecodeError:
        raise UnreadableIssue(why="its characters are in no known encoding") from None
    if "\x00" in text:
        raise UnreadableIssue(why="it is no text file")
    return text


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp949")
        if share_of_hangul(text) < _KOREAN_ENOUGH:
            raise
        return text


def clean(text: str) -> str:
    """Return a line as it is read: composed, single plain spaces, nothing unseen, no controls."""
    text = unicodedata.normalize("NFC", text)
    text = _JOINER_OUTSIDE_EMOJI.sub("", _UNSEEN.sub("", text))
    return " ".join("".join(c for c in text if c.isspace() or _is_text(c)).split())


def letters_of(text: str) -> str:
    """Return the letters and digits of a text alone, in one case, for comparing."""
    return "".join(c for c in text.casefold() if c.isalnum())


def _is_text(character: str) -> bool:
    never = unicodedata.category(character) in {"Cc", "Cs"} or character in _NO_CHARACTERS
    return not never

"""Texts as YAML writes them: plain, in quotes, or as a block."""

import re

from bot.content.fields import Day, Kind

# What YAML has no room for outside escapes, and what is a line break to some of its readers.
_NOT_PRINTABLE = re.compile(
    "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_STARTS_SOMETHING = frozenset("-?:,[]{}#&*!|>'\"%@`=~<.")
# Numbers, times, dates and amounts, in any notation of YAML 1.1 and 1.2.
_LIKE_A_NUMBER = re.compile(r"[+\-.]?[0-9][0-9a-fA-FxXoOeE_+\-.,:/TtZz ]*")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"})
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0",
            "\x85": "\\N", "\xa0": "\\_", "\u2028": "\\L", "\u2029": "\\P"}  # fmt: skip


def inline(text: str, kind: Kind) -> str:
    """Return a text on one line: plain if every reader of YAML takes it for this very text."""
    if isinstance(kind, Day) and _DAY.fullmatch(text):
        return text
    if _is_plain(text):
        return text
    if _NOT_PRINTABLE.search(text) or "\xa0" in (text[:1], text[-1:]):
        return _double_quoted(text)
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def can_be_block(text: str) -> bool:
    """Tell whether a text can stand in a ``|`` block and be seen there for what it is."""
    if not text or _NOT_PRINTABLE.search(text.replace("\n", "")):
        return False
    return not any(line.strip() != line for line in text.split("\n")) and text.strip("\n") == text


def _is_plain(text: str) -> bool:
    if not text or text != text.strip() or text[0] in _STARTS_SOMETHING:
        return False
    if _NOT_PRINTABLE.search(text) or ": " in text or " #" in text or text.endswith(":"):
        return False
    return text.casefold() not in _WORDS and _LIKE_A_NUMBER.fullmatch(text) is None


def _double_quoted(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if _NOT_PRINTABLE.match(character):
        return f"\\u{ord(character):04x}"
    return character

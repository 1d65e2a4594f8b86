"""Text without what can't be seen: control characters, direction overrides, half characters."""

import unicodedata

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_KEPT = {"\n", "\u200c", "\u200d", "\u00ad", *map(chr, range(0xE0020, 0xE0080))}
"""Line breaks, the joiners and tags that emoji and some scripts are made with, the soft hyphen."""


def visible(text: str) -> str:
    """Return a text in normal form C, every kind of blank a space, nothing invisible in it."""
    normal = unicodedata.normalize("NFC", text)
    if normal.isascii() and normal.isprintable():
        return normal
    return normal.translate(_SHOWN)


class _Shown(dict[int, str]):
    """What each character is shown as; found out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = _shown(chr(code))
        return shown


_SHOWN = _Shown()


def _shown(character: str) -> str:
    if character in _KEPT:
        return character
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _INVISIBLE else character

"""Two keyboards: QWERTY, and the two-set (두벌식) one that types Hangul on the same keys."""

from benchmarks.finding.hangul import composed, strokes

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHIFTS = (0.0, 0.5, 0.75, 1.25)
"""How far a row begins to the right of the first, in keys."""

_KEYS = "qwertyuiopasdfghjklzxcvbnmQWERTOP"
_JAMO = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ"
_JAMO_OF = dict(zip(_KEYS, _JAMO, strict=True))
_KEY_OF = {jamo: letter for letter, jamo in _JAMO_OF.items()}


def neighbours(letter: str) -> str:
    """Return the letters whose keys touch a letter's key."""
    spots = {s: (x + _SHIFTS[y], y) for y, row in enumerate(_ROWS) for x, s in enumerate(row)}
    if letter not in spots:
        return ""
    x, y = spots[letter]
    near = (s for s, (x2, y2) in spots.items() if abs(x - x2) <= 1 and abs(y - y2) <= 1)
    return "".join(s for s in near if s != letter and s.isalpha())


def jamo_neighbours(jamo: str) -> str:
    """Return the jamo whose keys touch a jamo's key."""
    return "".join(_JAMO_OF[key] for key in neighbours(_KEY_OF[jamo].lower()))


def in_hangul_layout(text: str) -> str:
    """Return what appears if Latin letters are typed while the keyboard is on Hangul."""
    return composed("".join(_JAMO_OF.get(s, _JAMO_OF.get(s.lower(), s)) for s in text))


def in_latin_layout(text: str) -> str:
    """Return what appears if Hangul is typed while the keyboard is on Latin letters."""
    return "".join(_KEY_OF.get(stroke, stroke) for stroke in strokes(text))

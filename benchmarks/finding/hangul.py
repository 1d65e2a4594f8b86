"""Hangul taken apart into what is typed, stroke by stroke, and put together again."""

from collections.abc import Iterable

LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = ["", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]
_FIRST, _LAST = 0xAC00, 0xD7A3
_COMPOUNDS = """
ㅘㅗㅏ ㅙㅗㅐ ㅚㅗㅣ ㅝㅜㅓ ㅞㅜㅔ ㅟㅜㅣ ㅢㅡㅣ
ㄳㄱㅅ ㄵㄴㅈ ㄶㄴㅎ ㄺㄹㄱ ㄻㄹㅁ ㄼㄹㅂ ㄽㄹㅅ ㄾㄹㅌ ㄿㄹㅍ ㅀㄹㅎ ㅄㅂㅅ
"""
"""Jamo that are typed with two strokes, each with the two after it."""

_PARTS = {compound[0]: compound[1:] for compound in _COMPOUNDS.split()}
_WHOLES = {parts: whole for whole, parts in _PARTS.items()}


def is_hangul(text: str) -> bool:
    """Whether a text is written in Hangul syllables, spaces aside."""
    signs = text.replace(" ", "")
    return bool(signs) and all(_FIRST <= ord(sign) <= _LAST for sign in signs)


def strokes(text: str) -> str:
    """Return a text with its Hangul taken apart into what is typed, stroke by stroke."""
    return "".join(stroke for sign in text for stroke in _strokes(sign))


def _strokes(sign: str) -> Iterable[str]:
    if not _FIRST <= ord(sign) <= _LAST:
        return _PARTS.get(sign, sign)
    rest, tail = divmod(ord(sign) - _FIRST, len(_TAILS))
    lead, vowel = divmod(rest, len(VOWELS))
    parts = (LEADS[lead], VOWELS[vowel], _TAILS[tail])
    return "".join(_PARTS.get(part, part) for part in parts)


def initials(text: str) -> str:
    """Return the initial consonants of Hangul, without spaces: ㅂㄷㅊ for 반도체."""
    syllables = (sign for sign in text if _FIRST <= ord(sign) <= _LAST)
    return "".join(LEADS[(ord(s) - _FIRST) // (len(VOWELS) * len(_TAILS))] for s in syllables)


def composed(typed: str) -> str:
    """Return what strokes look like once the keyboard has put them together into syllables."""
    writing = _Writing()
    for stroke in typed:
        if stroke in VOWELS:
            writing.vowel(stroke)
        else:
            writing.consonant(stroke)
    return writing.text()


class _Writing:
    """A syllable that is being typed, and the text before it."""

    def __init__(self) -> None:
        self._done = self._lead = self._vowel = self._tail = ""

    def text(self) -> str:
        return self._done + _syllable(self._lead, self._vowel, self._tail)

    def vowel(self, stroke: str) -> None:
        if self._tail:
            # The last consonant slides over to the vowel that comes after it.
            strokes_of = _PARTS.get(self._tail, self._tail)
            self._tail, slid = strokes_of[:-1], strokes_of[-1]
            self._begin(slid, stroke)
        elif self._vowel + stroke in _WHOLES:
            self._vowel = _WHOLES[self._vowel + stroke]
        elif self._lead and not self._vowel:
            self._vowel = stroke
        else:
            self._begin("", stroke)

    def consonant(self, stroke: str) -> None:
        """Take a consonant, or a sign that is no jamo at all."""
        if self._lead and self._vowel and not self._tail and stroke in _TAILS:
            self._tail = stroke
        elif self._tail and self._tail + stroke in _WHOLES:
            self._tail = _WHOLES[self._tail + stroke]
        else:
            self._begin(stroke if stroke in LEADS else "", "")
            self._done += stroke if stroke not in LEADS else ""

    def _begin(self, lead: str, vowel: str) -> None:
        self._done = self.text()
        self._lead, self._vowel, self._tail = lead, vowel, ""


def _syllable(lead: str, vowel: str, tail: str) -> str:
    if not (lead and vowel):
        return lead + vowel
    spot = (LEADS.index(lead) * len(VOWELS) + VOWELS.index(vowel)) * len(_TAILS)
    return chr(_FIRST + spot + _TAILS.index(tail))

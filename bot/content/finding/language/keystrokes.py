"""Text as the keys one presses for it: Korean on the two-set keyboard, other letters as they are.

In keys a slip of the finger is one letter, half a syllable is a prefix of the whole one, and what
was typed with the keyboard in the wrong language is the same text: ㅗㅠㅡ, hbm. A Korean word and a
foreign one may be the same in keys: whoever compares them has to look at the letters, too.
"""

from bot.content.finding.language.normal import Words, joined

_FIRST, _FINALS, _VOWELS = 0xAC00, 28, 21
# In Unicode's order: initial consonants, vowels, final consonants (the first is none).
_INITIALS = "r R s e E f a q Q t T d w W c z x v g"
_VOWEL_KEYS = "k o i O j p u P h hk ho hl y n nj np nl b m ml l"
_FINAL_KEYS = "r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g"
_INITIAL, _VOWEL, _FINAL = _INITIALS.split(), _VOWEL_KEYS.split(), ["", *_FINAL_KEYS.split()]
_JAMO = {
    **{chr(0x1100 + i): keys for i, keys in enumerate(_INITIAL)},
    **{chr(0x1161 + i): keys for i, keys in enumerate(_VOWEL)},
    **{chr(0x11A7 + i): keys for i, keys in enumerate(_FINAL) if keys},
}
_CONSONANTS = frozenset(_INITIAL)
_KEY_OF_JAMO = {ord(jamo): keys for jamo, keys in _JAMO.items()}
_LOOSE = frozenset(chr(0x1100 + i) for i in range(len(_INITIAL))) | frozenset(
    jamo for jamo, keys in _JAMO.items() if jamo >= "\u11a8" and set(keys) <= _CONSONANTS
)


class _Keys(dict[int, str]):
    """The keys of each character, by its number, learned when it is met; others stand for
    themselves."""

    def __missing__(self, number: int) -> str:
        place = number - _FIRST
        if not 0 <= place < len(_INITIAL) * _VOWELS * _FINALS:
            keys = chr(number)
        else:
            initial, rest = divmod(place, _VOWELS * _FINALS)
            vowel, final = divmod(rest, _FINALS)
            keys = _INITIAL[initial] + _VOWEL[vowel] + _FINAL[final]
        self[number] = keys
        return keys


_KEYS = _Keys(_KEY_OF_JAMO)


def keystrokes(text: str) -> str:
    """Return the keys for a canonical text. Shift is a capital letter."""
    return text if text.isascii() else text.translate(_KEYS)


def key_of(words: Words) -> str:
    """Return words run together, in keys: what they are looked up by."""
    return keystrokes(joined(words))


def initials(text: str) -> str:
    """Return the first consonant of each syllable in keys, and other letters as they are."""
    return "".join(map(_initial, text))


def is_initials(text: str) -> bool:
    """Return whether a canonical text is made of loose consonants: ㅈㅅ for 주식."""
    return bool(text) and all(letter in _LOOSE or letter == " " for letter in text)


def _initial(letter: str) -> str:
    place = ord(letter) - _FIRST
    if 0 <= place < len(_INITIAL) * _VOWELS * _FINALS:
        return _INITIAL[place // (_VOWELS * _FINALS)]
    return letter

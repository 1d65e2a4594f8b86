"""What appears on the screen when keys of the two-set Korean keyboard are pressed."""

import re

# In Unicode's order.
_INITIALS = "r R s e E f a q Q t T d w W c z x v g"
_VOWEL_KEYS = "k o i O j p u P h hk ho hl y n nj np nl b m ml l"
_FINAL_KEYS = "r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g"
_INITIAL, _VOWEL, _FINAL = _INITIALS.split(), _VOWEL_KEYS.split(), ["", *_FINAL_KEYS.split()]
_LOOSE = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_CONSONANTS = "[rRseEfaqQtTdwWczxvg]"
_VOWELS = "hk|ho|hl|nj|np|nl|ml|[koiOjpuPhynbml]"
_FINALS = "rt|sw|sg|fr|fa|fq|ft|fx|fv|fg|qt|[rRseTfaqtdwczxvg]"
# A consonant belongs to the syllable before it only if no vowel follows.
_SYLLABLE = re.compile(f"({_CONSONANTS})({_VOWELS})((?:{_FINALS})(?![koiOjpuPhynbml]))?")


def typed_in_korean(keys: str) -> str:
    """Return the text that some keys make, loose letters where they make no syllable."""
    shown = ""
    while keys:
        if match := _SYLLABLE.match(keys):
            shown += _syllable(match[1], match[2], match[3] or "")
            keys = keys[match.end() :]
        else:
            shown += _loose(keys[0])
            keys = keys[1:]
    return shown


def _syllable(initial: str, vowel: str, final: str) -> str:
    number = (_INITIAL.index(initial) * len(_VOWEL) + _VOWEL.index(vowel)) * len(_FINAL)
    return chr(0xAC00 + number + _FINAL.index(final))


def _loose(key: str) -> str:
    if key in _INITIAL:
        return _LOOSE[_INITIAL.index(key)]
    return chr(0x314F + _VOWEL.index(key)) if key in _VOWEL else key

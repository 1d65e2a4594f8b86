"""How Korean sounds in Latin letters, and what people make of that: jukwon, chukwon, juggwon.

The official romanisation of 2000 is the measure, once letter by letter and once as it is spoken
(National Institute of Korean Language, "Romanization of Korean"); after that whatever people mix up
is one and the same.
"""

import re
from collections.abc import Iterator

from bot.content.finding.language.korean import is_hangul

_FIRST, _FINALS, _VOWELS, _SYLLABLES = 0xAC00, 28, 21, 11_172
_INITIAL_SOUNDS = "g kk n d tt r m b pp s ss - j jj ch k t p h"
_VOWEL_SOUNDS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"
# In Unicode's order: how a final sounds at the end, and what of it goes over to a vowel behind it.
_FINAL_SOUNDS = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t"
_GOING_OVER = "- g kk ks n nj n d r lg lm lb ls lt lp r m b ps s ss ng j ch k t p -"
_INITIAL = ["" if one == "-" else one for one in _INITIAL_SOUNDS.split()]
_VOWEL = _VOWEL_SOUNDS.split()
_FINAL = ["" if one == "-" else one for one in _FINAL_SOUNDS.split()]
_OVER = ["" if one == "-" else one for one in _GOING_OVER.split()]
_NASAL = {"k": "ng", "t": "n", "p": "m"}
_H = 27
"""The final ㅎ."""

_CONFUSED = {
    "ng": "N", "sh": "s", "ss": "s", "tch": "j", "ch": "j", "jj": "j", "zh": "j", "j": "j",
    "z": "j", "kk": "k", "gg": "k", "kh": "k", "gh": "k", "ck": "k", "k": "k", "g": "k", "c": "k",
    "q": "k", "tt": "t", "dd": "t", "th": "t", "t": "t", "d": "t", "pp": "p", "bb": "p",
    "ph": "p", "p": "p", "b": "p", "f": "p", "v": "p", "rr": "l", "ll": "l", "rl": "l",
    "lr": "l", "r": "l", "l": "l", "yeo": "yo", "yuh": "yo", "you": "yo", "yoo": "yo",
    "yo": "yo", "yu": "yo", "yae": "ye", "ye": "ye", "weo": "o", "wo": "o", "woo": "o",
    "wu": "o", "wae": "we", "we": "we", "oe": "we", "oi": "we", "wi": "wi", "wee": "wi",
    "eui": "i", "ui": "i", "yi": "i", "ee": "i", "i": "i", "eo": "o", "eu": "o", "oo": "o",
    "ou": "o", "uh": "o", "oh": "o", "u": "o", "o": "o", "ae": "e", "ai": "e", "ay": "e",
    "eh": "e", "e": "e", "ah": "a",
}  # fmt: skip
_CONFUSING = re.compile("|".join(sorted(_CONFUSED, key=len, reverse=True)))
_TWICE = re.compile(r"(.)\1+")

# Of a foreign word in Korean letters only the consonants are sure. Some of English's are not
# what they are written with.
_ENGLISH = (
    (re.compile(r"(?:tion|sion|cian)"), "sn"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"th"), "s"),
    (re.compile(r"(?:ph|v|f)"), "p"),
    (re.compile(r"dge?"), "j"),
    (re.compile(r"(?<=[aeiou])r(?![aeiou])|gh(?=t)|w"), ""),
)
_VOWELLED = re.compile("[aeiouyw]")
_HISSING = str.maketrans("j", "s")


def sound(text: str) -> str:
    """Return what a text in Latin letters sounds like, without what people mix up."""
    alike = _CONFUSING.sub(lambda match: _CONFUSED[match[0]], text.replace(" ", "'"))
    alike = alike.replace("'", "")
    return _TWICE.sub(r"\1", alike)


def sounds_of(text: str) -> tuple[str, ...]:
    """Return the sounds of a Korean text: letter by letter, and as it is spoken.

    Where n and g meet they may be read as one sound, and need not be.
    """
    text = text.replace(" ", "")
    spellings = (_written(text), "".join(_spoken(text)), _written(text, "'"))
    return tuple(dict.fromkeys(map(sound, spellings)))


def bones(text: str) -> str:
    """Return the consonants of a foreign word, in whichever letters it is written."""
    if is_hangul(text):
        text = _written(text)
    else:
        for pattern, instead in _ENGLISH:
            text = pattern.sub(instead, text)
    return _VOWELLED.sub("", sound(text)).translate(_HISSING)


def _parts(letter: str) -> tuple[int, int, int] | None:
    place = ord(letter) - _FIRST
    if not 0 <= place < _SYLLABLES:
        return None
    initial, rest = divmod(place, _VOWELS * _FINALS)
    return (initial, *divmod(rest, _FINALS))


def _written(text: str, between: str = "") -> str:
    """Return a romanisation letter by letter, perhaps with a sign between syllables."""
    syllables = ((letter, _parts(letter)) for letter in text)
    return between.join(
        letter if parts is None else _INITIAL[parts[0]] + _VOWEL[parts[1]] + _FINAL[parts[2]]
        for letter, parts in syllables
    )


def _spoken(text: str) -> Iterator[str]:
    """Yield the sounds of each syllable, as those beside it make them."""
    begins: str | None = None
    for letter, after in zip(text, (*text[1:], " "), strict=True):
        parts, following = _parts(letter), _parts(after)
        if parts is None:
            yield letter
            begins = None
            continue
        initial, vowel, final = parts
        ends, then = _meeting(final, following)
        yield (_INITIAL[initial] if begins is None else begins) + _VOWEL[vowel] + ends
        begins = then


def _meeting(final: int, following: tuple[int, int, int] | None) -> tuple[str, str | None]:
    """Return how a final sounds, and the next initial, if that sounds otherwise than written."""
    ends = _FINAL[final]
    if following is None:
        return ends, None
    initial = _INITIAL[following[0]]
    if not final:
        return ends, None
    if not initial:
        return ("ng", "") if ends == "ng" else ("", _OVER[final])
    if final == _H and initial in {"g", "d", "j"}:
        return "", {"g": "k", "d": "t", "j": "ch"}[initial]
    if {ends, initial} == {"n", "r"} or (ends, initial) == ("l", "n"):
        return "l", "l"
    if initial == "r" and ends != "l":
        return _NASAL.get(ends, ends), "n"
    if initial in {"n", "m"}:
        return _NASAL.get(ends, ends), None
    return ends, None

"""Whether a name that reads like some words of a text really stands there."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from bot.content.finding.language.english import STOP
from bot.content.finding.language.korean import ALL, is_hangul
from bot.content.finding.language.normal import joined
from bot.content.finding.language.written import Token, core

_ACRONYM = 4
"""Letters up to which capitals alone tell an acronym from a word: IT, it."""
_GLUE = frozenset("._@")
"""Between two words these make one of both: Character.AI, ai_chip.py."""
_JOINING = _GLUE | frozenset(("-", "'", "&", "+", "/", ""))
"""Beside a single letter these make it part of something: C-3PO, R&D."""
_OTHERWISE = frozenset(("de", "in", "pre", "post", "re", "self", "semi", "sub", "super", "un"))
"""With a hyphen these make another word: semi-supervised."""
_LEAST_PIECE, _LEAST_SYLLABLES = 3, 2


@dataclass(frozen=True, slots=True)
class Shape:
    """How a name is written: where in its run words meet, and where something ends or begins.

    Of names that read alike, the one of the lowest rank is meant.
    """

    rank: int
    acronym: bool
    joints: frozenset[int]
    breaks: frozenset[int]


def shape_of(name: Sequence[Token], forms: Sequence[str], rank: int) -> Shape:
    """Return the shape of a name whose words have these forms."""
    ends = _ends(forms)
    return Shape(rank, _is_acronym(name), frozenset(ends), _breaks(name, ends))


def stands(shape: Shape, span: Sequence[Token], forms: Sequence[str]) -> bool:
    """Return whether a name may be written as in this span of a text."""
    if shape.acronym and not (len(span) == 1 and core(span[0].written).isupper()):
        return False
    ends = _ends(forms)
    if not _breaks(span, ends) <= shape.breaks:
        return False
    torn = (number for number, end in enumerate(ends) if end not in shape.joints)
    return all(_is_piece(forms[n]) and _is_piece(forms[n + 1]) for n in torn)


def is_apart(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Return whether the words from start to end are not part of a longer word."""
    if _are_one(tokens, start) or _are_one(tokens, end):
        return False
    before = tokens[start].gap
    if before == "-" and tokens[start - 1].word in _OTHERWISE:
        return False
    if end - start > 1 or len(tokens[start].folded) > 1:
        return True
    after = tokens[end].gap if end < len(tokens) else " "
    particle = after == "" and tokens[end].word in ALL
    return before not in _JOINING and (after not in _JOINING or particle)


def is_shouted(tokens: Sequence[Token], known: Container[str]) -> bool:
    """Return whether a text is in capitals, so that IT and US may be it and us."""
    words = [t.written for t in tokens if t.word not in known and t.written.isalpha()]
    return sum(map(str.isupper, words)) * 2 > len(words) and not any(map(is_hangul, words))


def is_everyday(token: Token) -> bool:
    """Return whether a word in small letters would say nothing about the subject."""
    return token.word in STOP


def _is_acronym(name: Sequence[Token]) -> bool:
    written = core(name[0].written)
    letters = sum(map(str.isalpha, written))
    return len(name) == 1 and letters <= _ACRONYM and written.isalnum() and written.isupper()


def _ends(forms: Sequence[str]) -> list[int]:
    """Return where in their run the words end, but for the last."""
    return [len(joined(tuple(forms[:number]))) for number in range(1, len(forms))]


def _breaks(tokens: Sequence[Token], ends: Sequence[int]) -> frozenset[int]:
    later = zip(tokens[1:], ends, strict=True)
    return frozenset(end for token, end in later if token.starts_anew)


def _are_one(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a word and the one before it are parts of one."""
    if not 0 < place < len(tokens) or tokens[place].gap not in _GLUE:
        return False
    return not (is_hangul(tokens[place - 1].word) or is_hangul(tokens[place].word))


def _is_piece(word: str) -> bool:
    """Return whether half of a word, torn from it, may be this short: block chain, to get her."""
    return len(word) >= (_LEAST_SYLLABLES if is_hangul(word) else _LEAST_PIECE)

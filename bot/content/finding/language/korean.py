"""Korean words: particles and verb endings, taken off only where grammar lets them stand."""

import re
from collections.abc import Mapping
from enum import Enum, auto
from functools import lru_cache
from types import MappingProxyType

_FIRST = "가"
_SYLLABLE = re.compile("[가-힣]")
_FINALS = 28


class After(Enum):
    """What a particle can follow."""

    CONSONANT = auto()
    VOWEL = auto()
    ANY = auto()


_SURE = {
    "이란": After.CONSONANT,
    "란": After.VOWEL,
    "은": After.CONSONANT,
    "는": After.VOWEL,
    "이": After.CONSONANT,
    "을": After.CONSONANT,
    "를": After.VOWEL,
    "에서": After.ANY,
    "에게": After.ANY,
    "으로": After.CONSONANT,
    "이라는": After.CONSONANT,
    "라는": After.VOWEL,
}
SURE: Mapping[str, After] = MappingProxyType(_SURE)
"""Particles that a noun hardly ever ends in by itself."""

# 투자 and 가 make 투자가, an investor; before a question it can only be the particle.
ASKED: Mapping[str, After] = MappingProxyType(
    _SURE | {"가": After.VOWEL, "의": After.ANY, "에": After.ANY, "이라": After.CONSONANT}
)
"""Particles before a question: 투자가 뭐야."""

ALL: Mapping[str, After] = MappingProxyType(
    dict(ASKED)
    | dict.fromkeys(("도", "만", "까지", "부터", "처럼", "보다", "에는", "에도", "와의"), After.ANY)
    | {"와": After.VOWEL, "과": After.CONSONANT, "로": After.VOWEL, "나": After.VOWEL}
    | {"이나": After.CONSONANT, "이랑": After.CONSONANT, "랑": After.VOWEL, "과의": After.CONSONANT}
)
"""Every particle, for ranking, where a mistake costs little."""

_ALSO = """
    들 로서 로써 으로서 으로써 라도 이라도 라고 이라고 이라며 라며 라면 이라면 마저 조차 밖에 뿐
    께서 한테 하고 이다 입니다 이에요 예요 이고 이며 인데 이야 이지 이죠 인 인가 인가요 인지 요
"""
ATTACHED: Mapping[str, After] = MappingProxyType(
    dict(ALL) | dict.fromkeys(_ALSO.split(), After.ANY) | {"야": After.VOWEL, "죠": After.VOWEL}
)
"""Whatever may follow a noun in a sentence, one after the other: 모델들에서는."""

# A single syllable before these may be a word of its own: 주가 is a share price, 주 a share.
_AFTER_ONE = frozenset("은는을를")

_ENDINGS = """
    했나요 됐나요 되었나요 하였나요 인가요 한가요 하나요 되나요 나요 까요 을까요 할까요
    될까요 습니까 입니까 했습니까 됐습니까 합니까 됩니까 했어요 됐어요 했어 됐어 했는지 됐는지
    되었는지 하는지 인지 되었다 했다 됐다 하였다 한다 된다 합니다 됩니다 했습니다 됐습니다
    되었습니다 입니다 이다 하는 되는 하고 되고 하면 되면 하여 되어 해서 돼서 하지 되지 했던
    됐던 된 한 할 될 하기 되기 해요 돼요 인가 예요 이에요
"""
_VERB_ENDINGS = tuple(sorted(_ENDINGS.split(), key=len, reverse=True))

_STOP = """
    왜 뭐 뭐가 뭔가요 무엇 무엇이 무엇을 무엇인가요 어떻게 어떤 언제 어디 어디서 누가 누구 그
    이 저 것 게 건 거 수 등 및 더 좀 또 안 못 있나요 있어요 있는 있다 있을까요 없나요 없는 하나요
    되나요 인가요 한가요 해 돼 한 할 된 때문 때문에 대해 대한 위해 위한 알려줘 알려주세요 설명해줘
    어때 어떤가요 요
"""
STOP = frozenset(_STOP.split())
"""Words that say nothing about the subject."""


def is_hangul(text: str) -> bool:
    """Return whether there is a Korean syllable in a text."""
    return not text.isascii() and _SYLLABLE.search(text) is not None


def without_particle(word: str, particles: Mapping[str, After]) -> str:
    """Return a word without the particle it ends in, if it surely ends in one."""
    for size in (3, 2, 1):
        rest, particle = word[:-size], word[-size:]
        if rest and particle in particles and _follows(rest, particle, particles[particle]):
            return rest
    return word


@lru_cache(maxsize=50_000)
def noun(word: str) -> str:
    """Return a word without its verb ending or its particle, if two syllables remain."""
    if word.endswith(_VERB_ENDINGS):
        for ending in _VERB_ENDINGS:
            if word.endswith(ending) and len(word) >= len(ending) + 2:
                return word.removesuffix(ending)
    return without_particle(word, ALL)


def is_attached(stem: str, word: str) -> bool:
    """Return whether a word is a noun with nothing but particles, or a verb ending, behind it."""
    bare = word
    while len(bare) > len(stem):
        bare, before = without_particle(bare, ATTACHED), bare
        if bare == before:
            break
    return bare == stem or noun(word) == stem


def _follows(rest: str, particle: str, after: After) -> bool:
    if not is_hangul(rest[-1]):
        return True
    if len(rest) == 1 and particle not in _AFTER_ONE:
        return False
    closed = (ord(rest[-1]) - ord(_FIRST)) % _FINALS > 0
    return after is After.ANY or (after is After.CONSONANT) == closed

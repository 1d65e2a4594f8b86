"""English words: plurals, stems, and the words that say nothing about the subject."""

from functools import lru_cache

from bot.content.finding.language.irregular import STEMS
from bot.content.finding.language.normal import Words

_STOP = """
    a about after all also am an and any are as at be because been before being but by can could
    did do does doing done for from had has have having he her here his how i if in into is it its
    itself just me more most my no not now of off on one only or other our out over own please shall
    she should so some still such t than that the their them then there these they this those time
    to too under up us very was we were what when where which while who whom whose why will with
    won would you your s re ll ve d m isn aren wasn weren doesn don didn hasn haven hadn couldn
    shouldn wouldn isnt arent wasnt doesnt dont didnt wont cant cannot get got go make made mean
    means tell explain thing things much many happen happens happened happening become becomes
    became
"""

_SINGULAR_IN_S = """
    alias atlas bias canvas chaos christmas cosmos ethos ftps gas https imaps ldaps lens mars
    news smtps series species texas
"""
STOP = frozenset(_STOP.split())
"""Words that say nothing about the subject."""

_KEPT = frozenset(_SINGULAR_IN_S.split())
_IN_U = frozenset(("cpu", "gpu", "guru", "menu", "npu", "tpu"))
_IRREGULAR = {
    "analyses": "analysis",
    "bases": "basis",
    "children": "child",
    "crises": "crisis",
    "criteria": "criterion",
    "hypotheses": "hypothesis",
    "indices": "index",
    "matrices": "matrix",
    "men": "man",
    "people": "person",
    "phenomena": "phenomenon",
    "theses": "thesis",
    "vertices": "vertex",
    "women": "woman",
}
_SHORT = 3
_SINGULAR_ENDS = ("ss", "us", "is")
_MUTE_E = ("che", "oe", "she", "sse", "use", "xe", "ze")
_ENDINGS = (
    ("usion", "ud"),
    ("ision", "id"),
    ("ation", "at"),
    ("ition", "it"),
    ("ence", ""),
    ("ency", ""),
    ("ance", ""),
    ("ment", ""),
    ("ent", ""),
    ("ing", ""),
    ("ied", "y"),
    ("ed", ""),
    ("ly", ""),
)
_LEAST_STEM = 4


@lru_cache(maxsize=50_000)  # people and indexes use the same few thousand words again and again
def singular(word: str) -> str:
    """Return a word without its plural ending. Both forms of a word come out alike."""
    if len(word) <= _SHORT or not (word.isascii() and word.isalpha()) or word in _KEPT:
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("es") and word[:-2] in _KEPT:
        return word[:-2]
    if word[:-1] in _IN_U:
        return word[:-1]
    if word.endswith("s") and not word.endswith(_SINGULAR_ENDS):
        word = word[:-1]
    return _alike(word)


def singulars(words: Words) -> Words:
    """Return words without their plural endings."""
    return tuple(map(singular, words))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return what a word has in common with its relations: excluded and exclusion, exclud."""
    word = STEMS.get(word) or singular(word)
    word = STEMS.get(word, word)
    if not (word.isascii() and word.isalpha()):
        return word
    for _ in range(2):
        word = _shortened(word)
    return word[:-1] if word.endswith("e") and len(word) > _LEAST_STEM else word


def _alike(word: str) -> str:
    """Return a form in which box(e) and cach(e), movi(e) and policy no longer differ."""
    if len(word) <= _SHORT:
        return word
    if word.endswith("ie"):
        return word[:-2] + "y"
    return word[:-1] if word.endswith(_MUTE_E) else word


def _shortened(word: str) -> str:
    for ending, instead in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest + instead) >= _LEAST_STEM:
            return _undoubled(rest) if ending in {"ing", "ed"} else rest + instead
    return word


def _undoubled(word: str) -> str:
    twice = word[-1] == word[-2] and word[-1] not in "aeiouls"
    return word[:-1] if twice else word

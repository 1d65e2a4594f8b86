"""What somebody asks about, without the words that only ask."""

import re
from collections.abc import Iterator

from bot.content.finding.language.korean import ASKED, SURE, without_particle
from bot.content.finding.language.normal import Words, plain

_OPENING = re.compile(
    r"(?:please|(?:can|could|would|will) you|do you know|i (?:want|would like) to know"
    r"|what (?:is|s|are|re|was|were)(?: meant by)?|what exactly (?:is|are)|whats"
    r"|who (?:is|are|s)|define|(?:definition|meaning) of|explain(?: to me)?|describe"
    r"|tell me(?: more)?(?: about)?|about|the|an?) (?=.)"
)
_CLOSING = re.compile(
    r" (?:meaning|definition|explained|please|pls|exactly|in (?:simple|plain) (?:words|terms))$"
)
_AROUND = re.compile(
    r"what (?:does|do|did) (.+) (?:mean|stand for|refer to)|what (.+) (?:is|are|means?)"
)
_POLITE = r"\s?(?:줘요?|주세요|줄래요?|주실래요|주시겠어요|달라|봐요?)"
_ASKING = re.compile(
    r"(?:\s*(?:"
    r"뭐(?:야|예요|에요|죠|지|냐|임|니|인가요?|인지|라고)|뭔(?:가요?|지|데|가)"
    r"|무엇(?:인가요?|입니까|이에요|이야|인지|일까요?|이죠)?"
    rf"|알려{_POLITE}|설명\s?(?:좀\s?)?(?:해{_POLITE}|부탁해요?|부탁드려요|부탁드립니다)"
    rf"|가르쳐{_POLITE}|궁금(?:해요?|합니다)|뜻)"
    r"|\s+(?:뭐|설명|좀|요|무슨 (?:뜻|의미))"
    r"|\s+(?:무슨 )?뜻(?:은|이|을|이야|이에요|인가요?)"
    r"|\s+무슨 의미(?:야|예요|인가요?)"
    r"|(?:의|이란|란) (?:의미|정의|개념)(?:은|는|이|가|을|를)?"
    r"|에 (?:대해서?|대하여|관해서?|관하여)|(?:이?라는)? (?:것|게|건|말)(?:이|은|을)?)$"
)

_BEGINNINGS = """
    please can could would will do i what whats who define definition meaning explain describe tell
    about the a an
"""
_ENDS = "meaning definition explained please pls exactly words terms"
_FIRST, _LAST = frozenset(_BEGINNINGS.split()), frozenset(_ENDS.split())
"""How a text begins or ends that may have such phrases around what it is about."""
_LAST_LETTERS = frozenset(
    "야요죠지냐임니가고데까엇줘래라봐해다뜻뭐명좀미의념은는이을를서여것게건말란로"
)
"""The letters that Korean phrases and particles end in."""
_MOST = 8
"""Phrases taken off, one around the other."""


def readings(text: str) -> tuple[Words, ...]:
    """Return a text in canonical words: as it is, then ever barer of phrases that ask.

    The barest comes last. Nothing comes of a text without letters.
    """
    text = plain(text)
    words = tuple(text.split())
    # Most of what is typed is a name alone.
    if not words or _is_bare(text, words):
        return (words,) if words else ()
    return tuple(tuple(stage.split()) for stage in dict.fromkeys(_barer(text)) if stage)


def _is_bare(text: str, words: Words) -> bool:
    """Return whether a text has nothing around it, by how it begins and ends."""
    if words[0] in _FIRST or words[-1] in _LAST:
        return False
    return text.isascii() or text[-1] not in _LAST_LETTERS


def _barer(text: str) -> Iterator[str]:
    asked = False
    shorter = text
    for _ in range(_MOST):
        text = shorter
        yield text
        shorter = _without_english(text)
        if shorter == text and not text.isascii():
            shorter = _ASKING.sub("", text).strip()
            asked = asked or shorter != text
        if shorter == text:
            break
    if text.isascii():
        return
    # Once only: what still looks like a particle then belongs to the word.
    before, space, last = text.rpartition(" ")
    yield before + space + without_particle(last, ASKED if asked else SURE)


def _without_english(text: str) -> str:
    if around := _AROUND.fullmatch(text):
        return str(around[1] or around[2])
    if opening := _OPENING.match(text):
        return text[opening.end() :]
    return _CLOSING.sub("", text)

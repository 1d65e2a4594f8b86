"""What somebody means who just writes to the bot: a question, or a word they want explained."""

import re

_ENGLISH = re.compile(
    r"(who|whom|whose|what|when|where|which|why|how|is|are|was|were|do|does|did|can|could|should"
    r"|would|will|has|have|isn't|aren't|won't|don't|doesn't|didn't)(['’](s|re|d|ll))?\b",
    re.IGNORECASE,
)
_KOREAN = re.compile(
    r"(^|\s)(왜|누가|누구|언제|어디|어떻게|무엇|무슨|어떤|어느|얼마|몇|뭐|뭘)"
    r"|(까|까요|나요|가요|니|냐|죠|지요|인지)[?？]*$"
)
_MARK = re.compile(r"[?？]['\"”’)\]]*$")
_MEANING = re.compile(
    r"what(['’]s|\s+(is|are|was|were))\s+(?P<what>.+)"
    r"|what\s+do(es)?\s+.+\s+(mean|stand\s+for)"
    r"|(define|explain|the\s+meaning\s+of)\s+.+",
    re.IGNORECASE,
)
_MEANING_KOREAN = re.compile(
    r".+?(뭐야|뭐예요|뭐에요|뭔가요|뭐죠|뭐지|무엇인가요|무엇입니까|무엇인지|이란|란|무슨\s*뜻\S*|뜻)"
)
_SHORT = 5
"""Words that a term may have; a question about more than that is no question for its meaning."""
_NO_QUESTION = 3
"""Words that are a term though somebody put a question mark after them."""


def line_meant(words: str) -> str:
    """Return the line that plain words stand for: what a term means, or an answer to a question."""
    asks = _asks_for_meaning(words) or not is_question(words)
    return f"/term {words}" if asks else f"/faq {words}"


def is_question(words: str) -> bool:
    """Tell whether words are a question, in English or Korean."""
    if _ENGLISH.match(words) or _KOREAN.search(words):
        return True
    return bool(_MARK.search(words)) and len(words.split()) > _NO_QUESTION


def _asks_for_meaning(words: str) -> bool:
    """Whether words ask what something is: a look-up of terms knows how to read that."""
    plain = words.rstrip("?？!. ")
    if len(plain.split()) <= _SHORT and _MEANING_KOREAN.fullmatch(plain):
        return True
    found = _MEANING.fullmatch(plain)
    return found is not None and len((found["what"] or "").split()) <= _SHORT

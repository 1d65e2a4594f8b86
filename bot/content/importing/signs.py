"""The signs lines start with: keycap numbers, list numbers, emoji, bullets, Q: and A:."""

import re
from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a line starts with."""

    KEYCAP = auto()
    COUNT = auto()
    """A number as lists have it: 1. 1) ①."""
    EMOJI = auto()
    BULLET = auto()
    QUESTION = auto()
    ANSWER = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Sign:
    """The sign a line starts with, its number if it has one, and the words after it."""

    kind: Kind
    text: str
    words: str
    number: int | None = None


_PICTURE = (
    "[\u203c\u2049\u2300-\u23ff\u25a0-\u2775\u2794-\u27ef\u2b00-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
)
_DRESS = "[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
_JOINED = f"(?:\u200d[\u2190-\u2bff\U0001f000-\U0001faff]{_DRESS})*"
_EMOJI = f"(?:[\U0001f1e6-\U0001f1ff]{{2}}|{_PICTURE}{_DRESS}{_JOINED})"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_OTHER_CIRCLED = ("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽", "❶❷❸❹❺❻❼❽❾❿", "➀➁➂➃➄➅➆➇➈➉", "➊➋➌➍➎➏➐➑➒➓")
_NUMBER_OF = {sign: n for row in (_CIRCLED, *_OTHER_CIRCLED) for n, sign in enumerate(row, 1)}

# A stop or bracket after a number or a letter counts only before a space: not in "3.5" or "A.I.".
_STOP = r"(?:[:：]|[.)](?=\s|[가-힣]|$))"

_KEYCAPS = re.compile("(?:[0-9]\ufe0f?\u20e3\ufe0f?){1,3}|\U0001f51f\ufe0f?")
_COUNTS = re.compile(rf"\(?[0-9]{{1,2}}[.)](?=\s|[가-힣]|$)|[{''.join(_NUMBER_OF)}]")
_EMOJIS = re.compile(f"{_EMOJI}(?: ?{_EMOJI})*")
# Signs that stand before entries of a list, and in some issues before the headings over one.
POINTERS = "▶►▸▷➡➔➜➤✔✓☑"
_ARROWS = "→⇒"
_BULLETS = re.compile(
    rf"[•▪‣・·ㆍ◦●○∙⁃⦁{POINTERS}{_ARROWS}]\ufe0f?|[-*+–—−‐‑―>»](?=\s|$)|-(?=[^\W\d_])"
)
_QUESTIONS, _ANSWERS = (
    re.compile(
        rf"(?:{words})\s?[0-9]{{0,2}}\s?{_STOP}|\[(?:{words})[0-9]{{0,2}}\]\s?:?", re.IGNORECASE
    )
    for words in ("Q|Question|질문|문", "A|Answer|답변|답")
)

# In order: a bullet may look like an emoji, and a circled number too.
_PATTERNS = (
    (Kind.KEYCAP, _KEYCAPS),
    (Kind.COUNT, _COUNTS),
    (Kind.BULLET, _BULLETS),
    (Kind.QUESTION, _QUESTIONS),
    (Kind.ANSWER, _ANSWERS),
    (Kind.EMOJI, _EMOJIS),
)
_BOLD_START = re.compile(r"\*\*([^*]+)\*\*")


def sign_of(text: str) -> Sign:
    """Return the sign at the start of a clean line. An emoji before a keycap number goes unseen."""
    for kind, pattern in _PATTERNS:
        if found := pattern.match(text):
            sign, words = found.group(), unbold(text[found.end() :].strip())
            if kind is Kind.EMOJI and (numbered := sign_of(words)).kind is Kind.KEYCAP:
                return numbered
            return Sign(kind, sign, words, _number(kind, sign))
    return Sign(Kind.NONE, "", text)


def points(sign: str) -> bool:
    """Tell whether a sign is an arrow or a tick, as buttons of a page have it too."""
    return bool(sign) and sign[0] in POINTERS + _ARROWS + ">»"


def without_emoji(text: str) -> str:
    """Return a text without the emoji it starts with."""
    found = _EMOJIS.match(text)
    return text[found.end() :].strip() if found else text


def unbold(text: str) -> str:
    """Return a text without the asterisks round its first words."""
    return _BOLD_START.sub(r"\1", text, count=1) if _BOLD_START.match(text) else text


def is_bold(text: str) -> bool:
    """Tell whether a whole text stands between double asterisks."""
    return _BOLD_START.fullmatch(text) is not None


def _number(kind: Kind, sign: str) -> int | None:
    if kind not in {Kind.KEYCAP, Kind.COUNT}:
        return None
    if sign.startswith("\U0001f51f"):
        return 10
    return _NUMBER_OF.get(sign) or int("".join(c for c in sign if c in "0123456789"))

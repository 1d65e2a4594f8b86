"""Letters and numbers by the names they have in Korean: 지피유 for GPU, 씨오투 for CO2."""

import re

_LETTERS = {
    "더블유": "w", "에이치": "h", "에이": "a", "비": "b", "씨": "c", "시": "c", "디": "d",
    "이": "e", "에프": "f", "지": "g", "아이": "i", "제이": "j", "케이": "k", "엘": "l", "엠": "m",
    "엔": "n", "오": "o", "피": "p", "큐": "q", "아르": "r", "알": "r", "에스": "s", "티": "t",
    "유": "u", "브이": "v", "엑스": "x", "와이": "y", "제트": "z",
    "원": "1", "투": "2", "쓰리": "3", "포": "4", "파이브": "5",
}  # fmt: skip
_LETTER = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)))
_SPELLED = re.compile(f"(?:(?:{_LETTER.pattern}) ?){{2,8}}")


def spelled_out(text: str) -> str:
    """Return the letters that a canonical text names one by one; nothing if it does not."""
    if not _SPELLED.fullmatch(text):
        return ""
    return "".join(_LETTERS[name] for name in _LETTER.findall(text))

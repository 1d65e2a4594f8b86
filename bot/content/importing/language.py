"""Which language a text is written in."""

# English issues about Korea quote some Korean; Korean ones are full of Latin names.
_KOREAN_FROM = 0.2


def language_of(text: str) -> str:
    """Return "ko" or "en", by the share of Hangul among the letters."""
    return "ko" if share_of_hangul(text) >= _KOREAN_FROM else "en"


def share_of_hangul(text: str) -> float:
    """Return which part of a text's letters is Hangul, from 0 to 1."""
    letters = sum(c.isalpha() for c in text)
    return sum(_is_hangul(c) for c in text) / letters if letters else 0.0


def _is_hangul(character: str) -> bool:
    return "가" <= character <= "힣" or "\u1100" <= character <= "\u11ff"

"""The few words that stand on menus and on the buttons that turn pages, in each language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What a laid out page says of its own."""

    language: str
    pick: str
    go_to: str
    page: str
    before: str
    after: str
    nothing: str


ENGLISH = Words(
    language="en",
    pick="Pick one …",
    go_to="Go to …",
    page="{number} of {count}",
    before="‹",
    after="›",
    nothing="There is nothing here.",
)

KOREAN = Words(
    language="ko",
    pick="하나 고르기 …",
    go_to="다른 곳으로 …",
    page="{count}쪽 중 {number}쪽",
    before="‹",
    after="›",
    nothing="여기에는 아무것도 없어요.",
)

_ALL = {words.language: words for words in (ENGLISH, KOREAN)}


def words_in(language: str) -> Words:
    """Return the words of a language (``ko``, ``ko-KR``), or the English ones."""
    return _ALL.get(language.replace("_", "-").split("-")[0].casefold(), ENGLISH)

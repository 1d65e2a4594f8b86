"""The few words of Slack's own windows and forms, in each language."""

from dataclasses import dataclass

from bot.layout import wording as layout


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on windows and forms; ``pages`` is what a laid out page says of its own."""

    pages: layout.Words
    close: str
    send: str
    preview: str
    search: str
    one_moment: str
    yes: str
    people: str
    also_at: str
    also_at_hint: str
    weekdays: tuple[str, ...]

    @property
    def language(self) -> str:
        """The language's code."""
        return self.pages.language


ENGLISH = Words(
    pages=layout.ENGLISH,
    close="Close",
    send="Send",
    preview="Preview",
    search="Type to search …",
    one_moment="One moment …",
    yes="Yes",
    people="People",
    also_at="Also at",
    also_at_hint="For more than one lesson a day, such as 13:00, 18:30.",
    weekdays=(
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ),
)

KOREAN = Words(
    pages=layout.KOREAN,
    close="닫기",
    send="보내기",
    preview="미리 보기",
    search="찾을 말을 입력하세요 …",
    one_moment="잠시만요 …",
    yes="예",
    people="담당자",
    also_at="이때도",
    also_at_hint="하루에 여러 번 올릴 때만 적어 주세요. 예: 13:00, 18:30",
    weekdays=("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"),
)

_ALL = {words.language: words for words in (ENGLISH, KOREAN)}


def words_in(language: str) -> Words:
    """Return the words of a language (``ko``, ``ko-KR``), or the English ones."""
    return _ALL[layout.words_in(language).language]

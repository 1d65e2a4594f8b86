"""Lessons in two languages made up for measuring look-ups: the same every time, in memory."""

import random
from collections.abc import Iterator

from benchmarks.typing_korean import typed_in_korean
from bot.content.finding.language.keystrokes import keystrokes
from bot.domain.lesson import FaqEntry, Lesson, Term, entry_id

_ONSET = "b br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sc sh sp st str t th tr v w"
_VOWEL = "a e i o u ai ea io ou"
_ONSETS, _VOWELS = _ONSET.split(), _VOWEL.split()
_CODAS = ["", "", "", "n", "r", "l", "s", "t", "nd", "st", "x", "ck", "m"]
_ENDINGS = ["", "", "", "tion", "ity", "ment", "ism", "er", "ic", "al", "ance"]
_KOREAN = (
    "가각간감강개객거건검격견결경계고곡공과관광교구국군권규균극금급기길김나남내노농능다단달담당대도독동"
    "두등라락란람량력련령로론료류률리림마만매면명모목무문물미민박반발방배백번법변별병보복본부분비사산"
    "살상색생서석선설성세소속손송수순술스시식신실심아안암압애액약양어억언업에여역연열영예오온완외요용"
    "우운원위유육은음의이익인일임입자작잔장재저적전절점정제조족존종좌주중증지직진질집차착찬참창채책처"
    "천철청체초총최추축출충취측치친침타탁탄태택토통퇴투특파판편평폐포표품풍프피하학한할항해핵행향허험"
    "혁현형호혼화확환활황회효후훈휴희"
)
_ASKING = (
    "Why does {0} {1} the {2} of {3}?",
    "How is {0} {1} different from {2} {3}?",
    "Can a {0} {1} without {2} {3}?",
    "What happens to {0} when {1} {2} falls in {3}?",
    "Who decides about {0} {1} and the {2} {3}?",
)
_ASKING_KOREAN = (
    "{0} {1}이 {2} {3}에 왜 중요한가요?",
    "{0}과 {1}의 {2}는 {3}에서 어떻게 다른가요?",
    "{0} {1}을 {2}하면 {3}은 어떻게 되나요?",
)
_KEYS = "abcdefghijklmnopqrstuvwxyz"
TERMS, ENTRIES = 4, 3
"""Of each in a lesson."""


class Making:
    """An endless supply of words of two languages, some of them much more usual than others."""

    def __init__(self, seed: int = 7, words: int = 12_000) -> None:
        self.random = random.Random(seed)  # noqa: S311 -- repeatable, not secret
        self._english = list(dict.fromkeys(self._english_word() for _ in range(words)))
        self._korean = list(dict.fromkeys(self._korean_word() for _ in range(words)))

    def lessons(self, count: int) -> Iterator[Lesson]:
        """Yield so many lessons, every other one in Korean."""
        names: set[str] = set()
        for number in range(count):
            korean = number % 2 == 1
            terms = tuple(self._term(names, korean=korean) for _ in range(TERMS))
            faq = tuple(self._entry(korean=korean) for _ in range(ENTRIES))
            yield Lesson(
                id=f"lesson-{number}",
                track="made",
                title=" ".join(self._words(3, korean=korean)),
                key_points=(),
                language="ko" if korean else "en",
                terms=terms,
                faq=faq,
            )

    def slipped(self, text: str, slips: int) -> str:
        """Return a text with slips of the finger: a key too few, too many, wrong or early."""
        keys = keystrokes(text)
        for _ in range(slips):
            at = self.random.randrange(1, len(keys))
            key = self.random.choice(_KEYS)
            keys = self.random.choice(
                (
                    keys[:at] + keys[at + 1 :],
                    keys[:at] + key + keys[at:],
                    keys[:at] + key + keys[at + 1 :],
                    keys[: at - 1] + keys[at] + keys[at - 1] + keys[at + 1 :],
                )
            )
        return keys if text.isascii() else typed_in_korean(keys)

    def _term(self, names: set[str], *, korean: bool) -> Term:
        while True:
            name = " ".join(self._words(self.random.choice((1, 2, 2, 2, 3)), korean=korean))
            if len(name) > 3 and name not in names:
                break
        names.add(name)
        short = " ".join(self._words(8, korean=korean))
        return Term(name if korean else name.title(), short, id=entry_id("term", name))

    def _entry(self, *, korean: bool) -> FaqEntry:
        asking = self.random.choice(_ASKING_KOREAN if korean else _ASKING)
        question = asking.format(*self._words(4, korean=korean))
        answer, more = (" ".join(self._words(n, korean=korean)) for n in (12, 30))
        return FaqEntry(question, answer, (more,), id=entry_id("faq", question))

    def _words(self, count: int, *, korean: bool) -> list[str]:
        words = self._korean if korean else self._english
        # Squared, so that some are met again and again, as in any language.
        return [words[int(len(words) * self.random.random() ** 2)] for _ in range(count)]

    def _english_word(self) -> str:
        some = self.random.choice
        count = some((1, 1, 2, 2, 3))
        return "".join(some(_ONSETS) + some(_VOWELS) + some(_CODAS) for _ in range(count)) + some(
            _ENDINGS
        )

    def _korean_word(self) -> str:
        return "".join(self.random.choices(_KOREAN, k=self.random.choice((2, 2, 3, 4))))

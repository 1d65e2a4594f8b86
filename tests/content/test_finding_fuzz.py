"""Whatever is typed, the library answers: with what it promised, and soon."""

import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generated import SYLLABLES, write_lessons
from bot.content.folder import read_folder
from bot.content.library import LessonLibrary
from bot.domain.finding import Found, NotFound, Unsure
from bot.domain.lesson import FaqHit, Lesson, Term, TermHit
from tests.fakes.paths import LESSONS

SLOW = 0.1  # seconds, of the processor's time
SHOWN = 25  # as many as Discord shows while one is typing
MADE_UP = 240

HANGUL = dict(zip(SYLLABLES, "바체디포구하제기로무나페퀴르", strict=True))


def in_korean(text: str) -> str:
    return re.sub("|".join(SYLLABLES), lambda found: HANGUL[found[0]], text.lower())


def korean_term(term: Term) -> Term:
    details = tuple(map(in_korean, term.details))
    return replace(term, name=in_korean(term.name), short=in_korean(term.short), details=details)


def korean(lesson: Lesson) -> Lesson:
    faq = tuple(
        replace(entry, question=in_korean(entry.question), answer=in_korean(entry.answer))
        for entry in lesson.faq
    )
    terms = tuple(map(korean_term, lesson.terms))
    return replace(lesson, title=in_korean(lesson.title), language="ko", terms=terms, faq=faq)


@pytest.fixture(scope="module", params=["shipped", "made up"])
def library(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> LessonLibrary:
    if request.param == "shipped":
        return LessonLibrary(read_folder(LESSONS).lessons.values())
    folder = tmp_path_factory.mktemp("lessons") / "made-up"
    write_lessons(folder, MADE_UP)
    lessons = list(read_folder(folder).lessons.values())
    assert len(lessons) == MADE_UP
    return LessonLibrary([*lessons[::2], *map(korean, lessons[1::2])])


@dataclass(frozen=True)
class Way:
    """A way of asking the library, and whether an answer is what it promises."""

    ask: Callable[[LessonLibrary, str], object]
    fits: Callable[[object], bool]


def finds(kind: type[TermHit | FaqHit | Lesson]) -> Callable[[object], bool]:
    def fits(answer: object) -> bool:
        match answer:
            case Found(hit):
                return isinstance(hit, kind)
            case Unsure(hits):
                return len(hits) > 0 and all(isinstance(hit, kind) for hit in hits)
            case NotFound():
                return True
            case _:
                return False

    return fits


def lists(kind: type[TermHit | FaqHit], limit: int | None = None) -> Callable[[object], bool]:
    def fits(answer: object) -> bool:
        return (
            isinstance(answer, Sequence)
            and all(isinstance(hit, kind) for hit in answer)
            and (limit is None or len(answer) <= limit)
        )

    return fits


WAYS = {
    "find_term": Way(LessonLibrary.find_term, finds(TermHit)),
    "find_answer": Way(LessonLibrary.find_answer, finds(FaqHit)),
    "find_lesson": Way(LessonLibrary.find_lesson, finds(Lesson)),
    "terms_in": Way(LessonLibrary.terms_in, lists(TermHit)),
    "complete_term": Way(lambda lib, typed: lib.complete_term(typed, SHOWN), lists(TermHit, SHOWN)),
    "complete_question": Way(
        lambda lib, typed: lib.complete_question(typed, SHOWN), lists(FaqHit, SHOWN)
    ),
}


def seconds(way: Way, library: LessonLibrary, words: str) -> float:
    """Ask, see that the answer fits, and return how long it took.

    The thread's own time is taken: what other programs do meanwhile is not this one's fault.
    """
    began = time.thread_time()
    answer = way.ask(library, words)
    took = time.thread_time() - began
    assert way.fits(answer), f"{answer!r} is not what was promised, asked {words[:60]!r}"
    return took


def best(way: Way, library: LessonLibrary, words: str) -> float:
    """Return the best of three runs. Once quick enough, it is not asked again.

    Each run asks something a little else, so that nothing kept from the last makes it quick.
    """
    shortest = seconds(way, library, words)
    for run in ("1", "2"):
        if shortest < SLOW:
            break
        shortest = min(shortest, seconds(way, library, words + run))
    return shortest


def slow_ways(library: LessonLibrary, words: str) -> dict[str, float]:
    took = {name: best(way, library, words) for name, way in WAYS.items()}
    return {name: took for name, took in took.items() if took >= SLOW}


def many_words(count: int, letters: str, seed: int) -> str:
    chance = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    made: set[str] = set()
    while len(made) < count:
        made.add("".join(chance.choices(letters, k=chance.randint(2, 7))))
    return " ".join(sorted(made))


LETTERS = "abcdefghijklmnopqrstuvwxyz"
MARKS = "".join(map(chr, range(0x300, 0x370)))
FAMILY = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}\u200d\N{BOY}"
NASTY = {
    "nothing": "",
    "one space": " ",
    "6,000 spaces": " " * 6000,
    "all kinds of spaces": "\u00a0\u2003\u3000\t\r\n\x0b\x0c\x85\u2028\u2029\u200b\ufeff" * 460,
    "words far apart": "ai" + " " * 5990 + "chips",
    "a NUL": "\0",
    "6,000 NULs": "\0" * 6000,
    "NULs in a word": "\0".join("hallucination"),
    "all control characters": "".join(map(chr, [*range(32), *range(0x7F, 0xA0)])) * 90,
    "a high surrogate": "\ud83d",
    "a low surrogate": "\udc00 what is AI",
    "surrogates the wrong way round": "\udc00\ud83d" * 3000,
    "surrogates in a word": "hallu\ud800cination",
    "the last code points": "\ufffe\uffff\U0010fffe\U0010ffff" * 1500,
    "what is, what is": "what is " * 800,
    "define, define": "define " * 850 + "AI",
    "뭐야, 뭐야": "뭐야" * 2000,
    "이 뭐야, 이 뭐야": "AI이 뭐야 " * 800,
    "뜻, 뜻": "뜻 " * 3000,
    "particles": "은는이가을를에서부터까지" * 500,
    "polite endings": "하나요습니까해요인가요" * 545,
    "a regex bomb": "(a+)+$" + "a" * 5990 + "!",
    "another regex bomb": "(.*)*" * 1200 + "\\",
    "a regex that is wrong": "([{*+?\\" * 850,
    "quoting": "\"'`´“”‘’«»「」" * 400,
    "wildcards": "%_*?[]^$" * 750,
    "6,000 of one letter": "a" * 6000,
    "6,000 letters with no space": many_words(1100, LETTERS, 1).replace(" ", "")[:6000],
    "two letters in turn": "ab" * 3000,
    "6,000 ㄱ": "ㄱ" * 6000,
    "6,000 initial consonants": "ㅇㄱㅈㄴㅇ" * 1200,
    "6,000 syllables": "".join(map(chr, range(0xAC00, 0xAC00 + 6000))),
    "one syllable 6,000 times": "각" * 6000,
    "jamo put together": "\u1112\u1161\u11ab" * 2000,
    "jamo that fit nothing": "\u11ff\u1100\u1160\ud7fb\ua97c" * 1200,
    "3,000 different words": many_words(3000, LETTERS, 2),
    "3,000 different Korean words": many_words(3000, "가나다라마바사아자차카타파하", 3),
    "3,000 words of the lessons": "naver independent AI chips data " * 600,
    "one entry's question 100 times": "Does a chatbot learn from what I tell it? " * 100,
    "one term's name 500 times": "High-Bandwidth Memory " * 300,
    "the wrong keyboard": "ㅗㅠㅡ " * 1500,
    "combining marks alone": MARKS * 54,
    "zalgo": "".join(letter + MARKS for letter in "what is a hallucination") * 2,
    "one letter, 6,000 marks": "e" + "\u0301" * 6000,
    "marks in falling order": "e" + "\u0345\u0301\u0323\u0327\u0338" * 1200,
    "right to left": "\u202e\u202d\u2066\u2067\u2069\u200f" * 1000,
    "Arabic and Hebrew": "ما هو الذكاء الاصطناعي؟ מהי בינה מלאכותית? " * 140,
    "the longest that NFKC makes of one": "\ufdfa" * 6000,
    "families": FAMILY * 850,
    "flags and skins": "🇰🇷👍🏽❤️1️⃣🏴󠁧󠁢󠁥󠁮󠁧󠁿" * 400,
    "letters that grow": "ßŉǰΐİﬃﬄ" * 850,
    "wide letters": "ＨＢＭ　ｗｈａｔ　ｉｓ" * 460,
    "maths letters": "𝕎𝕙𝕒𝕥 𝕚𝕤 𝔸𝕀 " * 460,
    "digits of all kinds": "0٠०೦๐０𝟘①Ⅷ½²" * 540,
    "hyphens": "-‐‑‒–—―−" * 750,
    "apostrophes": "what's it's isn't 'tis " * 260,
    "mentions": "<@123456789> @everyone <#1> </term:1> " * 160,
    "a page of code": "for i in range(10):\n    print({i: [i] * i}) # ¯\\_(ツ)_/¯\n" * 100,
    "lines": "\n" * 6000,
    "a full stop after each word": "why. does. ai. make. things. up. " * 180,
}


@pytest.mark.parametrize("nasty", NASTY)
def test_no_answer_to_a_nasty_takes_100_ms(library: LessonLibrary, nasty: str) -> None:
    assert slow_ways(library, NASTY[nasty]) == {}


def prefixes(name: str) -> Iterator[str]:
    return (name[:end] for end in range(len(name) + 1))


def test_no_beginning_of_a_long_name_takes_100_ms(library: LessonLibrary) -> None:
    terms = [name for one in library.lessons() for term in one.terms for name in names(term)]
    questions = [entry.question for one in library.lessons() for entry in one.faq]
    titles = [one.title for one in library.lessons()]
    longest = [max(texts, key=len) for texts in (terms, questions, titles)]
    assert min(map(len, longest)) > 15
    for beginning in (part for name in longest for part in prefixes(name)):
        assert slow_ways(library, beginning) == {}, beginning


def names(term: Term) -> tuple[str, ...]:
    return (term.name, *term.aliases)


EVERY_CHARACTER = st.characters(exclude_categories=()) | st.characters(categories=["Cs"])
KOREAN = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7FF) | st.characters(
    min_codepoint=0x1100, max_codepoint=0x11FF
)
PIECES = [
    *(
        "what is ",
        "What's ",
        "define ",
        "why ",
        "how do you ",
        "the ",
        "은",
        "이 뭐야",
        " 뜻",
        "인가요?",
    ),
    *(
        "AI",
        "Naver ",
        "open-source ",
        "HBM",
        "파운데이션 모델",
        "ㅍㅇㄷㅇㅅ",
        "ㅗㅠㅡ",
        "data centers ",
    ),
    *(
        "bafo",
        "바포",
        "\0",
        "\ud800",
        "\u0301",
        "\u200d",
        "\u202e",
        " ",
        "\n",
        "?",
        "-",
        "'",
        "ㄱ",
        "0",
    ),
]
TYPED = (
    st.text(EVERY_CHARACTER)
    | st.text(KOREAN)
    | st.lists(st.sampled_from(PIECES) | st.text(EVERY_CHARACTER, max_size=3), max_size=60).map(
        "".join
    )
)


@settings(max_examples=150)
@given(typed=TYPED)
def test_whatever_is_typed_the_answer_is_of_the_promised_kind(
    library: LessonLibrary, typed: str
) -> None:
    assert slow_ways(library, typed) == {}


@settings(max_examples=50)
@given(typed=TYPED, limit=st.integers(0, 30))
def test_no_more_is_offered_while_typing_than_was_asked_for(
    library: LessonLibrary, typed: str, limit: int
) -> None:
    assert lists(TermHit, limit)(library.complete_term(typed, limit))
    assert lists(FaqHit, limit)(library.complete_question(typed, limit))

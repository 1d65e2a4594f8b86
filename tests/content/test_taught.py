"""What was taught leads to its entries, in its place, and never past what has that very name."""

from collections.abc import Iterable

import pytest

from bot.content.library import LessonLibrary
from bot.content.taught import TaughtWords
from bot.core.ports import Library, Taught
from bot.core.request import Place
from bot.domain.asked import asked_id
from bot.domain.finding import Finding, Found
from bot.domain.lesson import FaqHit, TermHit, entry_id
from tests.fakes.lessons import entry, lesson, term

HERE, THERE = Place("discord", "100", "1"), Place("discord", "200", "2")
SLACK, PAGE = Place("slack", "C1", "1"), Place("web", "classroom")
WHY_NAVER = "Why was Naver excluded?"
WHO_PAYS = "Who pays for the data centres?"
LESSON = lesson(
    "ai",
    terms=[term("AI sovereignty"), term("foundation model"), term("quantum computing")],
    faq=[entry(WHY_NAVER), entry(WHO_PAYS), entry("When do the rules take effect?")],
)


def link(words: str, name: str, place: Place | None = None, command: str = "term") -> Taught:
    platform, server = (place.platform, place.server) if place else ("", "")
    id_ = asked_id(platform, server, command, words)
    return Taught(id_, command, words, entry_id(command, name), platform, server)


def asking(words: str, question: str, place: Place | None = None) -> Taught:
    return link(words, question, place, "faq")


@pytest.fixture
def library() -> LessonLibrary:
    return LessonLibrary([LESSON])


@pytest.fixture
def words(library: LessonLibrary) -> TaughtWords:
    return TaughtWords(library)


def name_of(finding: Finding[TermHit]) -> str | None:
    return finding.hit.term.name if isinstance(finding, Found) else None


def question_of(finding: Finding[FaqHit]) -> str | None:
    return finding.hit.entry.question if isinstance(finding, Found) else None


def term_by(words: TaughtWords, typed: str, place: Place = HERE) -> str | None:
    return name_of(words.library_for(place).find_term(typed))


def answer_to(words: TaughtWords, typed: str, place: Place = HERE) -> str | None:
    return question_of(words.library_for(place).find_answer(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "national brain plan",
        "National Brain PLAN",
        "  national   brain plan ",
        "national brain-plan!",
        "nationalbrainplan",
        "natoinal brain plan",
        "national brian plan",
        "what is the national brain plan?",
    ],
)
def test_a_term_is_found_by_what_was_taught_however_it_is_typed(
    words: TaughtWords, typed: str
) -> None:
    assert term_by(words, typed) is None
    words.reload(
        [link("national brain plan", "AI sovereignty"), link("두뇌 계획", "AI sovereignty")]
    )
    assert term_by(words, typed) == "AI sovereignty"
    assert term_by(words, "두뇌계획") == "AI sovereignty"
    assert term_by(words, "pizza") is None


@pytest.mark.parametrize(
    "typed",
    [
        "what happened to the green portal",
        "What happened to the GREEN portal?!",
        "what hapened to the green portal",
        "what has happened to the green portal",
        "the green portal, what happened to it?",
    ],
)
def test_an_answer_is_found_by_what_was_taught_however_it_is_typed(
    words: TaughtWords, typed: str
) -> None:
    assert answer_to(words, typed) is None
    words.reload([asking("what happened to the green portal", WHY_NAVER)])
    assert answer_to(words, typed) == WHY_NAVER


@pytest.mark.parametrize(
    "typed",
    [
        "what happened to the yellow messenger",
        "what never happened to the green portal",
        "when was the green portal founded",
        "portal",
        "what happened",
    ],
)
def test_another_question_is_not_answered_by_what_was_taught(
    words: TaughtWords, typed: str
) -> None:
    words.reload([asking("what happened to the green portal", WHY_NAVER)])
    assert answer_to(words, typed) is None


def test_a_term_that_has_the_very_name_stays_the_one_that_is_found(words: TaughtWords) -> None:
    words.reload([link("foundation model", "AI sovereignty")])
    assert term_by(words, "foundation models") == "foundation model"


def test_a_question_that_is_asked_word_by_word_stays_the_one_that_is_answered(
    words: TaughtWords,
) -> None:
    words.reload([asking(WHY_NAVER, WHO_PAYS)])
    assert answer_to(words, "why was naver excluded") == WHY_NAVER


def test_taught_word_by_word_counts_before_what_is_only_like_a_question(
    words: TaughtWords,
) -> None:
    like = "why has naver been excluded"
    assert answer_to(words, like) == WHY_NAVER
    words.reload([asking(like, WHO_PAYS)])
    assert answer_to(words, "Why has Naver been excluded??") == WHO_PAYS
    assert answer_to(words, "so why was naver excluded") == WHY_NAVER


def test_an_entry_that_is_gone_does_nothing_until_it_is_back(
    words: TaughtWords, library: LessonLibrary
) -> None:
    words.reload(
        [link("brain plan", "AI sovereignty", HERE), link("brain plan", "quantum computing")]
    )
    library.replace([lesson("b", terms=[term("quantum computing")])])
    assert term_by(words, "brain plan") == "quantum computing"
    library.replace([])
    assert term_by(words, "brain plan") is None
    library.replace([LESSON])
    assert term_by(words, "brain plan") == "AI sovereignty"


def test_what_was_taught_on_a_server_counts_there_only_and_before_the_rest(
    words: TaughtWords,
) -> None:
    words.reload(
        [
            link("brain plan", "AI sovereignty", HERE),
            link("brain plan", "quantum computing"),
            asking("what about the portal", WHY_NAVER, HERE),
        ]
    )
    assert term_by(words, "brain plan", HERE) == "AI sovereignty"
    for place in (THERE, SLACK, PAGE):
        assert term_by(words, "brain plan", place) == "quantum computing"
        assert answer_to(words, "what about the portal", place) is None


def test_terms_and_questions_are_taught_apart(words: TaughtWords) -> None:
    words.reload([link("brain plan", "AI sovereignty"), asking("brain budget", WHO_PAYS)])
    assert answer_to(words, "brain plan") is None
    assert term_by(words, "brain budget") is None


@pytest.mark.parametrize("command", ["term", "faq"])
def test_of_the_same_words_those_taught_last_count(words: TaughtWords, command: str) -> None:
    newest, older = (
        ("AI sovereignty", "quantum computing") if command == "term" else (WHY_NAVER, WHO_PAYS)
    )
    words.reload(
        [link("brain plan!", newest, None, command), link("Brain-Plan", older, None, command)]
    )
    found = term_by if command == "term" else answer_to
    assert found(words, "brain plan") == newest


def test_words_lead_nowhere_any_more_once_they_are_taken_away(words: TaughtWords) -> None:
    links = [link("brain plan", "AI sovereignty"), link("qc thing", "quantum computing", HERE)]
    words.reload(links)
    assert term_by(words, "brain plan") == "AI sovereignty"
    words.reload(links[1:])
    assert term_by(words, "brain plan") is None
    assert term_by(words, "qc thing") == "quantum computing"
    words.reload([])
    assert term_by(words, "qc thing") is None


def test_where_nothing_was_taught_the_library_is_as_it_is(
    words: TaughtWords, library: LessonLibrary
) -> None:
    words.reload([link("brain plan", "AI sovereignty", HERE)])
    assert words.library_for(THERE) is library


@pytest.mark.parametrize("odd", ["", "?!", "🇰🇷", "\x00", "a" * 5000, "?" * 300])
def test_odd_words_lead_nowhere_and_harm_nothing(words: TaughtWords, odd: str) -> None:
    words.reload(
        [
            link("brain plan", "AI sovereignty"),
            link(odd, "quantum computing"),
            asking(odd, WHO_PAYS),
        ]
    )
    assert term_by(words, "brain plan") == "AI sovereignty"
    assert term_by(words, odd[:100] + " pizza") is None
    assert answer_to(words, odd[:100] + " pizza") is None


def everything(library: Library) -> Iterable[object]:
    hit = library.term(entry_id("term", "AI sovereignty"))
    assert hit is not None
    yield from (library.lessons(), library.lessons("news"), library.tracks())
    yield from (library.lesson("ai"), library.neighbours(LESSON), library.senses(hit), hit)
    yield from (
        library.faq_entry(entry_id("faq", WHY_NAVER)),
        library.terms_in("quantum computing"),
    )
    yield from (library.find_lesson("ai"), library.search("naver", 3))
    yield from (library.complete_term("a", 3), library.complete_question("w", 3))


def test_all_else_is_as_in_the_library(words: TaughtWords, library: LessonLibrary) -> None:
    words.reload([link("brain plan", "AI sovereignty")])
    taught = words.library_for(HERE)
    assert taught is not library
    assert [*everything(taught)] == [*everything(library)]


def names_completed(words: TaughtWords, typed: str, place: Place = HERE) -> list[str]:
    library = words.library_for(place)
    return [hit.term.name for hit in library.complete_term(typed, 5)]


def questions_completed(words: TaughtWords, typed: str, place: Place = HERE) -> list[str]:
    library = words.library_for(place)
    return [hit.entry.question for hit in library.complete_question(typed, 5)]


def test_a_term_is_completed_to_by_the_words_that_were_taught_there(words: TaughtWords) -> None:
    words.reload([link("national brain plan", "AI sovereignty", HERE)])
    assert names_completed(words, "national br") == ["AI sovereignty"]
    assert names_completed(words, "national br", THERE) == []


def test_a_question_is_completed_to_by_the_words_that_were_taught(words: TaughtWords) -> None:
    words.reload([asking("how come they threw the portal out", WHY_NAVER)])
    assert questions_completed(words, "how come th") == [WHY_NAVER]


def test_names_of_their_own_come_first_and_each_entry_once(words: TaughtWords) -> None:
    words.reload(
        [link("quant", "AI sovereignty"), link("quantum computer", "quantum computing", HERE)]
    )
    assert names_completed(words, "quant") == ["quantum computing", "AI sovereignty"]


def test_of_many_that_begin_alike_taught_words_are_seen_and_no_more_are_shown() -> None:
    numbered = [term(f"plan {letter}") for letter in "abcdefgh"]
    library = LessonLibrary([lesson("plans", terms=[*numbered, term("AI sovereignty")])])
    words = TaughtWords(library)
    words.reload([link("plan of the brain", "AI sovereignty")])
    completed = names_completed(words, "plan")
    assert completed[3] == "AI sovereignty"
    assert len(completed) == len(set(completed)) == 5


def test_before_anything_is_typed_nothing_is_taught(words: TaughtWords) -> None:
    before = names_completed(words, "")
    words.reload([link("national brain plan", "AI sovereignty")])
    assert names_completed(words, "") == before


def test_what_is_completed_to_is_still_there(words: TaughtWords) -> None:
    words.reload([link("national brain plan", "a term that went")])
    assert names_completed(words, "national br") == []

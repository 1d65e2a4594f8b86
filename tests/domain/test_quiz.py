from itertools import product

import pytest

from bot.domain.lesson import Lesson, QuizItem, Term
from bot.domain.quiz import BLANK, Kind, ask, blanked, stems
from tests.fakes.lessons import entry, lesson, term

CHIPS = lesson(
    "chips",
    terms=[
        term("GPU", "A GPU is a chip that does many sums at once.", "graphics card", "그래픽 카드"),
        term("NPU", "An NPU is a chip made for neural networks."),
        term("Memory", "Memory keeps what is being worked on."),
        term("Foundry", "Foundries make chips that others drew."),
    ],
    faq=[
        entry("Why are chips dear?", "They are hard to make."),
        entry("Who makes them?", "A few firms."),
    ],
)
HEAT = lesson(
    "heat",
    terms=[term("Heat pump", "A heat pump moves heat."), term("GPU", "Something else.")],
    faq=[entry("Is it loud?", "No.")],
)


def test_the_same_seed_asks_the_same_question() -> None:
    assert [ask(CHIPS, (HEAT,), n) for n in range(20)] == [
        ask(CHIPS, (HEAT,), n) for n in range(20)
    ]


def test_seeds_one_after_the_other_ask_everything_once() -> None:
    count = len(list(stems(CHIPS)))
    asked = {q.stem.id for n in range(count) if (q := ask(CHIPS, (), n))}
    assert len(asked) == count == 10


@pytest.mark.parametrize(("of", "seed"), list(product((CHIPS, HEAT), range(12))))
def test_one_choice_is_right_and_all_differ(of: Lesson, seed: int) -> None:
    question = ask(of, (HEAT if of is CHIPS else CHIPS,), seed)
    assert question is not None
    ids = [question.stem.choice_id(choice) for choice in question.choices]
    assert len(set(question.choices)) == len(question.choices) >= 2
    assert [question.stem.is_right(one) for one in ids].count(True) == 1


def test_another_lessons_meaning_of_the_same_term_is_never_a_wrong_choice() -> None:
    for seed in range(10):
        question = ask(CHIPS, (HEAT,), seed)
        assert question is not None
        if question.stem.kind is Kind.MEANING and question.stem.text == "GPU":
            assert "Something else." not in question.choices


def test_wrong_choices_come_from_the_lesson_before_its_neighbours() -> None:
    named = [q for n in range(10) if (q := ask(CHIPS, (HEAT,), n)) and q.stem.kind is Kind.TERM]
    assert named
    assert all(set(q.choices) == {"GPU", "NPU", "Memory", "Foundry"} for q in named)


@pytest.mark.parametrize(
    ("name", "aliases", "text", "expected"),
    [
        ("GPU", (), "A GPU does sums; GPUs are dear.", f"A {BLANK} does sums; {BLANK} are dear."),
        ("Open-Source AI", (), "open source AI is free", f"{BLANK} is free"),
        ("AI", (), "AI said it; the chair did not", f"{BLANK} said it; the chair did not"),
        (
            "AI 주권",
            ("소버린 AI",),
            "AI 주권은 소버린 AI라고도 한다",
            f"{BLANK}은 {BLANK}라고도 한다",
        ),
        ("Heat pump", ("pump",), "A heat pump is a pump", f"A {BLANK} is a {BLANK}"),
    ],
)
def test_a_term_is_blanked_out_of_its_definition(
    name: str, aliases: tuple[str, ...], text: str, expected: str
) -> None:
    assert blanked(text, Term(name, text, aliases=aliases)) == expected


def test_no_term_question_shows_the_name_it_asks_for() -> None:
    shown = [s for s in stems(CHIPS) if s.kind is Kind.TERM]
    assert shown
    assert not [s for s in shown if s.right.casefold() in s.text.casefold()]


def test_an_authors_own_question_keeps_the_authors_choices() -> None:
    item = QuizItem("Two and two?", "Four", ("Three", "Five"), "Count.")
    own = Lesson("sums", "maths", "Sums", ("One.",), quiz=(item,))
    question = ask(own, (CHIPS,), 0)
    assert question is not None
    assert sorted(question.choices) == ["Five", "Four", "Three"]


def test_a_lesson_with_nothing_to_ask_asks_nothing() -> None:
    assert ask(lesson("bare"), (CHIPS,), 3) is None


def test_a_choices_id_does_not_give_the_answer_away() -> None:
    question = ask(CHIPS, (), 1)
    assert question is not None
    assert question.stem.id not in [question.stem.choice_id(c) for c in question.choices]

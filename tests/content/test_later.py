import copy
import datetime as dt
import pickle
import threading
from dataclasses import is_dataclass, replace
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import ValidationError

from bot.content.later import Front, LaterLesson, pack, unpack
from bot.domain.lesson import Lesson, Term

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def whole(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type with no part left out."""
    if isinstance(kind, type) and is_dataclass(kind):
        return st.builds(kind, **{name: whole(one) for name, one in get_type_hints(kind).items()})
    if get_origin(kind) is tuple:
        return st.lists(whole(get_args(kind)[0]), max_size=2).map(tuple)
    if get_origin(kind) is UnionType:
        return st.one_of(*map(whole, get_args(kind)))
    if get_origin(kind) is dict:
        return st.dictionaries(TEXTS, TEXTS, max_size=2)
    return {str: TEXTS, dt.date: st.dates(), NoneType: st.none()}[kind]


LESSON = Lesson("a", "art", "A", ("one",), terms=(Term("Chip", "Small."),), headings={"faq": "Q"})


def back(lesson: Lesson) -> Lesson:
    front, packed = pack(lesson)
    return unpack(front, memoryview(packed))


@settings(max_examples=80, deadline=None)
@given(whole(Lesson))
def test_every_lesson_comes_back_as_it_went(lesson: Lesson) -> None:
    assert back(lesson) == lesson
    assert lesson == back(lesson)
    # Within the parts, too: a list is written as a tuple is.
    assert repr(back(lesson)) == repr(lesson)
    assert back(back(lesson)) == lesson


def test_what_one_chooses_by_is_there_before_the_rest() -> None:
    front = Front("a", "art", "A", "", "", dt.date(2026, 1, 16), "ko")
    lesson = unpack(front, memoryview(b"no lesson"))
    assert Front(*(getattr(lesson, name) for name in Front._fields)) == front
    with pytest.raises(ValidationError):
        _ = lesson.terms


def test_its_bytes_go_when_it_is_taken_apart() -> None:
    later = back(LESSON)
    assert isinstance(later, LaterLesson)
    assert later._packed is not None
    assert later.terms is later.terms
    assert later._packed is None
    assert later.headings == {"faq": "Q"}
    assert pack(later) == pack(LESSON)


def test_two_lessons_that_differ_are_not_equal() -> None:
    other = replace(LESSON, headings={})
    assert back(LESSON) != back(other)
    assert back(LESSON) != other
    assert other != back(LESSON)
    no_lesson: object = "a"
    assert back(LESSON) != no_lesson


def test_copies_and_changed_ones_are_whole_lessons() -> None:
    pickled = pickle.loads(pickle.dumps(back(LESSON)))  # noqa: S301 -- one's own
    for twin in (copy.deepcopy(back(LESSON)), copy.copy(back(LESSON)), pickled):
        assert type(twin) is Lesson
        assert twin == LESSON
    assert replace(back(LESSON), title="B") == replace(LESSON, title="B")


def test_it_is_frozen_and_has_no_other_parts() -> None:
    later = back(LESSON)
    with pytest.raises(AttributeError):
        later.title = "B"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="shoe_size"):
        _ = later.shoe_size  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        hash(later)


def test_threads_that_look_at_once_see_the_same() -> None:
    for _ in range(50):
        later, seen = back(LESSON), list[object]()
        barrier = threading.Barrier(4)

        def look(later: Lesson = later, barrier: threading.Barrier = barrier) -> None:
            barrier.wait()
            seen.append((later.terms, later.headings, later.quiz))  # noqa: B023 -- within the turn

        threads = [threading.Thread(target=look) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert seen == [(LESSON.terms, LESSON.headings, LESSON.quiz)] * 4

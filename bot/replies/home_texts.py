"""The sentences about one's own practice, and those of the start page, as tables to fill in."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PracticeTexts:
    """What is said of somebody's streak and answers in one language."""

    title: str
    days: Callable[[int], str]
    """So many days, such as ``3 days``."""
    first_day: str
    running: str
    until_yesterday: str
    resting: str
    longest: str
    lately: str
    in_all: str
    score: Callable[[int, int], str]
    """How many questions were answered, and how many of them rightly."""
    counted: str
    latest: str
    answer: str
    lost_lesson: str
    again: str
    nothing: str


@dataclass(frozen=True, slots=True)
class HomeTexts:
    """What is said on the start page in one language."""

    title: str
    intro: str

    # What comes next
    next: str
    at: str
    at_if_any: str
    all_sent: str
    your_zone: str
    their_zone: str
    private_channel: str
    here: str
    more_schedules: str
    nothing_next: str
    nothing_next_admin: str
    all_paused: str

    # The lesson
    today: str
    latest: str

    # My practice
    my_quizzes: str

    # Asking
    ask: str
    ask_hint: str

    # For those who manage
    settings: str
    paused: str
    add_button: str
    managers_button: str

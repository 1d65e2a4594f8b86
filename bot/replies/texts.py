"""The sentences, as a table that every language fills in. What is missing fails type checking."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.replies.home_texts import HomeTexts, PracticeTexts
from bot.replies.misses_texts import MissesTexts
from bot.replies.outlook_texts import OutlookTexts
from bot.replies.schedule_texts import ScheduleTexts
from bot.replies.search_texts import SearchTexts
from bot.replies.unasked_texts import UnaskedTexts


@dataclass(frozen=True, slots=True)
class Texts:
    """Everything the bot says in one language. Braces are filled in where it is said."""

    language: str
    date: Callable[[dt.date], str]
    moment: Callable[[dt.datetime], str]
    """A local date and time."""

    # The standard headings of a lesson, by part.
    headings: Mapping[str, str]

    # The post
    read_on: str
    terms_button: str
    faq_button: str
    quiz_button: str
    late: str

    # A lesson, part by part
    page: str
    next_page: str
    lessons: str
    lessons_intro: str
    lessons_more: str
    pick_term: str
    pick_question: str

    # Looking up
    also_called: str
    from_lesson: str
    to_lesson: str
    also_explained: str
    which_term: str
    unknown_term: str
    which_question: str
    unknown_question: str
    nearest: str
    closest: str

    # Explaining a message
    terms_there: str
    more_there: str
    no_terms_there: str

    # The quiz
    which_term_is_meant: str
    what_does_it_mean: str
    right: str
    wrong: str
    answered_before: str
    another: str
    read_about_it: str
    nothing_to_ask: str

    # Today
    next_lesson: str
    track_finished: str

    # Help
    help_title: str
    help_intro: str
    help_example: str
    chat_hint: str

    # Searching
    search: SearchTexts

    # What nobody could answer
    misses: MissesTexts

    # What one has done, the start page, the schedule
    practice: PracticeTexts
    home: HomeTexts
    schedule: ScheduleTexts
    outlook: OutlookTexts

    # What nobody asked for
    unasked: UnaskedTexts

    # When something went wrong
    sorry: str
    errors: Mapping[str, str]
    """A mistake's words by the name of its class; the class has its own, in English."""

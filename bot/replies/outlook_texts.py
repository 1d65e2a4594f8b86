"""The sentences about what lies ahead of channels and how they are doing, as a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.core.wellbeing import Condition


@dataclass(frozen=True, slots=True)
class OutlookTexts:
    """What is said of it in one language. Braces are filled in where it is said."""

    # The next ten
    ahead: str
    comes: str
    comes_again: str
    """The first lesson, as the course begins again."""
    no_news: str
    congratulated: str
    """The word at the end of a course."""
    holiday: str
    vacation: str
    """In it stand the words that ``ScheduleTexts`` has for a vacation."""
    no_more: str
    once_resumed: str

    # How channels are doing
    status: str
    all_well: str
    need: Callable[[int], str]
    """How many schedules need somebody."""
    last: str
    last_finished: str
    none_yet: str
    conditions: Mapping[Condition, str]
    no_reason: str
    lost_lesson: str
    unreadable: str
    mend: str

    # Vacations
    vacation_added: str
    vacations: str
    no_vacations: str
    vacation_hint: str
    vacations_cleared: str
    clear_button: str
    paused_until: str
    back: str

    # In doubt
    doubt: str
    doubt_hint: str
    there_button: str
    not_there_button: str
    was_there: str
    sent_again: str
    comes_next: str

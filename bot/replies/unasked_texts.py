"""The sentences that nobody asked for, as a table that every language fills in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.core.ports import Trouble


@dataclass(frozen=True, slots=True)
class UnaskedTexts:
    """What is posted at the end of a course, and what an admin is told, in one language."""

    # At the end of a course
    finished: str
    all_lessons: Callable[[int], str]
    """That a channel has had every lesson, and how many they were."""
    more_to_come: str
    practise: str
    begin_again: str

    # When something is wrong
    what: Mapping[Trouble, str]
    """What happened, in which channel, on which day and with which schedule."""
    why: str
    mend: Mapping[Trouble, str]
    """What to do, typed in which channel."""

"""The sentences about schedules, as a table that every language fills in."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.ports import Hurdle, Managed


@dataclass(frozen=True, slots=True)
class ScheduleTexts:
    """What is said of schedules in one language. Braces are filled in where it is said."""

    days: Callable[[frozenset[int]], str]
    """Days of the week, as they stand before a time."""
    day: Callable[[dt.date], str]
    """A date not far away, with its day of the week."""
    region: Callable[[str], str]
    """The name of a region, such as that of ``KR``, as it stands in ``holidays``."""
    times: Callable[[Sequence[str]], str]
    """The times of a day, as they stand after the days."""
    when: str

    # What comes
    course: str
    news: str
    thread: str
    publish: str
    mention: str
    tag: str
    holidays: str
    holidays_unknown: str
    starts: str
    vacations: str
    vacation: str
    """One vacation, as it stands in ``vacations``."""
    vacation_day: str
    """One of a single day."""
    vacation_and: str
    """What stands between two."""
    begins_again: str
    """After the last lesson."""
    at_most_late: str
    span: Callable[[dt.timedelta], str]
    first: str
    next: str
    next_again: str
    """The first lesson, as the course begins again."""
    next_finishing: str
    next_unknown: str
    not_on: str
    not_on_one: str
    """A date in ``not_on``, and the name of the holiday it is."""
    finished: str
    paused: str
    paused_because: str
    away: str

    # Buttons
    preview_button: str
    change_button: str
    now_button: str
    skip_button: str
    next_button: str
    pause_button: str
    resume_button: str
    remove_button: str
    list_button: str

    # All of them
    title: str
    none: str
    pick: str
    which: str
    which_number: str

    # What was done
    paused_now: str
    resumed: str
    skipped: str
    not_lost: str
    changed: str
    resting: str
    sending: str
    brought_forward: str
    previewed: str
    previewed_resting: str
    nothing_to_change: str

    # Removing
    remove: str
    remove_hint: str
    remove_yes: str
    remove_no: str
    removed: str

    # Who may
    managers_none: Mapping[Managed, str]
    managers_are: Mapping[Managed, str]
    managers_set: Mapping[Managed, str]
    managers_hint: Mapping[Managed, str]
    managers_clear: Mapping[Managed, str]

    # What stands in the way
    obstructed: str
    obstructed_hint: str
    hurdles: Mapping[Hurdle, str]
    hurdles_bare: Mapping[Hurdle, str]
    """What is said instead where there are no particulars to name."""
    hurdles_among_people: Mapping[Hurdle, str]
    """What is said instead where people are chosen, not roles: Discord's ways don't lead there."""

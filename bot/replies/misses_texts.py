"""The sentences about what nobody could answer, as a table that every language fills in."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MissesTexts:
    """What the bot says of misses, and of what leads where since, in one language."""

    title: str
    intro: str
    missed: Callable[[int, int, str], str]
    """How often nothing was found, how often something was offered, and the date it was last."""
    pick: str
    none: str

    which: str
    none_near: str
    other_ways: str
    """What else mends it, if it is none of these."""

    linked_here: str
    linked_everywhere: str
    undo: str
    unlinked: str
    back: str
    """The button to the list."""

    link_it: str
    """The button to it under an answer that was none."""

    home: str
    """The start page's button to the list."""

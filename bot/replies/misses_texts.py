"""The sentences about what nobody could answer, as a table that every language fills in."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MissesTexts:
    """What the bot says of what it did not find, in one language."""

    title: str
    intro: str
    none: str
    miss: Callable[[int, int], str]
    """How often nothing was found, and how often something was offered."""
    last: str
    pick: str
    link_it: str
    home: Callable[[int], str]
    """The button that leads there, with how many there are."""
    which_entry: str
    no_entry: str
    linked: str
    undo: str
    unlinked: str
    back: str

"""The sentences of a search, as a table that every language fills in."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchTexts:
    """What the bot says when it has searched, in one language."""

    title: str
    lesson: str
    term: str
    question: str
    not_all: str
    """Nothing has all the words."""
    more: Callable[[int], str]
    """How many match besides those that are shown, and how to narrow it down."""
    nothing: str
    nearest: str
    try_other: str

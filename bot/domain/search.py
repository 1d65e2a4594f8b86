"""What a search brought up: lessons, terms and questions, each with the line that matched."""

from dataclasses import dataclass

from bot.domain.lesson import FaqHit, Lesson, TermHit

Mark = tuple[int, int]
"""Where a matched word begins in a line, and where it has ended."""


@dataclass(frozen=True, slots=True)
class Match:
    """A lesson, a term or an FAQ entry, and the line of it that says most of what was sought.

    ``part`` is where in a lesson the line stands, by its name in links; empty: in the post.
    """

    hit: Lesson | TermHit | FaqHit
    line: str = ""
    marks: tuple[Mark, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class Matches:
    """The best of what matches, best first, and how many match in all.

    If they are not ``whole``, nothing has all the words, and these have most of them.
    """

    best: tuple[Match, ...] = ()
    total: int = 0
    whole: bool = True

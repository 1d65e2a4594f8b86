"""What posts stand with, against what their lessons say now."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.core.ports import Edition, Library
from bot.core.reply import Reply
from bot.replies.lesson import post_of


@dataclass(frozen=True, slots=True)
class Changed:
    """A lesson that says something else than some editions of it, oldest first."""

    lesson_id: str
    now: Reply
    before: tuple[Edition, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The lessons that changed, and the ids of those that posts stand with and that are gone."""

    changed: tuple[Changed, ...]
    gone: frozenset[str]


def compare(editions: Collection[Edition], library: Library) -> Comparison:
    """Compare editions with what the library would have posted today."""
    changed, gone = [], set()
    for lesson_id in dict.fromkeys(edition.lesson_id for edition in editions):
        lesson = library.lesson(lesson_id)
        if lesson is None:
            gone.add(lesson_id)
            continue
        now = post_of(lesson)
        own = (edition for edition in editions if edition.lesson_id == lesson_id)
        if before := tuple(edition for edition in own if edition.post.blocks != now.blocks):
            changed.append(Changed(lesson_id, now, before))
    return Comparison(tuple(changed), frozenset(gone))

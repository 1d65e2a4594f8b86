"""What changed in lessons since they were posted, line by line, and where that stands."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import assert_never

from bot.core.ports import Standing
from bot.core.reply import (
    Block,
    Bullets,
    Buttons,
    Facts,
    Heading,
    Note,
    Quote,
    Reply,
    Text,
)
from bot.delivery.compare import Comparison

UNSEEN = "  (Only what its look or its buttons lead to is different.)"


def differences(old: Reply, new: Reply) -> Iterator[str]:
    """Yield the lines that went, after a minus, and those that came, after a plus."""
    before, after = list(lines_of(old)), list(lines_of(new))
    if before == after:
        yield UNSEEN
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, first, last, to_first, to_last in matcher.get_opcodes():
        if tag != "equal":
            yield from (f"  - {line}" for line in before[first:last])
            yield from (f"  + {line}" for line in after[to_first:to_last])


def lines_of(post: Reply) -> Iterator[str]:
    """Yield what one reads in a post; its buttons in square brackets."""
    for block in post.blocks:
        for text in _texts(block):
            yield from text.splitlines() or [""]


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{block.emoji} {block.text}".strip()
        case Text() | Quote() | Note():
            yield block.text
        case Bullets(items):
            yield from (f"• {item}" for item in items)
        case Facts(pairs):
            yield from (f"{name}: {value}" for name, value in pairs)
        case Buttons(buttons):
            yield from (f"[{button.label}]" for button in buttons)
        case _:
            assert_never(block)


def say_what_changed(
    found: Comparison, standing: Sequence[Standing], older: Sequence[Standing], days: int
) -> None:
    """Say of each lesson what its posts said, what they will say, and where they stand."""
    for lesson in found.changed:
        for edition in lesson.before:
            print(f"{lesson.lesson_id}:")
            print(*differences(edition.post, lesson.now), sep="\n")
            for one in standing:
                if one.edition == edition.id:
                    print(f"  {one.platform}: {_posts(one)}{_condition(one)}")
            for one in older:
                if one.edition == edition.id:
                    print(f"  {one.platform}: {_posts(one)} older than {days} days, left alone")
            print()


def say_what_stays(found: Comparison, standing: Sequence[Standing]) -> None:
    """Say which posts can't be compared with anything, and why."""
    gone = [one for one in standing if one.lesson_id in found.gone and one.edition is not None]
    if gone:
        print("These can't be corrected: their lessons are gone, or their files faulty.")
        print(*(f"  {one.lesson_id}, {one.platform}: {_posts(one)}" for one in gone), sep="\n")
        print()
    unknown: Counter[str] = Counter()
    for one in standing:
        unknown[one.platform] += one.posts if one.edition is None else 0
    if unknown.total():
        print("These can't be corrected: an older Homeroom posted them, and did not keep the text.")
        print(*(f"  {name}: {counted(n, 'post')}" for name, n in unknown.items() if n), sep="\n")
        print()


def _posts(one: Standing) -> str:
    return f"{counted(one.posts, 'post')} in {counted(one.channels, 'channel')}"


def _condition(one: Standing) -> str:
    if one.refused:
        return f", refused the last time: {one.refused}"
    return f", {one.marked:,} of them marked already" if one.marked else ""


def counted(number: int, word: str) -> str:
    """Return a number with its word, which takes an s if they are many."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"

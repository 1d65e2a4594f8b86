"""What to tell the author of an imported lesson: what was found, and what found no place."""

from collections.abc import Iterator

from bot.content.importing.draft import Draft, Value


def findings(draft: Draft) -> tuple[tuple[str, int], ...]:
    """Return the rows of a table: what was found, and how much of it."""
    lost = len({leftover.line for leftover in draft.leftovers})
    return (
        ("key points", _length(draft.lesson.get("key_points"))),
        ("sections", _length(draft.lesson.get("sections"))),
        ("bullets in sections", sum(_bullets(draft.lesson.get("sections", "")))),
        ("key issues", _length(draft.lesson.get("key_issues"))),
        ("terms", _length(draft.lesson.get("terms"))),
        ("FAQ entries", _length(draft.lesson.get("faq"))),
        ("lines read", draft.lines_read),
        ("lines placed", draft.lines_read - lost),
        ("lines not placed", lost),
    )


def notes(draft: Draft) -> tuple[str, ...]:
    """Return a line for each leftover, for the end of the lesson file."""
    return tuple(
        f"line {leftover.line} was not placed ({leftover.reason}): {leftover.text}"
        for leftover in draft.leftovers
    )


def _length(value: "Value | None") -> int:
    return len(value) if isinstance(value, list) else 0


def _bullets(value: Value) -> Iterator[int]:
    match value:
        case list():
            for entry in value:
                yield from _bullets(entry)
        case dict():
            yield _length(value.get("bullets"))
            for field in value.values():
                yield from _bullets(field)
        case str():
            return

"""The lines before the first heading: greeting, title, series, date."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.content.importing.blocks import Block
from bot.content.importing.dates import FoundDate, find_date
from bot.content.importing.fields import most_at
from bot.content.importing.greetings import is_greeting, subject_in
from bot.content.importing.lines import Line
from bot.content.importing.outcomes import Leftover, Outcome, Placement, copied
from bot.content.importing.sentences import ends_sentence
from bot.content.importing.signs import Kind, sign_of

# A longer line with a date in it is a sentence, not the line of series and date.
_LONGEST_DATE_LINE = 160
_BETWEEN = " \t|｜·•-–—/,，()[]<>:：~*_"

_NO_HEADING = "no heading above it"


def place(block: Block) -> Iterator[Outcome]:
    """Place the title, the line of series and date, and leave over what else there is."""
    yield from _greetings(block.lines)
    lines, subject = _without_greetings(block.lines)
    if not lines:
        return
    dates = {line.number: found for line in lines if (found := _date_in(line))}
    title = subject or _title_line([line for line in lines if line.number not in dates]) or lines[0]
    yield from _title(title, dates.get(title.number))
    rest = [line for line in lines if line is not title]
    named = any(_sides(found) != ("", "") for found in dates.values())
    for line in rest:
        if found := dates.get(line.number):
            yield from _dated(line, found, "series")
        elif _is_series(line, rest, named=named):
            yield Placement(line.number, ("series",), line.words)
        else:
            yield Leftover(line.number, line.text, _NO_HEADING)


def place_no_newsletter(block: Block) -> Iterator[Outcome]:
    """Take the title from the first line of a text without headings, and leave over the rest."""
    yield from _greetings(block.lines)
    lines, subject = _without_greetings(block.lines)
    title = subject or next(iter(lines), None)
    for line in lines:
        if line is title:
            yield from _title(line, None)
        else:
            yield Leftover(line.number, line.text, _NO_HEADING)


def _greetings(lines: Sequence[Line]) -> Iterator[Outcome]:
    for line in lines:
        if is_greeting(line.text):
            yield Leftover(line.number, line.text, "greeting")
            if (found := _date_in(line)) and found.day:
                yield copied(line.number, ("date",), found.day.isoformat())


def _without_greetings(lines: Sequence[Line]) -> tuple[list[Line], Line | None]:
    """Return the other lines, and of these the one with a mail's subject, without its label."""
    kept = [line for line in lines if not is_greeting(line.text)]
    for n, line in enumerate(kept):
        if subject := subject_in(line.text):
            kept[n] = _as_title(line, subject)
            return kept, kept[n]
    return kept, None


def _as_title(line: Line, text: str) -> Line:
    sign = sign_of(text)
    if sign.kind is Kind.EMOJI and sign.words:
        return replace(line, text=text, kind=sign.kind, sign=sign.text, words=sign.words)
    return replace(line, text=text, words=text)


def _title(line: Line, found: FoundDate | None) -> Iterator[Outcome]:
    if found is not None:
        yield from _dated(line, found, "title")
    elif line.kind is Kind.EMOJI and len(line.sign) <= most_at(("emoji",)):
        yield Placement(line.number, ("emoji",), line.sign)
        yield Placement(line.number, ("title",), line.words)
    else:
        yield Placement(line.number, ("title",), line.prose)


def _dated(line: Line, found: FoundDate, field: str) -> Iterator[Outcome]:
    before, after = _sides(found)
    if found.day and before and after:
        # Words on both sides belong together: keep the line whole, with its date.
        yield Placement(line.number, (field,), line.text)
        yield copied(line.number, ("date",), found.day.isoformat())
        return
    if before or after:
        yield Placement(line.number, (field,), before or after)
    if found.day:
        yield Placement(line.number, ("date",), found.words, found.day.isoformat())
    else:
        rest = found.words + (found.after if before else "")
        yield Leftover(line.number, rest, "no such date")


def _sides(found: FoundDate) -> tuple[str, str]:
    return found.before.strip(_BETWEEN), found.after.strip(_BETWEEN)


def _title_line(lines: Sequence[Line]) -> Line | None:
    """Return the first line that is marked as a title, or else the first one."""
    marked = (line for line in lines if line.kind is Kind.EMOJI or line.stands_out)
    return next(marked, next(iter(lines), None))


def _date_in(line: Line) -> FoundDate | None:
    return find_date(line.text) if len(line.text) <= _LONGEST_DATE_LINE else None


def _is_series(line: Line, rest: Sequence[Line], *, named: bool) -> bool:
    short = len(line.words) <= most_at(("series",)) and not ends_sentence(line.words)
    return not named and line is rest[0] and line.kind is Kind.NONE and short

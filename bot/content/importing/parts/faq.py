"""The questions: each with one line of answer, and more lines."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.content.importing.blocks import Block
from bot.content.importing.lines import Line
from bot.content.importing.outcomes import Item, Leftover, Outcome, Placement
from bot.content.importing.parts.heading import place_heading
from bot.content.importing.signs import Kind


def place(block: Block) -> Iterator[Outcome]:
    """Place questions, and what stands under each."""
    yield from place_heading(block)
    signed = any(line.kind is Kind.QUESTION for line in block.lines)
    starts = [n for n, line in enumerate(block.lines) if _is_question(line, signed=signed)]
    for line in block.lines[: starts[0] if starts else None]:
        yield Leftover(line.number, line.text, _no_question(line))
    for start, end in pairwise([*starts, len(block.lines)]):
        yield from _entry(block.lines[start], block.lines[start + 1 : end])


def _entry(question: Line, lines: Sequence[Line]) -> Iterator[Outcome]:
    """Place the line marked as the answer, or else the first one; the others as ``details``."""
    entry = ("faq", Item(question.number))
    yield Placement(question.number, (*entry, "question"), question.words)
    marked = (line for line in lines if line.kind is Kind.ANSWER)
    answer = next(marked, next(iter(lines), None))
    for line in lines:
        field = "answer" if line is answer else "details"
        yield Placement(line.number, (*entry, field), _text(line))


def _is_question(line: Line, *, signed: bool) -> bool:
    if signed:
        return line.kind is Kind.QUESTION
    asks = line.words.rstrip("\"'”’) ").endswith(("?", "？"))
    return asks and line.kind in {Kind.NONE, Kind.COUNT, Kind.EMOJI}


def _text(line: Line) -> str:
    return line.words if line.kind is Kind.ANSWER else line.prose


def _no_question(line: Line) -> str:
    return "answer without a question" if line.kind is Kind.ANSWER else "no question above it"

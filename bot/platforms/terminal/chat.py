"""Reads lines from a keyboard until there are no more."""

import asyncio
import importlib.util
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.platforms.terminal.session import Session

# Windows has none: no completion there, everything else works.
readline = importlib.import_module("readline") if importlib.util.find_spec("readline") else None

PROMPT = "› "
WAYS_OUT = {"/quit", "/exit", "quit", "exit"}


def chat(
    session: Session, runner: asyncio.Runner, hint: str, read: Callable[[str], str] = input
) -> None:
    """Talk until the end of the input, Ctrl-C or /quit. ``hint`` says how, at the beginning."""
    runner.run(session.say("/today"))
    session.console.print(f"\n{hint}")
    with _completion(session):
        for line in _lines(read):
            runner.run(session.say(line))


def _lines(read: Callable[[str], str]) -> Iterator[str]:
    while True:
        try:
            line = read(f"\n{PROMPT}").strip()
        except (EOFError, KeyboardInterrupt):
            return
        if line in WAYS_OUT:
            return
        if line:
            yield line


def _fitting(text: str, values: list[str]) -> list[str]:
    """What readline may put in place of a text: it cuts several down to what they share."""
    going_on = [value for value in values if value.casefold().startswith(text.casefold())]
    return going_on or (values if len(values) == 1 else [])


@contextmanager
def _completion(session: Session) -> Iterator[None]:
    """While it lasts, the tab key completes commands, terms, questions and lessons."""
    if readline is None:
        yield
        return
    before, delimiters = readline.get_completer(), readline.get_completer_delims()

    def complete(text: str, state: int) -> str | None:
        values = _fitting(text, [suggestion.value for suggestion in session.complete(text)])
        return values[state] if state < len(values) else None

    readline.set_completer_delims("")
    readline.set_completer(complete)
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before)
        readline.set_completer_delims(delimiters)

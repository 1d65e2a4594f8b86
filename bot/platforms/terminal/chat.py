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


def chat(session: Session, runner: asyncio.Runner, read: Callable[[str], str] = input) -> None:
    """Talk until the end of the input, Ctrl-C or /quit."""
    runner.run(session.say("/today"))
    session.console.print("\nType /help for what you can ask, a number to press, /quit to go.")
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


@contextmanager
def _completion(session: Session) -> Iterator[None]:
    """While it lasts, the tab key completes commands, terms, questions and lessons."""
    if readline is None:
        yield
        return
    before, delimiters = readline.get_completer(), readline.get_completer_delims()

    def complete(text: str, state: int) -> str | None:
        suggestions = session.complete(text)
        return suggestions[state].value if state < len(suggestions) else None

    readline.set_completer_delims("")
    readline.set_completer(complete)
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before)
        readline.set_completer_delims(delimiters)

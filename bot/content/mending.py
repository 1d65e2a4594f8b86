"""Text that is not YAML: says so in plain words, and patches the line so that reading goes on.

PyYAML stops at the first error of syntax. An author wants to hear of all faults at once, so the
line at fault is replaced by one that holds a mark for "reported already", and the text read again.
"""

import re

import yaml

from bot.content.faults import Mark, Problem

PATCH = "\ue000"
"""Stands for a value on a patched line. Private use: no lesson has it."""

MOST_PATCHES = 50

_IN_WORDS = {
    "mapping values are not allowed": (
        "has a colon where YAML takes it for 'name: value'. Put the text in quotes"
    ),
    "cannot start any token": (
        "has a character that can't begin a value (a tab, or one of @ ` %)."
        " Indent with spaces, and put the text in quotes"
    ),
    "found unexpected end of stream": "opens a quote that is not closed. Close it",
    "could not find expected ':'": "is a line without a colon. Indent it as text, or add one",
    "did not find expected key": (
        "does not fit the lines above. Line it up with them, or put the text in quotes"
    ),
    "did not find expected '-' indicator": "stands in a list without its '- '. Add it, or indent",
    "did not find expected ',' or": "opens a bracket that is not closed. Put the text in quotes",
    "did not find expected alphabetic or numeric": (
        "starts with * or &, which YAML keeps for itself. Put the text in quotes"
    ),
    "did not find expected node content": "has no value that YAML can read. Put it in quotes",
    "unknown escape character": "has a \\ that means nothing in double quotes. Write \\\\",
    "found undefined tag handle": "starts with !, which YAML keeps for itself. Put it in quotes",
    "found unknown directive name": "starts with %, which YAML keeps for itself. Put it in quotes",
    "block sequence entries are not allowed": (
        "starts a list where none can be. Put it on the next line, indented"
    ),
}

_STARTED_EARLIER = ("quoted scalar", "simple key", "flow")
"""Errors that PyYAML notices late; the line that began the part is the one to mend."""


class Mender:
    """A text being read, its lines patched one error of syntax after the other."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._patched: set[int] = set()
        self._spilling: set[int] = set()
        self.problems: list[Problem] = []

    @property
    def text(self) -> str:
        """The text as patched so far."""
        return "\n".join(self._lines)

    def mend(self, error: yaml.MarkedYAMLError) -> bool:
        """Record an error and patch its line. False if that does not help: reading must stop."""
        place = _place(error)
        # After a quote or bracket was left open, the lines that follow are the same mistake.
        if place.line - 1 not in self._spilling:
            self.problems.append((place, _in_words(error)))
        if _started_earlier(error) or place.line - 1 in self._spilling:
            self._spilling.add(place.line)
        stuck = place.line in self._patched and not self._lines[place.line - 1].strip()
        if stuck or len(self._patched) >= MOST_PATCHES or place.line > len(self._lines):
            mark, message = self.problems[-1]
            self.problems[-1] = mark, f"{message}. What follows was not checked"
            return False
        line = self._lines[place.line - 1]
        self._lines[place.line - 1] = "" if place.line in self._patched else _patch(line)
        self._patched.add(place.line)
        return True


def _patch(line: str) -> str:
    """Keep a line's indent, list mark and key; put the patch for its value."""
    match = re.match(r"(\s*(?:- +)*)([A-Za-z_]+:(?=\s|$))?", line)
    start = match.group(0) if match else ""
    return f"{start} {PATCH}" if start.strip() else ""


def _started_earlier(error: yaml.MarkedYAMLError) -> bool:
    return any(part in (error.context or "") for part in _STARTED_EARLIER)


def _place(error: yaml.MarkedYAMLError) -> Mark:
    mark = error.context_mark if _started_earlier(error) else error.problem_mark
    mark = mark or error.problem_mark or error.context_mark
    return Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)


def _in_words(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or error.context or "something is out of place"
    for part, words in _IN_WORDS.items():
        if part in problem:
            return words
    return f"is not YAML: {problem}. Quotes around the text often help"

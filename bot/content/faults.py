"""What is wrong with a file, and where."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a text. Lines and columns count from 1, columns in characters."""

    line: int
    column: int


START = Mark(1, 1)

Problem = tuple[Mark, str]
"""What is wrong in a text, and where in it."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with a file: where it is, what it is, and how to mend it."""

    path: Path
    mark: Mark
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.mark.line}:{self.mark.column}: {self.message}"

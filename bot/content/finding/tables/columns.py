"""What an index is made of: long rows of numbers and texts, as they lie on disk."""

from array import array
from collections import UserDict
from collections.abc import Mapping, Sequence

from bot.content.finding.tables.flat import Part


class Columns(UserDict[str, Part]):
    """Columns by name. The parts of an index have their columns under a name of their own."""

    def numbers(self, name: str) -> "array[int]":
        """Return a column of numbers. Raises ValueError if there is none of this name."""
        column = self.get(name)
        if isinstance(column, array):
            return column
        raise ValueError(f"there are no numbers '{name}'")

    def texts(self, name: str) -> list[str]:
        """Return a column of texts. Raises ValueError if there is none of this name."""
        column = self.get(name)
        if isinstance(column, list):
            return column
        raise ValueError(f"there are no texts '{name}'")

    def part(self, name: str) -> "Columns":
        """Return the columns of a part."""
        beginning = f"{name}/"
        found = ((key, column) for key, column in self.items() if key.startswith(beginning))
        return Columns({key.removeprefix(beginning): column for key, column in found})

    def put(self, name: str, part: Mapping[str, Part]) -> None:
        """Take in the columns of a part."""
        self.update({f"{name}/{key}": column for key, column in part.items()})


class Rows:
    """For each of some rows a few numbers, one row after the other. Never changed."""

    def __init__(self, columns: Columns) -> None:
        self._starts = columns.numbers("starts")
        self._held = columns.numbers("held")

    @classmethod
    def columns_of(cls, rows: "list[list[int]]") -> Columns:
        """Return what the rows are made of."""
        starts, held = array("I", [0]), array("I")
        for row in rows:
            held.extend(row)
            starts.append(len(held))
        return Columns({"starts": starts, "held": held})

    def __getitem__(self, row: int) -> "array[int]":
        return self._held[self._starts[row] : self._starts[row + 1]]

    def size(self, row: int) -> int:
        """Return how many numbers a row has."""
        return self._starts[row + 1] - self._starts[row]


class RowsByText:
    """Rows, each under a text. Never changed."""

    def __init__(self, columns: Columns) -> None:
        texts = columns.texts("texts")
        self._number = dict(zip(texts, range(len(texts)), strict=True))
        self._rows = Rows(columns.part("rows"))

    @classmethod
    def columns_of(cls, rows: Mapping[str, list[int]]) -> Columns:
        """Return what the rows are made of."""
        texts = sorted(rows)
        columns = Columns(texts=texts)
        columns.put("rows", Rows.columns_of([rows[text] for text in texts]))
        return columns

    def get(self, text: str) -> Sequence[int]:
        """Return the numbers under a text, none if it is not there."""
        number = self._number.get(text)
        return () if number is None else self._rows[number]

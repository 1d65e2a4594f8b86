"""What is asked, what is wanted, and to which half of the set it belongs."""

import hashlib
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Final

TUNING_PERCENT: Final = 40
"""How many entries of a hundred thresholds may be tuned on. The others are for judging."""


class Split(Enum):
    """The two halves of the set."""

    TUNING = "tuning"
    JUDGED = "judged"


@dataclass(frozen=True, slots=True)
class Case:
    """Something asked or typed.

    ``want`` is the name of a term or the question of an FAQ entry, None where nothing is right.
    """

    kind: str
    ask: str
    want: str | None = None

    @property
    def split(self) -> Split:
        """The half it belongs to: that of the entry wanted, or its own where nothing is wanted."""
        return split_of(self.ask if self.want is None else self.want)


def split_of(name: str) -> Split:
    """Return the half that an entry belongs to, with all that is asked about it."""
    return Split.TUNING if number(key(name)) % 100 < TUNING_PERCENT else Split.JUDGED


def key(text: str) -> str:
    """Return a text as it is compared: composed, in small letters, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def number(text: str) -> int:
    """Return a number that depends on a text alone, the same on every machine."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")

"""What a look-up found: one sure hit, several it might be, or nothing."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Hit = TypeVar("Hit")


@dataclass(frozen=True, slots=True)
class Found(Generic[Hit]):
    """Surely this one."""

    hit: Hit


@dataclass(frozen=True, slots=True)
class Unsure(Generic[Hit]):
    """Perhaps one of these, likeliest first. Never empty."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nothing like it."""


Finding = Found[Hit] | Unsure[Hit] | NotFound

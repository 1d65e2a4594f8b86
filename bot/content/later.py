"""Lessons that are taken apart when somebody first looks into them.

Of ten thousand lessons a day asks for a few. A lesson of the cache has what one chooses by from the
beginning, and its bytes; its other parts come of them once one of these is asked for. It is equal
to the lesson that was read from the file, and nobody who holds it sees a difference.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, NamedTuple

from msgspec import msgpack

from bot.domain.lesson import Lesson

_encoded = msgpack.Encoder().encode
_decoded = msgpack.Decoder(Lesson).decode


class Front(NamedTuple):
    """What is there from the beginning."""

    id: str
    track: str
    title: str
    series: str
    emoji: str
    date: dt.date | None
    language: str


_NAMES = tuple(field.name for field in fields(Lesson))
_LATER = tuple(name for name in _NAMES if name not in Front._fields)


class LaterLesson(Lesson):
    """A lesson of which only the front was looked at yet."""

    __slots__ = ("_packed",)

    def __getattr__(self, name: str) -> Any:
        """Take the lesson apart, for a part that is not there yet."""
        if name not in _LATER:
            raise AttributeError(name)
        packed = self._packed
        # Another thread may have done it meanwhile: the bytes go when all parts are there.
        if packed is not None:
            whole = _decoded(packed)
            for part in _LATER:
                object.__setattr__(self, part, getattr(whole, part))
            object.__setattr__(self, "_packed", None)
        return object.__getattribute__(self, name)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Lesson):
            return NotImplemented
        return tuple(_values(self)) == tuple(_values(other))

    __hash__ = Lesson.__hash__

    def __repr__(self) -> str:
        return repr(Lesson(*_values(self)))

    def __reduce__(self) -> tuple[type[Lesson], tuple[Any, ...]]:
        return Lesson, tuple(_values(self))


def pack(lesson: Lesson) -> tuple[Front, bytes | memoryview]:
    """Return a lesson's front and its bytes. Raises ``UnicodeEncodeError`` for half a surrogate."""
    front = Front(*(getattr(lesson, name) for name in Front._fields))
    packed = getattr(lesson, "_packed", None)
    return front, _encoded(lesson) if packed is None else packed


def unpack(front: Front, packed: memoryview) -> Lesson:
    """Return the lesson that was packed, to be taken apart later."""
    lesson = object.__new__(LaterLesson)
    for put, value in zip(_PUT, front, strict=True):
        put(lesson, value)
    _PUT_PACKED(lesson, packed)
    return lesson


def _values(lesson: Lesson) -> Iterator[Any]:
    return (getattr(lesson, name) for name in _NAMES)


# Straight into its slots: it is frozen, and there are many.
_PUT = tuple(getattr(Lesson, name).__set__ for name in Front._fields)
_PUT_PACKED = LaterLesson.__dict__["_packed"].__set__

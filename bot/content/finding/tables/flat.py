"""Flat arrays as bytes and back, so that an index can lie on a disk: no objects, no code in it.

First the mark of the format, then a checksum of all that follows: the length of the header, the
header (what there is, in JSON), and the parts one after the other.
"""

import json
import struct
import sys
import zlib
from array import array
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

Numbers: TypeAlias = "array[Any]"
Part: TypeAlias = "Numbers | bytes | list[str]"

_MARK = b"HRflat1\n"
_CHECKSUM = struct.Struct("<I")
_LENGTH = struct.Struct("<I")
_BYTES, _TEXTS = "bytes", "texts"
_NUMBERS = frozenset("bBhHiIlLqQfd")


def pack(parts: "Mapping[str, Numbers | bytes | Sequence[str]]") -> bytes:
    """Return arrays of numbers, bytes and lists of texts as bytes that ``unpack`` reads.

    Texts may hold any characters, lone surrogates too.
    """
    rows, raws = [], []
    for name, part in parts.items():
        kind, size, raw = _packed(part)
        rows.append([name, kind, size, len(raw)])
        raws.append(raw)
    header = json.dumps({"order": sys.byteorder, "parts": rows}).encode()
    body = b"".join((_LENGTH.pack(len(header)), header, *raws))
    return b"".join((_MARK, _CHECKSUM.pack(zlib.crc32(body)), body))


def unpack(data: bytes, *, is_whole: bool = False) -> Mapping[str, Part]:
    """Return what was packed; of bytes that surely are as they were the checksum is not made.

    Raises ValueError for bytes that were not packed so, were changed since, or come from a
    machine whose numbers have other sizes.
    """
    view = memoryview(data)
    start = len(_MARK) + _CHECKSUM.size
    if len(view) < start + _LENGTH.size or view[: len(_MARK)] != _MARK:
        raise ValueError("this is not an index that was packed")
    body = view[start:]
    if not is_whole and _CHECKSUM.unpack(view[len(_MARK) : start])[0] != zlib.crc32(body):
        raise ValueError("the packed index is damaged")
    (length,) = _LENGTH.unpack(body[: _LENGTH.size])
    try:
        header = json.loads(bytes(body[_LENGTH.size : _LENGTH.size + length]))
        return _unpacked(header["parts"], header["order"], body[_LENGTH.size + length :])
    except (TypeError, KeyError, RecursionError) as error:
        raise ValueError("the packed index has a header that makes no sense") from error


def _packed(part: "Numbers | bytes | Sequence[str]") -> tuple[str, int, bytes]:
    """Return a part's kind, the size of one number in it, and the part as bytes."""
    if isinstance(part, array):
        if part.typecode not in _NUMBERS:
            raise ValueError(f"an array of type '{part.typecode}' holds no numbers")
        return part.typecode, part.itemsize, part.tobytes()
    if isinstance(part, bytes):
        return _BYTES, 1, part
    # Not in ASCII: two lone surrogates that happen to stand together would come back as one.
    texts = json.dumps(list(part), ensure_ascii=False, separators=(",", ":"))
    return _TEXTS, 1, texts.encode(errors="surrogatepass")


def _unpacked(rows: Sequence[Any], order: str, raws: memoryview) -> Mapping[str, Part]:
    parts: dict[str, Part] = {}
    at = 0
    for name, kind, size, length in rows:
        raw = raws[at : at + length]
        if len(raw) != length:
            raise ValueError("the packed index is too short")
        parts[name] = _part(kind, size, raw, swapped=order != sys.byteorder)
        at += length
    if at != len(raws):
        raise ValueError("the packed index is too long")
    return parts


def _part(kind: str, size: int, raw: memoryview, *, swapped: bool) -> Part:
    if kind == _BYTES:
        return bytes(raw)
    if kind == _TEXTS:
        texts: list[str] = json.loads(bytes(raw).decode(errors="surrogatepass"))
        return texts
    if kind not in _NUMBERS or (numbers := array(kind)).itemsize != size:
        raise ValueError(f"the packed index has numbers of type {kind} in {size} bytes")
    numbers.frombytes(raw)
    if swapped:
        numbers.byteswap()
    return numbers

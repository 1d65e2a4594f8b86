"""Flat arrays as bytes: they come back as they were, or not at all."""

import json
import struct
import zlib
from array import array
from collections.abc import Mapping

import pytest

from bot.content.finding.tables.columns import Columns
from bot.content.finding.tables.flat import Part, pack, unpack

NUMBERS = array("I", [0, 1, 4_294_967_295])
WEIGHTS = array("B", range(256))
SIGNED = array("q", [-(2**63), 2**63 - 1])
SHARES = array("d", [0.1, -1e300])
TEXTS = ["", "네이버", "a\nb\0c", "\ud800", "\ud83d\ude00", '"\\']
PARTS: Mapping[str, Part] = {
    "numbers": NUMBERS,
    "weights": WEIGHTS,
    "signed": SIGNED,
    "shares": SHARES,
    "empty": array("I"),
    "raw": b"\x00\xff",
    "texts": TEXTS,
    "none": [],
}


def test_everything_comes_back_as_it_was_in_its_order() -> None:
    parts = unpack(pack(PARTS))
    assert list(parts.items()) == list(PARTS.items())
    assert Columns(parts).numbers("numbers") == NUMBERS
    assert Columns(parts).texts("texts") == TEXTS


def test_nothing_packed_is_nothing_unpacked() -> None:
    assert unpack(pack({})) == {}


def test_any_changed_byte_is_noticed() -> None:
    data = pack(PARTS)
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        with pytest.raises(ValueError, match="index"):
            unpack(bytes(changed))


def test_whatever_was_cut_off_or_added_is_noticed() -> None:
    data = pack(PARTS)
    for length in range(len(data)):
        with pytest.raises(ValueError, match="index"):
            unpack(data[:length])
    with pytest.raises(ValueError, match="damaged"):
        unpack(data + b"\0")


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"[]",
        b"{}",
        b"nothing",
        b'{"parts": 1, "order": "little"}',
        b'{"parts": [1], "order": "little"}',
        b'{"parts": [["a", "I", 4]], "order": "little"}',
        b'{"parts": [["a", "I", 4, 8]], "order": "little"}',
        b'{"parts": [["a", "I", 3, 4]], "order": "little"}',
        b'{"parts": [["a", "u", 4, 4]], "order": "little"}',
        b'{"parts": [["a", "I", 4, 2]], "order": "little"}',
        b'{"parts": [["a", "I", 4, -1]], "order": "little"}',
        b'{"parts": [["a", "texts", 1, 4]], "order": "little"}',
        b'{"parts": [[[], "bytes", 1, 4]], "order": "little"}',
        b'{"parts": [["a", [], 1, 4]], "order": "little"}',
        b"[" * 100_000,
    ],
)
def test_a_header_that_makes_no_sense_is_refused_though_the_checksum_is_right(
    header: bytes,
) -> None:
    body = struct.pack("<I", len(header)) + header + b"\0\0\0\0"
    with pytest.raises(ValueError, match=r".+"):
        unpack(b"HRflat1\n" + struct.pack("<I", zlib.crc32(body)) + body)


def test_numbers_from_a_machine_with_the_other_order_of_bytes_are_read() -> None:
    data = pack({"a": array("I", [1])})
    body = data[12:].replace(b'"little"', b'"other"')
    length = struct.unpack("<I", body[:4])[0] - len(b"little") + len(b"other")
    body = struct.pack("<I", length) + body[4:]
    turned = unpack(data[:8] + struct.pack("<I", zlib.crc32(body)) + body)
    assert turned["a"] == array("I", [0x01000000])


def test_what_is_not_there_or_of_another_kind_is_a_fault_that_names_it() -> None:
    columns = Columns(unpack(pack({"a": array("B", [1]), "b": b"", "c": ["x"]})))
    for name in ("b", "c", "z"):
        with pytest.raises(ValueError, match=f"numbers '{name}'"):
            columns.numbers(name)
    for name in ("a", "b", "z"):
        with pytest.raises(ValueError, match=f"texts '{name}'"):
            columns.texts(name)


def test_an_array_of_characters_is_not_packed() -> None:
    with pytest.raises(ValueError, match="holds no numbers"):
        pack({"a": array("u", "abc")})


def test_the_texts_are_json_that_any_program_reads() -> None:
    data = pack({"a": ["네이버"]})
    assert json.loads(data[-len('["네이버"]'.encode()) :]) == ["네이버"]

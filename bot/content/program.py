"""Which program this is, as far as what it makes of lessons goes."""

import hashlib
import platform
import secrets
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
import yaml

import bot.content
import bot.domain

_MADE_BY = (bot.content, bot.domain)
"""What lessons and indexes are made by, and made of."""


@cache
def program_version() -> bytes:
    """Return a digest of the code that reads and indexes lessons, and of what it stands on.

    Of its very text: who changes the code never meets what the old code made. It takes 4 ms, once
    in a process, and should be asked for at its start, when the text is still what runs. Where
    there is no text to be read, each process is a program of its own.
    """
    digest = hashlib.blake2b(digest_size=16)
    stands_on = (
        platform.python_version(),
        unicodedata.unidata_version,
        msgspec.__version__,
        yaml.__version__,
        yaml.__with_libyaml__,
    )
    digest.update(repr(stands_on).encode())
    try:
        for name, text in _texts():
            digest.update(f"{name}\0{len(text)}\0".encode())
            digest.update(text)
    except OSError:
        return secrets.token_bytes(digest.digest_size)
    return digest.digest()


def _texts() -> Iterator[tuple[str, bytes]]:
    for package in _MADE_BY:
        (folder,) = map(Path, package.__path__)
        paths = sorted(folder.rglob("*.py"))
        if not paths:
            raise FileNotFoundError(folder)
        yield from ((path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths)

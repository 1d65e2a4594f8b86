"""The numbers by which Discord knows the same message again for some minutes."""

import datetime as dt
import hashlib

KNOWN = dt.timedelta(seconds=90)
"""Discord compares over "the past few minutes" (docs.discord.com, resources/message) and gives no
figure; ours is careful."""


def nonce_of(channel: str, key: str) -> int:
    """Return the number for what is said in a channel under a key.

    64 bits, so at most 20 of the 25 characters that a nonce may have.
    """
    digest = hashlib.sha256(f"{channel} {key}".encode()).digest()
    return int.from_bytes(digest[:8], "big")

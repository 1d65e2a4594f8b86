"""Who may come in: with a token set, those who have it, and their browsers for a while after."""

import hashlib
import hmac
import re

from aiohttp import web

from bot.core.buckets import Buckets
from bot.core.ports import Clock

SIGN_IN, SIGN_OUT = "/sign-in", "/sign-out"
COOKIE = "homeroom_door"
STAYS = 30 * 24 * 60 * 60
"""Seconds for which a browser that signed in may come back."""
AT_ONCE, PER_SECOND = 10, 0.1
"""Wrong tokens from one address: so many at once, then one every ten seconds."""
_PASS = re.compile(r"([0-9]{1,12})\.([0-9a-f]{64})")
_BEARER = "bearer "


class Door:
    """Asks for the page's token; without one it stands open."""

    def __init__(self, token: str, clock: Clock) -> None:
        self._digest = _digest(token)
        # The key is made from the token: with another token every pass is void.
        self._key = hmac.digest(token.encode(), b"homeroom: passes of the page", "sha256")
        self._clock = clock
        self._wrong = Buckets(AT_ONCE, PER_SECOND)
        self.locked = bool(token)

    def wait(self, address: str) -> float:
        """Return the seconds until another token is looked at that comes from an address."""
        return self._wrong.wait(address, self._clock.monotonic())

    def opens(self, token: str, address: str) -> bool:
        """Tell, in a time that says nothing about it, whether it is the token.

        A wrong one counts for the address it comes from.
        """
        if hmac.compare_digest(_digest(token), self._digest):
            return True
        self._wrong.take(address, self._clock.monotonic())
        return False

    def new_pass(self) -> str:
        """Return what a browser that signed in brings along from now on: not the token."""
        until = f"{self._clock.now().timestamp() + STAYS:.0f}"
        return f"{until}.{self._sign(until)}"

    def passes(self, request: web.Request) -> bool:
        """Tell whether a browser has signed in, not too long ago."""
        if not self.locked:
            return True
        found = _PASS.fullmatch(request.cookies.get(COOKIE, ""))
        if found is None or not hmac.compare_digest(found[2], self._sign(found[1])):
            return False
        return int(found[1]) > self._clock.now().timestamp()

    def _sign(self, until: str) -> str:
        return hmac.new(self._key, until.encode(), "sha256").hexdigest()


def bearer_of(request: web.Request) -> str:
    """Return the token that a script sends along: ``Authorization: Bearer …``."""
    header = request.headers.get("Authorization", "")
    return header[len(_BEARER) :].strip() if header.lower().startswith(_BEARER) else ""


def address_of(request: web.Request) -> str:
    """Return where a request comes from. Behind a proxy that is the proxy: all are one to us."""
    return f"at {request.remote}"


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()

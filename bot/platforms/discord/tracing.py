"""Keeps discord.py from sending again what Discord may have carried out already.

It repeats a request five times after 500, 502 and 504. Where a nonce goes with a message that does
no harm; a forum post and a message that follows an answer have none, and would stand there twice.
"""

import re
from types import SimpleNamespace

import aiohttp

from bot.errors import SendInDoubt

_WITHOUT_NONCE = re.compile(r"/channels/\d+/threads|/webhooks/\d+/[^/]+")
FAULTS = 500
"""From this status on it is a fault of theirs (RFC 9110, 15.6)."""


def no_blind_repeats() -> aiohttp.TraceConfig:
    """Return what to give discord.py: a fault then ends such a request, as one in doubt."""
    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(_ended)
    return trace


async def _ended(
    _session: aiohttp.ClientSession,
    _context: SimpleNamespace,
    done: aiohttp.TraceRequestEndParams,
) -> None:
    path = done.url.path.partition("/api/")[2].partition("/")[2]
    unsafe = done.method == "POST" and _WITHOUT_NONCE.fullmatch(f"/{path}")
    if unsafe and done.response.status >= FAULTS:
        raise SendInDoubt(why=f"Discord had a fault ({done.response.status})")

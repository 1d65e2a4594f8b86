"""Whether a request comes from this very machine."""

import ipaddress
from urllib.parse import urlsplit

from aiohttp import hdrs, web

FORWARDED = (hdrs.FORWARDED, hdrs.X_FORWARDED_FOR, hdrs.VIA, "X-Real-IP")
"""What a proxy puts on what it passes on."""
OWNED = web.AppKey("owned", bool)
"""Whether nobody but who sits at the machine is meant to reach the page."""


def is_owner(request: web.Request) -> bool:
    """Tell whether who asks has the page, and the bot, to themselves.

    A proxy that says nothing of itself is told by the page that its reader sees: a browser names
    it with all that it sends. Where one is expected, or a token, nobody is the owner.
    """
    origin = request.headers.get(hdrs.ORIGIN, "")
    from_here = not origin or is_loopback(hostname(origin.partition("://")[2]))
    return request.app.get(OWNED, False) and from_here and is_local(request)


def is_local(request: web.Request) -> bool:
    """Tell whether somebody on this machine asks, and for themselves.

    Every request that a proxy on this machine passes on comes from this machine: it is known by
    its headers, or by the name that was asked for.
    """
    try:
        near = ipaddress.ip_address(request.remote or "").is_loopback
    except ValueError:
        return False
    passed_on = any(name in request.headers for name in FORWARDED)
    return near and not passed_on and is_loopback(hostname(request.headers.get(hdrs.HOST, "")))


def is_loopback(host: str) -> bool:
    """Tell whether a host, by name or by address, is this machine for itself."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def hostname(header: str) -> str:
    """Return the host in a ``Host`` header, without its port; empty if there is none."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""

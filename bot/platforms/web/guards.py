"""What is let in, what every answer carries, and how the page says no."""

import ipaddress
import json
import logging
from collections.abc import Collection
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.platforms.web.visitor import visitor_of

log = logging.getLogger(__name__)

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Put the headers on that keep a page to itself. Static files are asked for again, cheaply."""
    response.headers.update(HEADERS)
    static = request.path.startswith("/static/")
    response.headers["Cache-Control"] = "no-cache" if static else "no-store"


def refusal(status: int, sentence: str, headers: dict[str, str] | None = None) -> web.Response:
    """Return a no, with its reason in a plain sentence."""
    text = json.dumps({"error": sentence}, ensure_ascii=False)
    return web.Response(status=status, text=text, content_type="application/json", headers=headers)


@web.middleware
async def plain_words(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Say in words what went wrong, and keep the rest for the log."""
    words = visitor_of(request).words
    try:
        return await handler(request)
    except web.HTTPRequestEntityTooLarge:
        return refusal(413, words.too_long)
    except web.HTTPRequestTimeout as error:
        return refusal(error.status, words.not_understood)
    except web.HTTPMethodNotAllowed as error:
        return refusal(error.status, words.not_here, {"Allow": error.headers["Allow"]})
    except web.HTTPException as error:
        if error.status < web.HTTPBadRequest.status_code:
            raise
        return refusal(error.status, words.not_here)
    except Exception:
        log.exception("%s %s failed", request.method, request.path)
        return refusal(500, words.broken)


def only_for(host: str, names: Collection[str]) -> Middleware:
    """Let in what was sent to this machine by address, or by a name that it goes by.

    Any other name in the Host header means that somebody else's name was pointed here (DNS
    rebinding), and with it their page. That needs a name: an address can't be pointed elsewhere.
    """
    ours = {"localhost", host.casefold(), *names}
    anywhere = not _is_loopback(host)

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        asked = _hostname(request.headers.get("Host", ""))
        if asked in ours or _is_loopback(asked) or (anywhere and _is_address(asked)):
            return await handler(request)
        return refusal(403, visitor_of(request).words.wrong_host)

    return guard


@web.middleware
async def own_pages_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Carry out only what our own page sent, or a program that is no browser."""
    if request.method == "POST":
        words = visitor_of(request).words
        if not _same_origin(request):
            return refusal(403, words.elsewhere)
        if request.content_type != "application/json":
            return refusal(415, words.not_json)
    return await handler(request)


def _same_origin(request: web.Request) -> bool:
    """Believe Sec-Fetch-Site, which a proxy does not change, and else compare Origin with Host."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or origin.partition("://")[2] == request.headers.get("Host")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _hostname(header: str) -> str:
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""

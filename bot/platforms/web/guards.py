"""What is let in, what every answer carries, and how the page says no."""

import ipaddress
import json
import logging
import math
from collections.abc import Collection

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.platforms.web.door import SIGN_IN, SIGN_OUT
from bot.platforms.web.here import hostname, is_loopback
from bot.platforms.web.visitor import is_https, visitor_of
from bot.platforms.web.wording import Words

log = logging.getLogger(__name__)

FORM = "application/x-www-form-urlencoded"
FORMS = frozenset({SIGN_IN, SIGN_OUT})
"""What takes a form, as these do without a script."""
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Not “no-referrer”: browsers would then say of our own forms that they come from nowhere.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    # Not which library in which version.
    "Server": "Homeroom",
}


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Put the headers on that keep a page to itself. Static files are asked for again, cheaply."""
    response.headers.update(HEADERS)
    if is_https(request):
        # Over http browsers ignore it, and complain.
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    static = request.path.startswith("/static/")
    response.headers["Cache-Control"] = "no-cache" if static else "no-store"


def refusal(status: int, sentence: str, headers: dict[str, str] | None = None) -> web.Response:
    """Return a no, with its reason in a plain sentence."""
    text = json.dumps({"error": sentence}, ensure_ascii=False)
    return web.Response(status=status, text=text, content_type="application/json", headers=headers)


def too_fast(wait: float, words: Words) -> web.Response:
    """Return a no that says in how many seconds to go on."""
    seconds = math.ceil(wait)
    sentence = words.too_fast.format(seconds=seconds)
    return refusal(429, sentence, {"Retry-After": str(seconds)})


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
    anywhere = not is_loopback(host)

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        asked = hostname(request.headers.get("Host", ""))
        if asked in ours or is_loopback(asked) or (anywhere and _is_address(asked)):
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
        form = request.path in FORMS and request.content_type == FORM
        if not form and request.content_type != "application/json":
            return refusal(415, words.not_json)
    return await handler(request)


def _same_origin(request: web.Request) -> bool:
    """Believe Sec-Fetch-Site, which a proxy does not change, and else compare Origin with Host."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or origin.partition("://")[2] == request.headers.get("Host")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True

"""The page that asks for the token, and what it leads to."""

import math
from dataclasses import asdict
from pathlib import Path
from string import Template
from urllib.parse import parse_qs

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.platforms.web.door import COOKIE, SIGN_IN, SIGN_OUT, STAYS, address_of, bearer_of
from bot.platforms.web.guards import refusal, too_fast
from bot.platforms.web.markup import escape
from bot.platforms.web.room import ROOM
from bot.platforms.web.visitor import is_https, visitor_of
from bot.platforms.web.wording import Words

OPEN = frozenset({"/livez", "/readyz", SIGN_IN})
"""What needs no token: whether we live, for who watches over us, and the way in."""
_TEMPLATE = Path(__file__).parent / "sign-in.html"


@web.middleware
async def locked(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let in who has signed in, or brings the token along; show the others the way."""
    door, path = request.app[ROOM].door, request.path
    # What is static is this program's own, and the page to sign in on is made of it.
    if path in OPEN or path.startswith("/static/") or door.passes(request):
        return await handler(request)
    words = visitor_of(request).words
    if token := bearer_of(request):
        if wait := door.wait(address_of(request)):
            return too_fast(wait, words)
        if door.opens(token, address_of(request)):
            return await handler(request)
    elif request.method in ("GET", "HEAD") and path == "/":
        raise web.HTTPSeeOther(SIGN_IN)
    return refusal(401, words.sign_in_first, {"WWW-Authenticate": "Bearer"})


async def ask(request: web.Request) -> web.Response:
    """Show the page that asks for the token."""
    if request.app[ROOM].door.passes(request):
        raise web.HTTPSeeOther("/")
    return _page(200, visitor_of(request).words)


async def sign_in(request: web.Request) -> web.Response:
    """Let a browser in that sends the token."""
    door, words = request.app[ROOM].door, visitor_of(request).words
    if not door.locked:
        raise web.HTTPSeeOther("/")
    if wait := door.wait(address_of(request)):
        seconds = math.ceil(wait)
        return _page(429, words, words.too_fast.format(seconds=seconds), seconds)
    if not door.opens(_token_in(await request.read()), address_of(request)):
        return _page(403, words, words.not_right)
    response = web.Response(status=303, headers={"Location": "/"})
    response.set_cookie(
        COOKIE,
        door.new_pass(),
        max_age=STAYS,
        httponly=True,
        samesite="Strict",
        secure=is_https(request),
    )
    return response


async def sign_out(_request: web.Request) -> web.Response:
    """Take a browser's pass away."""
    response = web.Response(status=303, headers={"Location": SIGN_IN})
    response.del_cookie(COOKIE, httponly=True, samesite="Strict")
    return response


def sign_out_html(words: Words) -> str:
    """Return the way out."""
    button = f'<button type="submit">{escape(words.sign_out)}</button>'
    return f'<form class="out" method="post" action="{SIGN_OUT}">{button}</form>'


def _page(status: int, words: Words, wrong: str = "", wait: int = 0) -> web.Response:
    texts = {name: escape(text) for name, text in asdict(words).items()}
    said = f'<p class="wrong" id="wrong" role="alert">{escape(wrong)}</p>' if wrong else ""
    html = Template(_TEMPLATE.read_text("utf-8")).substitute(
        texts,
        wrong_html=said,
        described='aria-invalid="true" aria-describedby="wrong"' if wrong else "",
    )
    headers = {"Retry-After": str(wait)} if wait else None
    return web.Response(status=status, text=html, content_type="text/html", headers=headers)


def _token_in(body: bytes) -> str:
    """Return the token in a form that was sent; empty if there is none."""
    try:
        return parse_qs(body.decode("ascii"), max_num_fields=5).get("token", [""])[0].strip()
    except ValueError:
        return ""

"""What Slack and browsers may ask of us over HTTP: requests, an installation, whether we live."""

import logging
import math
import re
from collections.abc import Awaitable, Sequence

from aiohttp import web
from aiohttp.typedefs import Handler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.core.buckets import Buckets
from bot.core.ports import Clock
from bot.platforms.slack.admission.install_page import INSTALL_PATH
from bot.platforms.slack.admission.install_words import words_for
from bot.platforms.slack.admission.oauth import REDIRECT_PATH, Flow
from bot.platforms.slack.admission.signatures import HEADER, Signatures
from bot.platforms.slack.seen import Seen

log = logging.getLogger(__name__)

EVENTS_PATH = "/slack/events"
LIVEZ_PATH = "/slack/livez"
BODY_MAX = 1024 * 1024
"""Bytes of a request that are read."""
AT_ONCE, PER_SECOND = 60, 1.0
"""Installations that are begun from one address, which may be a proxy's: each is noted in the
database until it has ended."""
_TEAM = re.compile("[TE][A-Z0-9]{1,30}")
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def make_app(
    app: AsyncApp | None, signing_secret: str, clock: Clock, flow: Flow | None
) -> web.Application:
    """Return what is served: requests for ``app``, and installations with ``flow``."""
    served = web.Application(client_max_size=BODY_MAX, middlewares=[_plain])
    served.on_response_prepare.append(_add_headers)
    served.router.add_get(LIVEZ_PATH, _livez)
    if app is not None:
        requests = _Requests(app, Signatures(signing_secret, clock), Seen(clock))
        served.router.add_post(EVENTS_PATH, requests.answer)
    if flow is not None:
        installing = _Installing(flow, clock)
        served.router.add_get(INSTALL_PATH, installing.begin, allow_head=False)
        served.router.add_get(REDIRECT_PATH, installing.end, allow_head=False)
    return served


class _Requests:
    """Slack's requests. None is read before its signature is known to be right."""

    def __init__(self, app: AsyncApp, signatures: Signatures, seen: Seen) -> None:
        self._app, self._signatures, self._seen = app, signatures, seen

    async def answer(self, request: web.Request) -> web.Response:
        body = await request.read()
        if not self._signatures.fit(body, request.headers):
            return web.Response(status=401)
        # Slack signs anew what it sends again; the same signature is somebody's who listened in.
        if self._seen.again(request.headers[HEADER]):
            return web.Response(status=200)
        try:
            asked = AsyncBoltRequest(body=body.decode(), headers=_headers(request))
        except (ValueError, TypeError, AttributeError, RecursionError):
            return web.Response(status=400)
        return _answer(await self._app.async_dispatch(asked))


class _Installing:
    """A browser that adds Homeroom to a workspace."""

    def __init__(self, flow: Flow, clock: Clock) -> None:
        self._flow, self._clock = flow, clock
        self._begun = Buckets(AT_ONCE, PER_SECOND)

    async def begin(self, request: web.Request) -> web.Response:
        address, now = str(request.remote), self._clock.monotonic()
        if wait := self._begun.wait(address, now):
            return web.Response(status=429, headers={"Retry-After": str(math.ceil(wait))})
        self._begun.take(address, now)
        team = request.query.get("team", "")
        query = {"team": team} if _TEAM.fullmatch(team) else {}
        asked = AsyncBoltRequest(body="", query=query, headers=_headers(request))
        return await self._shown(request, self._flow.handle_installation(asked))

    async def end(self, request: web.Request) -> web.Response:
        asked = AsyncBoltRequest(body="", query=request.query_string, headers=_headers(request))
        return await self._shown(request, self._flow.handle_callback(asked))

    async def _shown(self, request: web.Request, work: Awaitable[BoltResponse]) -> web.Response:
        try:
            page = _answer(await work)
        except Exception:
            log.exception("an installation failed")
            words = words_for(request.headers.get("Accept-Language", ""))
            text = self._flow.page.refused("fault", words)
            page = web.Response(status=500, text=text, content_type="text/html")
        page.headers["Content-Security-Policy"] = self._flow.page.policy
        return page


def _headers(request: web.Request) -> dict[str, str | Sequence[str]]:
    return {name: ", ".join(request.headers.getall(name)) for name in request.headers}


def _answer(response: BoltResponse) -> web.Response:
    """Return bolt's answer as aiohttp's."""
    answer = web.Response(status=response.status, body=response.body.encode())
    for name, values in response.headers.items():
        for value in values:
            if name == "set-cookie":
                # Not with what other sites send, but with the way back from Slack.
                answer.headers.add(name, f"{value}; SameSite=Lax")
            else:
                answer.headers[name] = value
    return answer


@web.middleware
async def _plain(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Say no without a word more than its number: nobody but machines reads it."""
    try:
        return await handler(request)
    except web.HTTPRequestEntityTooLarge:
        return web.Response(status=413)
    except web.HTTPRequestTimeout:
        return web.Response(status=408)
    except web.HTTPException:
        return web.Response(status=404)
    except Exception:
        log.exception("%s failed", request.path)
        return web.Response(status=500)


async def _add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)


async def _livez(_request: web.Request) -> web.Response:
    return web.Response(text="ok")

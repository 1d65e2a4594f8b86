"""OAuth: somebody allows the bot into a workspace, and it gets a token there."""

import urllib.parse
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web

from tests.local_slack.world import Json, Workspace

if TYPE_CHECKING:
    from tests.local_slack.server import LocalSlack


class OAuth:
    """Codes and what they are for."""

    def __init__(self, slack: "LocalSlack") -> None:
        self._slack = slack
        self.codes: dict[str, Workspace] = {}
        self.refresh: dict[str, Workspace] = {}
        self.rotating = False
        """Whether tokens end after twelve hours."""
        self.installing: Workspace | None = None
        self.installer = "U1"

    async def authorize(self, request: web.Request) -> web.Response:
        """Somebody allows it at once: back to where it was asked, with a code."""
        assert self.installing is not None
        if request.query.get("client_id") != self._slack.client_id:
            return web.Response(status=400, text="invalid_client_id")
        code = self._slack.new_id("code-")
        self.codes[code] = self.installing
        self.installing.scopes = request.query.get("scope", "").split(",")
        back = request.query.get("redirect_uri") or self._slack.redirect_url
        asked = urllib.parse.urlencode({"code": code, "state": request.query.get("state", "")})
        raise web.HTTPFound(f"{back}?{asked}")

    def access(self, body: Json) -> Json:
        """Exchange a code, or a refresh token, for a token."""
        if body.get("grant_type") == "refresh_token":
            space = self.refresh.pop(str(body.get("refresh_token")), None)
            if space is None:
                return {"ok": False, "error": "invalid_refresh_token"}
            return self._granted(space)
        space = self.codes.pop(str(body.get("code")), None)
        if space is None:
            return {"ok": False, "error": "invalid_code"}
        return self._granted(space)

    def _granted(self, space: Workspace) -> Json:
        self._slack.renew_token(space)
        granted: Json = {
            "ok": True,
            "app_id": "A1",
            "authed_user": {"id": self.installer},
            "scope": ",".join(space.scopes),
            "token_type": "bot",
            "access_token": space.token,
            "bot_user_id": space.bot_user,
            "team": {"id": space.id, "name": space.name},
            "enterprise": None,
            "is_enterprise_install": False,
        }
        if self.rotating:
            refresh = self._slack.new_id("xoxe-1-")
            self.refresh[refresh] = space
            space.expires = self._slack.now() + 43_200
            granted |= {"refresh_token": refresh, "expires_in": 43_200}
        return granted

    async def install(self, space: Workspace, link: str) -> tuple[int, str]:
        """Follow a bot's link for installing it, allow it, and return the page at the end."""
        self.installing = space
        jar = aiohttp.CookieJar(unsafe=True, treat_as_secure_origin=None)
        async with aiohttp.ClientSession(cookie_jar=jar) as session:
            async with session.get(link, allow_redirects=False) as first:
                cookies = {one.key: one.value for one in first.cookies.values()}
                onward = first.headers.get("Location", "")
            async with session.get(onward, allow_redirects=False) as allowed:
                back = allowed.headers.get("Location", "")
            # A browser keeps a __Host- cookie only over https; a proxy stands in between.
            header = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
            async with session.get(back, headers=header, allow_redirects=False) as last:
                return last.status, await last.text()

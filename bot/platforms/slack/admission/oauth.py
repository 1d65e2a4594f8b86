"""Installing Homeroom in one's own workspace: OAuth, through bolt's flow and our tables."""

import logging
from collections.abc import Awaitable, Callable, Sequence

from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import (
    AsyncCallbackOptions,
    AsyncFailureArgs,
    AsyncSuccessArgs,
)
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.ports import Clock
from bot.errors import SendError
from bot.platforms.slack.admission.clients import FAILURES, word_of
from bot.platforms.slack.admission.install_page import INSTALL_PATH, InstallPage
from bot.platforms.slack.admission.install_words import words_for
from bot.platforms.slack.admission.installations import STATE_SECONDS, Installations, States
from bot.platforms.slack.admission.renewal import ahead

log = logging.getLogger(__name__)

REDIRECT_PATH = "/slack/oauth_redirect"
COOKIE = "__Host-homeroom-install"
"""Browsers let nobody but this very host set it (RFC 6265bis, 4.1.3.2)."""

Admitted = Callable[[Installation], Awaitable[None]]
"""Keeps an installation, and says that it came. Raises ``SendError``."""


class Flow(AsyncOAuthFlow):
    """Bolt's flow, which has nobody but us answer, and whose times are our clock's."""

    def __init__(
        self,
        settings: AsyncOAuthSettings,
        client: AsyncWebClient,
        clock: Clock,
        admitted: Admitted,
        page: InstallPage,
    ) -> None:
        # At lower levels bolt logs codes, and what Slack has answered.
        silent = logging.getLogger(f"{__name__}.bolt")
        silent.setLevel(logging.ERROR)
        super().__init__(client=client, logger=silent, settings=settings)
        self._clock, self._admitted = clock, admitted
        self.page = page

    async def run_installation(self, code: str) -> Installation | None:
        """Exchange a code for tokens; ``None`` if Slack does not do it."""
        try:
            installation = await super().run_installation(code)
        except FAILURES as error:
            log.warning("Slack could not be asked for a token: %s", word_of(error))
            return None
        if installation is None or not installation.bot_token or not installation.user_id:
            return None
        # The library goes by the machine's clock.
        skew = ahead(self._clock)
        installation.installed_at += skew
        if installation.bot_token_expires_at is not None:
            installation.bot_token_expires_at += round(skew)
        return installation

    async def store_installation(
        self, request: AsyncBoltRequest, installation: Installation
    ) -> None:
        """Keep an installation. Raises ``BoltError``, which makes a page of its own."""
        try:
            await self._admitted(installation)
        except SendError as error:
            raise BoltError(str(error)) from None


def install_flow(
    *,
    client_id: str,
    client_secret: str,
    scopes: Sequence[str],
    client: AsyncWebClient,
    clock: Clock,
    installations: Installations,
    states: States,
    admitted: Admitted,
    authorization_url: str | None = None,
    redirect_uri: str | None = None,
) -> Flow:
    """Return the flow for an app. ``scopes`` are those of its bot; nobody's own are asked for.

    ``redirect_uri`` need only be given if the app names several.
    """
    page = InstallPage()
    settings = AsyncOAuthSettings(
        client_id=client_id,
        client_secret=client_secret,
        scopes=list(scopes),
        user_scopes=[],
        redirect_uri=redirect_uri,
        install_path=INSTALL_PATH,
        install_page_rendering_enabled=False,
        redirect_uri_path=REDIRECT_PATH,
        callback_options=_callbacks(page),
        authorization_url=authorization_url,
        installation_store=installations,
        installation_store_bot_only=True,
        state_store=states,
        state_cookie_name=COOKIE,
        state_expiration_seconds=STATE_SECONDS,
    )
    return Flow(settings, client, clock, admitted, page)


def _callbacks(page: InstallPage) -> AsyncCallbackOptions:
    async def success(args: AsyncSuccessArgs) -> BoltResponse:
        words = words_for(_language(args.request))
        return _response(200, page.added(args.installation, words), args)

    async def failure(args: AsyncFailureArgs) -> BoltResponse:
        # Slack's words and ours; anybody could write others into the address.
        reason = args.reason if args.reason.replace("_", "").isalpha() else "?"
        log.info("an installation came to nothing: %.40s", reason)
        words = words_for(_language(args.request))
        return _response(args.suggested_status_code, page.refused(args.reason, words), args)

    return AsyncCallbackOptions(success=success, failure=failure)


def _response(status: int, body: str, args: AsyncSuccessArgs | AsyncFailureArgs) -> BoltResponse:
    forgotten = args.settings.state_utils.build_set_cookie_for_deletion()
    headers: dict[str, str | Sequence[str]] = {
        "Content-Type": "text/html; charset=utf-8",
        "Set-Cookie": [forgotten],
    }
    return BoltResponse(status=status, body=body, headers=headers)


def _language(request: AsyncBoltRequest) -> str:
    return ",".join(request.headers.get("accept-language", []))

"""What bolt asks before each request: whom to speak as. Asks Slack nothing."""

import logging
from collections.abc import Awaitable, Callable
from typing import cast

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.core.ports import NO_METER, Clock, Meter
from bot.errors import SendError
from bot.platforms.slack.admission.clients import Clients
from bot.platforms.slack.admission.workspaces import PLATFORM, Admissions

log = logging.getLogger(__name__)

NOT_HERE = (
    "Homeroom can’t answer in this workspace just now. If it stays like that, ask an admin to add"
    " it again. · 지금은 이 워크스페이스에서 답할 수 없어요. 계속 그러면 관리자에게 Homeroom을"
    " 다시 추가해 달라고 해 주세요."
)
"""Said where a request can't be answered: of bolt's own words people would not know whose."""


def bolt_app(
    admissions: Admissions, clients: Clients, clock: Clock, meter: Meter = NO_METER
) -> AsyncApp:
    """Return bolt's app, for one workspace as for many.

    It looks at no signatures: ``http`` has done so, by our clock, before anything comes here.
    """
    # A logger of bolt's own takes its level from the root's, and then writes whole requests, with
    # the addresses that answer to them. At the start it would only wonder at our secrets in the
    # environment, which it would use itself.
    quiet = logging.getLogger(f"{__name__}.bolt")
    quiet.setLevel(logging.ERROR)
    app = TimedApp(
        logger=quiet,
        name="homeroom",
        signing_secret="",
        request_verification_enabled=False,
        client=clients.plain(),
        # Bolt's own type for it forgets that it may find nobody to speak as.
        authorize=cast("Callable[..., Awaitable[AuthorizeResult]]", Authorize(admissions)),
        user_facing_authorize_error_message=NOT_HERE,
    )
    quiet.setLevel(logging.WARNING)
    app.timed_by(clock, meter)
    return app


class TimedApp(AsyncApp):
    """Measures how long Slack waits for its acknowledgement, over a socket as over HTTP."""

    def timed_by(self, clock: Clock, meter: Meter) -> None:
        """Set what measures and what is told."""
        self._clock, self._meter = clock, meter

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """Have a request listened to; what comes back is the acknowledgement."""
        began = self._clock.monotonic()
        response = await super().async_dispatch(req)
        self._meter.acknowledged(PLATFORM, self._clock.monotonic() - began)
        return response


class Authorize(AsyncAuthorize):
    """Says whom to speak as."""

    def __init__(self, admissions: Admissions) -> None:
        self._admissions = admissions

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult | None:
        """Return whom to speak as, or ``None`` where Homeroom may not or can't speak."""
        server = team_id or enterprise_id or ""
        of = (enterprise_id or "") if context.is_enterprise_install else ""
        try:
            voice = await self._admissions.voice(server, of)
        except SendError as error:
            log.info("a request from %s is not answered: %s", server or "nowhere", error)
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=voice.bot_user,
            bot_id=voice.bot,
            bot_token=voice.token,
            user_id=user_id,
        )

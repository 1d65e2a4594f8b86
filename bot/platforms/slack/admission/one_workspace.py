"""One workspace, with the token that its operator set."""

import asyncio
import datetime as dt
import logging
from collections.abc import Collection

from slack_sdk.web.async_client import AsyncWebClient

from bot.core.ports import Clock
from bot.errors import SendPostponed, SendRefused
from bot.platforms.slack.admission.clients import DEAD, EXPIRED, FAILURES, Clients, word_of
from bot.platforms.slack.admission.workspaces import Told, Voice, to_nobody

log = logging.getLogger(__name__)

PAUSE = dt.timedelta(minutes=1)
"""How long after a failure Slack is not asked again about the token."""
UNUSABLE = DEAD | {EXPIRED, "not_authed", "not_allowed_token_type"}
"""What Slack says of a token that only the operator can mend."""


class OneWorkspace:
    """``Admissions`` for one token. Which workspace it is for is asked when that is needed."""

    def __init__(
        self,
        token: str,
        clients: Clients,
        clock: Clock,
        *,
        joined: Told = to_nobody,
        left: Told = to_nobody,
    ) -> None:
        self._token, self._clients, self._clock = token, clients, clock
        self._joined, self._left = joined, left
        self._asking = asyncio.Lock()
        self._voice: Voice | None = None
        self._client: AsyncWebClient | None = None
        self._gone = ""
        """The workspace's id, from when Homeroom was removed until it is back."""
        self._again = clock.now()
        self._why = ""
        self._complained = False

    async def client(self, server: str) -> AsyncWebClient:
        """Return the client; see ``Workspaces``."""
        await self.voice(server)
        if self._client is None:
            self._client = self._clients.watched(self._token, self._refused)
        return self._client

    async def voice(self, server: str, enterprise: str = "") -> Voice:
        """Return whom to speak as; see ``Admissions``."""
        try:
            voice = await self._known()
        except SendPostponed:
            if server == self._gone:
                raise SendRefused(why="Homeroom was removed from this workspace") from None
            raise
        if not _is(server, voice):
            raise SendRefused(why="Homeroom's token is for another workspace")
        return voice

    async def servers(self) -> Collection[str]:
        """Return the workspace's id; see ``Workspaces``."""
        try:
            return [(await self._known()).team]
        except SendPostponed:
            if self._gone:
                return []
            raise

    async def forget(self, server: str, at: float | None = None) -> None:
        """Say that Homeroom has left; see ``Admissions``. The token itself is the operator's.

        Should Slack take it all the same, because Homeroom is back, that shows at the next use.
        """
        try:
            voice = await self._known()
        except SendPostponed:
            return
        if not _is(server, voice):
            return
        self._voice, self._gone = None, voice.team
        self._pause("Homeroom was removed from the workspace")
        await self._left(voice.team)

    async def revoked(self, server: str) -> None:
        """Look whether Slack takes the token; see ``Admissions``."""
        voice = self._voice
        if voice is None or not _is(server, voice):
            return
        async with self._asking:
            word = await self._clients.refusal(self._token)
        if word in UNUSABLE:
            self._complain(word)
        if word in DEAD:
            await self.forget(server)

    async def sweep(self) -> None:
        """Look at the token; see ``Admissions``."""
        if self._voice is not None:
            await self.revoked(self._voice.team)
            return
        try:
            await self._known()
        except SendPostponed as error:
            log.info("nothing is known of Slack's workspace yet: %s", error)

    async def _refused(self, _word: str) -> None:
        if self._voice is not None:
            await self.revoked(self._voice.team)

    async def _known(self) -> Voice:
        if self._voice is None:
            async with self._asking:
                await self._learn()
        if self._voice is None:
            raise SendPostponed(why=self._why, after=self._wait())
        if self._gone:
            self._gone = ""
            await self._joined(self._voice.team)
        return self._voice

    async def _learn(self) -> None:
        """Ask, unless somebody else just did."""
        if self._voice is None and self._wait() <= 0:
            await self._ask()

    def _wait(self) -> float:
        return (self._again - self._clock.now()).total_seconds()

    async def _ask(self) -> None:
        try:
            answer = await self._clients.plain(self._token).auth_test()
        except FAILURES as error:
            word = word_of(error)
            if word in UNUSABLE:
                self._complain(word)
            self._pause(f"Slack does not say whose token this is ({word})")
            return
        team, bot = answer.get("team_id"), answer.get("bot_id")
        if not team or not bot:
            self._complain("it is no bot's")
            self._pause("SLACK_BOT_TOKEN is no bot's token")
            return
        self._complained = False
        self._voice = Voice(
            token=self._token,
            team=str(team),
            enterprise=str(answer.get("enterprise_id") or ""),
            bot_user=str(answer.get("user_id") or ""),
            bot=str(bot),
        )

    def _pause(self, why: str) -> None:
        self._why, self._again = why, self._clock.now() + PAUSE

    def _complain(self, why: str) -> None:
        """Say once what the operator has to mend."""
        if not self._complained and not self._gone:
            log.error(
                "Slack does not take SLACK_BOT_TOKEN (%s). Install the app, copy the Bot User OAuth"
                " Token that stands under OAuth & Permissions, and start again; everything else"
                " runs on",
                why,
            )
        self._complained = True


def _is(server: str, voice: Voice) -> bool:
    return bool(server) and server in {voice.team, voice.enterprise}

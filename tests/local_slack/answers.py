"""Answers to a ``response_url``: five in half an hour."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from tests.local_slack.world import Channel, Json, Message, User

if TYPE_CHECKING:
    from tests.local_slack.server import LocalSlack

USES, LIVES = 5, 1_800.0
"""docs.slack.dev, interactivity/handling-user-interaction."""


@dataclass
class Hook:
    """Where an answer goes, and what it may replace."""

    channel: Channel
    user: User
    message: Message | None
    until: float
    left: int = USES


class Answers:
    """The addresses that are good, and what comes to them."""

    def __init__(self, slack: "LocalSlack") -> None:
        self._slack = slack
        self.hooks: dict[str, Hook] = {}

    def address(self, channel: Channel, user: User, message: Message | None = None) -> str:
        """Return an address for answers to what somebody did."""
        name = self._slack.new_id("hook-")
        self.hooks[name] = Hook(channel, user, message, self._slack.now() + LIVES)
        return f"{self._slack.base}/response/{name}"

    async def take(self, request: web.Request) -> web.StreamResponse:
        """Show an answer."""
        hook = self.hooks.get(request.match_info["hook"])
        body: Json = await request.json()

        def do() -> Json:
            return {"ok": self._take(hook, body)}

        answer = await self._slack.faults.answer(request, "response_url", do)
        if hook is None or hook.left < 0 or hook.until < self._slack.now():
            return web.Response(status=404, text="expired_url")
        return answer

    def _take(self, hook: Hook | None, body: Json) -> bool:
        if hook is None or hook.until < self._slack.now():
            return False
        hook.left -= 1
        if hook.left < 0:
            return False
        if faults := self._slack.faults_in_message({"unfurl_links": False, "unfurl_media": False,
                                                    **body}):  # fmt: skip
            self._slack.refusals += [f"response_url: {fault}" for fault in faults]
            return False
        if body.get("replace_original") and hook.message is not None:
            hook.message.text, hook.message.blocks = body["text"], list(body["blocks"])
            return True
        self._slack.heard.set()
        private = body.get("response_type", "ephemeral") == "ephemeral"
        hook.channel.said.append(
            Message(
                self._slack.new_ts(),
                hook.channel.space.bot_user,
                body["text"],
                list(body["blocks"]),
                hook.user.id if private else None,
                body.get("thread_ts"),
            )
        )
        return True

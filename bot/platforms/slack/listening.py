"""What is listened to on Slack: each listener acknowledges first, then the adapter answers."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.platforms.slack.adapter import Adapter
from bot.platforms.slack.admission.purging import EVENTS
from bot.platforms.slack.asked import Payload, by_command, by_event, by_interaction
from bot.platforms.slack.drawing.ids import pressed
from bot.platforms.slack.drawing.wording import ENGLISH, Words
from bot.platforms.slack.forms import TRY, sent_in, tried
from bot.platforms.slack.inputs import asked_by, menu_of
from bot.platforms.slack.seen import Seen
from bot.platforms.slack.surfaces import Pane, Surface, Whisper, Window
from bot.platforms.slack.windows import one_moment

log = logging.getLogger(__name__)

ANYTHING = re.compile(r"[\s\S]*")
EXPLAIN = "explain"
"""The ``callback_id`` of the shortcut in a message's menu."""
SUBMITTED_WITHIN = 2.0
"""Seconds until a form that was sent in must be answered: Slack gives up after 3."""
Gone = Callable[[str, Payload], Awaitable[None]]


def listen(app: AsyncApp, adapter: Adapter, seen: Seen, gone: Gone) -> None:
    """Have an app listen. ``gone`` is told which workspace has removed Homeroom, and how."""
    app.middleware(_once(seen))
    app.error(_failed)
    _Listeners(adapter, gone).join(app)


def _once(seen: Seen) -> Callable[..., Awaitable[BoltResponse]]:
    async def once(
        req: AsyncBoltRequest, next_: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        """Answer once what Slack tells several times; the other times it only wants to be heard."""
        body = req.body
        key = body.get("event_id") or body.get("trigger_id")
        if key and await seen.again_anywhere(f"{body.get('type', '')} {key}"):
            return BoltResponse(status=200, body="")
        return await next_()

    return once


async def _failed(error: Exception) -> None:
    """A fault in one listener must not stop the next; nothing of what was asked is logged."""
    log.error("a listener failed", exc_info=error)


class _Listeners:
    def __init__(self, adapter: Adapter, gone: Gone) -> None:
        self._adapter = adapter
        self._gone = gone

    def join(self, app: AsyncApp) -> None:
        """Register all; those that take anything come last."""
        app.command(ANYTHING)(self.command)
        app.options(ANYTHING)(self.suggest)
        app.view(ANYTHING)(self.submitted)
        app.view_closed(ANYTHING)(self.heard)
        app.shortcut(EXPLAIN)(self.explain)
        app.shortcut(ANYTHING)(self.heard)
        app.action(ANYTHING)(self.pressed)
        app.event("app_home_opened")(self.home)
        app.event("app_mention")(self.mentioned)
        app.event("message")(self.written)
        for name in EVENTS:
            app.event(name)(self.gone)
        # What nobody listens to is told again and again until somebody acknowledges it.
        app.event(ANYTHING)(self.ignored)

    async def command(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        """Somebody typed a slash command."""
        await ack()
        asked = by_command(body, _server(context))
        line = self._adapter.spelling.line_of(str(body.get("command")), str(body.get("text") or ""))
        await self._adapter.typed(asked, line)

    async def suggest(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        """Somebody types in a field: from memory, at each keystroke."""
        field, typed = asked_by(str(body.get("action_id", ""))), str(body.get("value") or "")
        asked, dispatcher = by_interaction(body, _server(context)), self._adapter.dispatcher
        found = dispatcher.suggest(*field, typed, asked.place, asked.user) if field else []
        await ack(options=menu_of(found, typed))

    async def pressed(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        """Somebody pressed a button, or chose from a menu."""
        await ack()
        asked, view = by_interaction(body, _server(context)), body.get("view")
        action = (body.get("actions") or [{}])[0]
        if str(action.get("action_id", "")).startswith(TRY) and view:
            await self._tried(body, context, action)
            return
        press = pressed(action)
        if press is None:
            if not _is_field(action):
                await self._adapter.outdated(asked, self._above(body, context))
        elif not view:
            private = asked.alone or bool(_part(body, "container").get("is_ephemeral"))
            await self._adapter.pressed(asked, press, private=private)
        elif view.get("type") == "home":
            await self._adapter.pressed_at_home(asked, press)
        else:
            await self._adapter.pressed_in_window(asked, press, view)

    async def submitted(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        """Somebody sent in a form."""
        asked, sent = by_interaction(body, _server(context)), sent_in(_part(body, "view"))
        if sent is None:
            await ack()
            await self._adapter.outdated(asked, lambda _: Whisper(self._adapter.calls, asked))
            return
        work = asyncio.ensure_future(self._adapter.submitted(asked, sent))
        await asyncio.wait({work}, timeout=SUBMITTED_WITHIN)
        if work.done():
            where, view = await work
            await ack(response_action=where, view=view)
            return
        await ack(response_action="update", view=one_moment(asked, ENGLISH))
        _, view = await work
        view_id = str(_part(body, "view").get("id", ""))
        await self._adapter.calls.api(
            asked.server, lambda client: client.views_update(view_id=view_id, view=view)
        )

    async def explain(self, ack: AsyncAck, body: Payload, context: AsyncBoltContext) -> None:
        """Somebody asks for the terms in a message."""
        await ack()
        asked = by_interaction(body, _server(context))
        await self._adapter.explain(asked, _part(body, "message"))

    async def heard(self, ack: AsyncAck) -> None:
        """Nothing to do but to say that it was heard."""
        await ack()

    async def home(self, event: Payload, context: AsyncBoltContext) -> None:
        """Somebody looks at the Home tab."""
        if event.get("tab") == "home":
            await self._adapter.home(by_event(event, _server(context)))

    async def mentioned(self, event: Payload, context: AsyncBoltContext) -> None:
        """Somebody speaks to the bot in a channel or a thread."""
        await self._spoken(event, context)

    async def written(self, event: Payload, context: AsyncBoltContext) -> None:
        """Somebody writes to the bot directly. What bots write, and edits, are left alone."""
        if event.get("channel_type") != "im" or event.get("bot_id") or event.get("subtype"):
            return
        await self._spoken(event, context)

    async def gone(self, body: Payload, context: AsyncBoltContext) -> None:
        """A workspace has removed the bot."""
        await self._gone(_server(context), body)

    async def ignored(self) -> None:
        """Nothing to do: events are acknowledged by themselves."""

    async def _spoken(self, event: Payload, context: AsyncBoltContext) -> None:
        if not event.get("user"):
            return
        text = str(event.get("text") or "")
        line = self._adapter.spelling.line_of_message(text, str(context.bot_user_id or ""))
        await self._adapter.typed(by_event(event, _server(context)), line)

    async def _tried(self, body: Payload, context: AsyncBoltContext, action: Payload) -> None:
        name = str(action["action_id"]).removeprefix(TRY).replace(".", " ")
        command = self._adapter.dispatcher.command(name)
        if command is not None:
            options = tried(_part(body, "view"), command)
            asked = by_interaction(body, _server(context))
            await self._adapter.tried(asked, name, options)

    def _above(self, body: Payload, context: AsyncBoltContext) -> Callable[[Words], Surface]:
        """Where to say something about a button that is not understood."""
        asked, view, calls = (
            by_interaction(body, _server(context)),
            _part(body, "view"),
            self._adapter.calls,
        )
        if view.get("type") == "home":
            return lambda words: Window(calls, asked, words)
        if view:
            return lambda words: Pane(calls, asked, words, str(view.get("id", "")))
        return lambda _: Whisper(calls, asked)


def _server(context: AsyncBoltContext) -> str:
    return str(context.team_id or context.enterprise_id or "")


def _part(body: Payload, name: str) -> Mapping[str, Any]:
    part = body.get(name)
    return part if isinstance(part, Mapping) else {}


def _is_field(action: Payload) -> bool:
    """Whether it is a field of a form: what stands in it counts when the form is sent in."""
    return asked_by(str(action.get("action_id", ""))) is not None

"""Where an answer is shown: for one's own eyes, in place, in a window, on the Home tab."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from bot.platforms.slack.asked import Asked
from bot.platforms.slack.calls import Calls
from bot.platforms.slack.drawing.drawn import Message
from bot.platforms.slack.drawing.limits import VIEW_BLOCKS
from bot.platforms.slack.drawing.wording import Words
from bot.platforms.slack.windows import Block, View, home, one_moment, together, window, window_of

QUIET = {"unfurl_links": False, "unfurl_media": False}


class Surface(Protocol):
    """Shows the messages of an answer. Nothing that goes wrong leaves it."""

    async def wait(self) -> None:
        """Say that it takes a moment, where somebody would otherwise see nothing, or too late."""

    async def show(self, messages: Sequence[Message]) -> None:
        """Show them."""


@dataclass(slots=True)
class Whisper:
    """Messages that only the asker sees; in a direct message, where nobody else is, plain ones.

    ``instead``: the first takes the place of the message whose button was pressed.
    """

    calls: Calls
    asked: Asked
    instead: bool = False

    async def wait(self) -> None:
        """The message comes when it comes."""

    async def show(self, messages: Sequence[Message]) -> None:
        """Show them."""
        first, *more = messages
        if not (self.instead and await self._replace(first)):
            await self._add(first)
        for message in more:
            await self._add(message)

    async def _replace(self, message: Message) -> bool:
        if not self.asked.response_url:
            return False
        body = _body(message) | {"replace_original": True}
        return await self.calls.hook(self.asked.response_url, body)

    async def _add(self, message: Message) -> None:
        # In a thread only the Web API can say something to one person.
        if self.asked.response_url and not self.asked.thread:
            body = _body(message) | {"response_type": "ephemeral", "replace_original": False}
            if await self.calls.hook(self.asked.response_url, body):
                return
        await _told(self.calls, self.asked, message)


async def _told(calls: Calls, asked: Asked, message: Message) -> None:
    """Tell somebody through the Web API: in a direct message plainly, else for their eyes only."""
    body = _body(message) | ({"thread_ts": asked.thread} if asked.thread else {})
    if asked.alone:
        await calls.api(
            asked.server, lambda client: client.chat_postMessage(channel=asked.channel, **body)
        )
    else:
        await calls.api(
            asked.server,
            lambda client: client.chat_postEphemeral(
                channel=asked.channel, user=asked.user, **body
            ),
        )


@dataclass(slots=True)
class Window:
    """A window that is opened; if it is too late for that, a message for one's own eyes."""

    calls: Calls
    asked: Asked
    words: Words
    on_top: bool = False
    """Of another window, to which closing it leads back."""
    opened: str = ""

    async def wait(self) -> None:
        """Open it at once: Slack lets us only for three seconds."""
        await self._open(one_moment(self.asked, self.words))

    async def show(self, messages: Sequence[Message]) -> None:
        """Show them in it."""
        view, rest = window(messages, self.asked, self.words)
        if self.opened:
            shown = await _updated(self.calls, self.asked, self.opened, view)
        else:
            shown = await self._open(view)
        left = rest if shown else list(messages)
        if left and not self.on_top:
            await Whisper(self.calls, self.asked).show(left)

    async def _open(self, view: View) -> bool:
        trigger = self.asked.trigger
        answer = await self.calls.api(
            self.asked.server,
            lambda client: (
                client.views_push(trigger_id=trigger, view=view)
                if self.on_top
                else client.views_open(trigger_id=trigger, view=view)
            ),
        )
        self.opened = str((answer or {}).get("view", {}).get("id", ""))
        return answer is not None


@dataclass(slots=True)
class Pane:
    """A window that is open. ``before`` are blocks that go on standing in it, above the answer."""

    calls: Calls
    asked: Asked
    words: Words
    view_id: str
    before: Sequence[Block] = ()

    async def wait(self) -> None:
        """The window is there, and says what it said until now."""

    async def show(self, messages: Sequence[Message]) -> None:
        """Show them in it; without what was before, if there is no room for both."""
        blocks, rest = together(messages)
        if len(self.before) + len(blocks) <= VIEW_BLOCKS:
            blocks = [*self.before, *blocks]
        view = window_of(blocks, self.asked, self.words)
        await _updated(self.calls, self.asked, self.view_id, view)
        if rest:
            await Whisper(self.calls, replace(self.asked, response_url="")).show(rest)


@dataclass(slots=True)
class HomeTab:
    """Somebody's Home tab."""

    calls: Calls
    asked: Asked

    async def wait(self) -> None:
        """Slack shows a tab as it was last."""

    async def show(self, messages: Sequence[Message]) -> None:
        """Show them there."""
        view, user = home(messages), self.asked.user
        await self.calls.api(
            self.asked.server, lambda client: client.views_publish(user_id=user, view=view)
        )


async def _updated(calls: Calls, asked: Asked, view_id: str, view: View) -> bool:
    answer = await calls.api(
        asked.server, lambda client: client.views_update(view_id=view_id, view=view)
    )
    return answer is not None


def _body(message: Message) -> dict[str, Any]:
    return {"blocks": list(message.blocks), "text": message.text, **QUIET}

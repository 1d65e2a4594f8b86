"""What people do on Slack, taken to dispatch; what comes back, shown where they look."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.core.command import Command
from bot.core.dispatch import Dispatcher
from bot.core.lines import read_line
from bot.core.reply import Reply
from bot.core.request import Asker, Rank, Request
from bot.errors import UserError
from bot.platforms.slack.asked import Asked
from bot.platforms.slack.calls import Calls
from bot.platforms.slack.drawing.drawn import answer_of
from bot.platforms.slack.drawing.ids import Pressed
from bot.platforms.slack.drawing.reading import words_in_message
from bot.platforms.slack.drawing.wording import Words, words_in
from bot.platforms.slack.forms import Sent, form_of, wants_form
from bot.platforms.slack.guards import Guards
from bot.platforms.slack.knowing.people import People
from bot.platforms.slack.naming.spelling import Spelling
from bot.platforms.slack.prefilled import given_for
from bot.platforms.slack.surfaces import HomeTab, Pane, Surface, Whisper, Window
from bot.platforms.slack.windows import View, still_standing, window

log = logging.getLogger(__name__)

PATIENCE = 1.5
"""Seconds until a window must be open: Slack lets one be opened for 3 (docs.slack.dev,
surfaces/modals), and it has to travel both ways."""
RANKED = frozenset({"help", "home"})
"""Commands whose answer depends on what somebody may do, though everybody may ask."""


@dataclass(frozen=True, slots=True)
class Adapter:
    """Answers what people do. Nothing that goes wrong leaves it.

    ``patience`` is how many seconds it works before a window says that it takes a moment.
    """

    dispatcher: Dispatcher
    spelling: Spelling
    people: People
    guards: Guards
    calls: Calls
    patience: float = PATIENCE
    underway: set[asyncio.Future[Any]] = field(default_factory=set)
    """What is being answered now."""

    async def typed(self, asked: Asked, line: str) -> None:
        """Answer a typed line: in a form, if something is missing, else for the asker's eyes."""
        surface = Whisper(self.calls, asked)
        await self._lined(asked, line, lambda words: surface)

    async def pressed(self, asked: Asked, press: Pressed, *, private: bool) -> None:
        """Answer a button on a message.

        A part of a post opens in a window; in a message that only the asker sees, it takes its
        place.
        """
        turns = press.page > 0 or self._turns(press.line)

        def where(words: Words) -> Surface:
            if turns and not private:
                return Window(self.calls, asked, words)
            return Whisper(self.calls, asked, instead=turns)

        await self._lined(asked, press.line, where, page=press.page or 1)

    async def pressed_in_window(self, asked: Asked, press: Pressed, view: View) -> None:
        """Answer a button in a window: there, in its place."""
        command = self.dispatcher.command_of(press.line)
        before = still_standing(view) if command is not None and command.follows else []
        view_id = str(view.get("id", ""))

        def where(words: Words) -> Surface:
            return Pane(self.calls, asked, words, view_id, before)

        await self._lined(asked, press.line, where, page=press.page or 1, on_top=True)

    async def pressed_at_home(self, asked: Asked, press: Pressed) -> None:
        """Answer a button on the Home tab: in a window; its own pages are turned in place."""
        command = self.dispatcher.command_of(press.line)
        if command is not None and command.name == "home":
            await self.home(asked, page=press.page or 1)
            return
        await self._lined(
            asked,
            press.line,
            lambda words: Window(self.calls, asked, words),
            page=press.page or 1,
        )

    async def home(self, asked: Asked, page: int = 1) -> None:
        """Show somebody's Home tab as it is now."""
        asker = await self._asker(asked, self.dispatcher.command("home"))
        work = self.dispatcher.answer(Request("home", {}, asked.place, asker))
        await self._show(HomeTab(self.calls, asked), work, asker, page=page)

    async def explain(self, asked: Asked, message: Mapping[str, Any]) -> None:
        """Explain the terms in a message."""
        command = self.dispatcher.command("explain")
        asker = await self._asker(asked, command)
        request = Request("explain", {"text": words_in_message(message)}, asked.place, asker)
        surface = Window(self.calls, asked, words_in(asker.language))
        await self._show(surface, self.dispatcher.answer(request), asker)

    async def outdated(self, asked: Asked, surface: Callable[[Words], Surface]) -> None:
        """Say kindly that a button or form is from a time we do not remember."""
        asker = await self._asker(asked, None)
        reply = self.dispatcher.outdated(asker.language)
        await self._show(surface(words_in(asker.language)), _at_once(reply), asker)

    async def tried(self, asked: Asked, command: str, options: Mapping[str, str]) -> None:
        """Show, on top of a form, what its command would do with what is filled in so far."""
        asker = await self._asker(asked, self.dispatcher.command(command))
        work = self.dispatcher.answer(Request(command, options, asked.place, asker))
        surface = Window(self.calls, asked, words_in(asker.language), on_top=True)
        await self._show(surface, work, asker)

    async def submitted(self, asked: Asked, sent: Sent) -> tuple[str, View]:
        """Answer a form that was sent in: with the window to show, and where.

        ``update`` puts it in the form's place; ``push`` on top of it, so that what was filled in
        is still there to be mended.
        """
        asker = await self._asker(asked, self.dispatcher.command(sent.command))
        reply = await self._answer(asked, Request(sent.command, sent.options, asked.place, asker))
        words = words_in(asker.language)
        messages = answer_of(self.spelling.respelled(reply), words)
        view, _ = window(messages, asked, words)
        return ("push" if reply.refusal else "update"), view

    def _turns(self, line: str) -> bool:
        command = self.dispatcher.command_of(line)
        return command is not None and command.turns

    async def _lined(
        self,
        asked: Asked,
        line: str,
        surface: Callable[[Words], Surface],
        *,
        page: int = 1,
        on_top: bool = False,
    ) -> None:
        """Answer a line, or open the form that it needs."""
        command = self.dispatcher.command_of(line)
        asker = await self._asker(asked, command)
        words = words_in(asker.language)
        try:
            request = read_line(line, self.dispatcher.commands, asked.place, asker)
            if command is not None and await self._form(asked, command, request, on_top=on_top):
                return
            work = self._answer(asked, request)
        except UserError as error:
            work = _at_once(self.dispatcher.mistaken(error, asked.place, asker))
        except Exception:
            log.exception("an answer could not be made (%s)", (reference := secrets.token_hex(3)))
            await self._apologise(surface(words), asker, reference)
            return
        await self._show(surface(words), work, asker, page=page)

    async def _answer(self, asked: Asked, request: Request) -> Reply:
        if refused := self.dispatcher.too_fast(request.place, request.asker):
            return refused
        options = await self.guards.passed(asked, request.options)
        return await self.dispatcher.answer(replace(request, options=options))

    async def _form(
        self, asked: Asked, command: Command, request: Request, *, on_top: bool
    ) -> bool:
        """Open the form for a command that was given too little; return whether it was opened.

        Raises ``UserError`` if somebody has to wait.
        """
        asker = request.asker
        if asker.rank < command.least or not wants_form(command, request.options):
            return False
        given = await given_for(command, request, self.dispatcher.store)
        if given is None or not asked.trigger:
            return False
        self.dispatcher.admit(request.place, asker)
        view = form_of(command, asked, words_in(asker.language), given=given, zone=asker.zone)
        answer = await self.calls.api(
            asked.server,
            lambda client: (
                client.views_push(trigger_id=asked.trigger, view=view)
                if on_top
                else client.views_open(trigger_id=asked.trigger, view=view)
            ),
        )
        return answer is not None

    async def _asker(self, asked: Asked, command: Command | None) -> Asker:
        ranked = command is not None and (command.least > Rank.LEARNER or command.name in RANKED)
        return await self.people.asker(asked.server, asked.user, rank=ranked)

    async def _show(
        self, surface: Surface, work: Awaitable[Reply], asker: Asker, *, page: int = 1
    ) -> None:
        """Show a reply; before work that takes long, say that it will come. Never raises."""
        task = asyncio.ensure_future(work)
        self.underway.add(task)
        try:
            await asyncio.wait({task}, timeout=self.patience)
            if not task.done():
                await surface.wait()
            reply = self.spelling.respelled(await task)
            await surface.show(answer_of(reply, words_in(asker.language), page))
        except Exception:
            log.exception("an answer could not be shown (%s)", (reference := secrets.token_hex(3)))
            await self._apologise(surface, asker, reference)
        finally:
            self.underway.discard(task)

    async def _apologise(self, surface: Surface, asker: Asker, reference: str) -> None:
        """Say sorry, with the reference that stands in the log."""
        sorry = self.dispatcher.apologise(reference, asker.language)
        await surface.show(answer_of(sorry, words_in(asker.language)))


async def _at_once(reply: Reply) -> Reply:
    return reply

"""From a request to a reply: the one way in for every platform, and the one place errors end."""

import asyncio
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.core.command import Command, Suggestion
from bot.core.context import Context
from bot.core.holidays import NO_HOLIDAYS
from bot.core.limits import NO_LIMITS, Limits
from bot.core.lines import command_in, complete_line, named, read_line, suggestions
from bot.core.lookups import Lookups
from bot.core.ports import (
    NO_METER,
    NO_MISSES,
    Channels,
    Clock,
    Holidays,
    Library,
    Meter,
    Misses,
    Result,
    Store,
)
from bot.core.reply import Reply
from bot.core.request import Asker, Place, Rank, Request
from bot.core.values import values_of
from bot.errors import (
    AdminsOnly,
    ManagersOnly,
    NotJustNow,
    Outdated,
    SendError,
    UnknownCommand,
    UserError,
)

log = logging.getLogger(__name__)

PATIENCE = 10.0
"""Seconds a command may take before its asker is told that it did not work."""

Explain = Callable[[UserError, str], Reply]
"""Puts a mistake in words, in a language."""
Apologise = Callable[[str, str], Reply]
"""Says sorry for a fault of ours, with the reference to look for in the log, in a language."""


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Answers requests with the commands it was given."""

    commands: Sequence[Command]
    library: Library
    store: Store
    clock: Clock
    zone: ZoneInfo
    """The zone of people and channels who have said none of their own."""
    explain: Explain
    apologise: Apologise
    patience: float = PATIENCE
    channels: Mapping[str, Channels] = field(default_factory=dict)
    """What each platform knows of its channels."""
    holidays: Holidays = NO_HOLIDAYS
    meter: Meter = NO_METER
    limits: Limits = NO_LIMITS
    """How often one may ask."""
    misses: Misses = NO_MISSES
    lookups: Lookups = field(default_factory=Lookups)
    library_for: Callable[[Place], Library] | None = None
    """The library with what was taught in a place; everywhere ``library`` where nothing is."""

    async def answer_line(self, line: str, place: Place, asker: Asker) -> Reply:
        """Answer a typed line or a pressed button. Never raises."""
        try:
            request = read_line(line, self.commands, place, asker)
        except UserError as error:
            return self.mistaken(error, place, asker)
        return await self.answer(request)

    async def answer(self, request: Request) -> Reply:
        """Answer a request. Never raises: mistakes are explained, faults logged."""
        began = self.clock.monotonic()
        reply, result = await self._answer(request)
        self.meter.answered(request.command, result, self.clock.monotonic() - began)
        return reply

    def admit(self, place: Place, asker: Asker) -> None:
        """Count a command or a press. Raises ``UserError`` if its asker has to wait."""
        self.limits.take(place, asker, self.clock.monotonic())

    def mistaken(self, error: UserError, place: Place, asker: Asker) -> Reply:
        """Explain what was wrong with a line, which counts like a command."""
        try:
            self.admit(place, asker)
        except UserError as too_fast:
            error = too_fast
        return self.explain(error, asker.language)

    def too_fast(self, place: Place, asker: Asker) -> Reply | None:
        """Say how long somebody has to wait before they ask again; ``None`` if they may.

        Counts nothing: it spares an adapter what it would have to look up to ask.
        """
        refused = self.limits.refusal(place, asker, self.clock.monotonic())
        return self.explain(refused, asker.language) if refused else None

    def complete(self, line: str) -> list[Suggestion]:
        """Return what a half-typed line might become. Never raises."""
        try:
            return complete_line(line, self.commands, self.library)
        except Exception:
            log.exception("completion failed")
            return []

    def suggest(
        self, command: str, option: str, typed: str, place: Place | None = None, person: str = ""
    ) -> list[Suggestion]:
        """Return what one option of a command might become. Never raises.

        Nothing for a person who types faster than anybody does.
        """
        if place and not self.limits.completes(place, person, self.clock.monotonic()):
            return []
        try:
            asked = named(self.commands, command)
            wanted = next((o for o in asked.options if o.name == option), None) if asked else None
            return suggestions(wanted, typed, self.library) if wanted else []
        except Exception:
            log.exception("suggestions for /%s failed", command)
            return []

    def command(self, name: str) -> Command | None:
        """Return the command with this name."""
        return named(self.commands, name)

    def command_of(self, line: str) -> Command | None:
        """Return the command that a typed line or a button asks for."""
        return command_in(line, self.commands)

    def outdated(self, language: str) -> Reply:
        """Say kindly that a button or form is of a kind that is no more."""
        return self.explain(Outdated(help="/help"), language)

    async def _answer(self, request: Request) -> tuple[Reply, Result]:
        language = request.asker.language
        try:
            self.admit(request.place, request.asker)
            async with asyncio.timeout(self.patience):
                return await self._run(request), Result.ANSWERED
        except UserError as error:
            return self.explain(error, language), Result.REFUSED
        except SendError as error:
            log.warning("/%s could not be answered: %s", request.command, error)
            return self.explain(NotJustNow(why=str(error)), language), Result.NOT_NOW
        except Exception:
            reference = secrets.token_hex(3)
            log.exception("/%s failed (%s)", request.command, reference)
            return self.apologise(reference, language), Result.FAILED

    async def _run(self, request: Request) -> Reply:
        command = named(self.commands, request.command)
        if command is None:
            raise UnknownCommand(name=f"/{request.command}", help="/help")
        if request.asker.rank < command.least:
            only = AdminsOnly if command.least is Rank.ADMIN else ManagersOnly
            raise only(command=f"/{command.name}")
        values = values_of(command, request)
        context = self._context(request.place, request.asker)
        if command.least is Rank.LEARNER:
            return await command.handler(context, **values)
        # One after the other on a server: what one looks at, another must not be changing.
        async with self.store.alone(f"managing {request.place.platform} {request.place.server}"):
            return await command.handler(context, **values)

    def _context(self, place: Place, asker: Asker) -> Context:
        return Context(
            place=place,
            asker=asker,
            library=self.library_for(place) if self.library_for else self.library,
            store=self.store,
            clock=self.clock,
            zone=asker.zone or self.zone,
            commands=self.commands,
            channels=self.channels.get(place.platform),
            holidays=self.holidays,
            misses=self.misses,
            lookups=self.lookups,
        )

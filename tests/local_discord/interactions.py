"""What people asked and pressed, and what they see for it."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.local_discord import limits
from tests.local_discord.refusals import Json, Refused, unknown
from tests.local_discord.world import Channel, Clock, Guild, Message, User


class NoAnswerError(AssertionError):
    """The person saw "The application did not respond"."""


class Answer:
    """What the person sees after what they did."""

    def __init__(self, waits: float) -> None:
        self._waits = waits
        self._changed = asyncio.Event()
        self.acked_after: float | None = None
        self.deferred = False
        self.updated = False
        self.shown: Message | None = None
        self.modal: Modal | None = None
        self.choices: list[Json] | None = None
        self.followups: list[Message] = []
        self.missed = False

    def changed(self) -> None:
        """Wake those who wait for something."""
        self._changed.set()

    @property
    def failed(self) -> bool:
        """Whether Discord has told them that the application did not respond."""
        return self.missed

    async def acknowledged(self) -> "Answer":
        """Wait for the first response, whatever it is."""
        return await self.until(lambda: self.acked_after is not None, self._waits)

    async def message(self, timeout: float = 5.0) -> Message:
        """The response, or the message it changed; waits through "thinking"."""
        await self.acknowledged()
        await self.until(lambda: self.shown is not None, timeout)
        assert self.shown is not None
        return self.shown

    async def form(self) -> "Modal":
        """The modal that opened."""
        await self.acknowledged()
        assert self.modal is not None, "no modal opened"
        return self.modal

    async def suggestions(self) -> list[Json]:
        """The choices offered, each with `name` and `value`."""
        await self.acknowledged()
        assert self.choices is not None, "no choices came"
        return self.choices

    async def followup(self, index: int = 0, timeout: float = 5.0) -> Message:
        """A message that came after the response."""
        await self.until(lambda: len(self.followups) > index, timeout)
        return self.followups[index]

    async def until(self, fine: Callable[[], bool], timeout: float) -> "Answer":
        """Wait until something holds."""
        try:
            async with asyncio.timeout(timeout):
                while not fine():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            self.missed = self.missed or self.acked_after is None
            raise NoAnswerError("The application did not respond") from None
        return self


@dataclass(eq=False)
class Modal:
    """A form that opened."""

    title: str
    custom_id: str
    components: list[Json]
    asked: "Interaction"


@dataclass(eq=False)
class Interaction:
    """One thing a person did, and how far the application has got with it."""

    id: int
    kind: int
    user: User
    channel: Channel
    guild: Guild | None
    raised: float
    answer: Answer
    data: Json
    context: int
    owners: dict[str, str]
    # The message whose button was pressed.
    origin: Message | None = None
    opened_by: "Interaction | None" = None
    forced_ephemeral: bool = False
    token: str = field(default_factory=lambda: secrets.token_urlsafe(40))
    callback: int | None = None
    original: Message | None = None
    thinking: bool = False
    ephemeral: bool = False
    followups: int = 0

    @property
    def user_installed_only(self) -> bool:
        """Whether the application is there only because this person installed it."""
        return "0" not in self.owners

    @property
    def from_message(self) -> Message | None:
        """The message it came from, also by way of a modal."""
        if self.origin or not self.opened_by:
            return self.origin
        return self.opened_by.from_message


class Interactions:
    """Every interaction, by its token."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.by_token: dict[str, Interaction] = {}
        self.deadline = limits.INTERACTION_SECONDS

    def add(self, interaction: Interaction) -> None:
        """Know one that is being raised."""
        self.by_token[interaction.token] = interaction

    def to_answer(self, number: int, token: str) -> Interaction:
        """One that can still get its first response."""
        one = self.by_token.get(token)
        if one is None or one.id != number:
            raise unknown("interaction")
        if one.callback is not None:
            raise Refused(400, 40060, "Interaction has already been acknowledged.")
        if self._clock.now() - one.raised > self.deadline or one.answer.missed:
            one.answer.missed = True
            one.answer.changed()
            raise unknown("interaction")
        return one

    def to_follow(self, token: str) -> Interaction:
        """One that was answered and whose token still lives."""
        one = self.by_token.get(token)
        if one is None or one.callback is None:
            raise unknown("Webhook")
        if self._clock.now() - one.raised > limits.TOKEN_SECONDS:
            raise Refused(401, 50027, "Invalid Webhook Token")
        return one

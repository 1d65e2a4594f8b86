"""What Slack tells when it is asked, remembered for a while."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import SendError, SendInDoubt, SendPostponed
from bot.platforms.slack.posting.methods import Methods
from bot.platforms.slack.posting.pace import Now, Rests

MOST = 5_000
"""Answers that are remembered."""

T = TypeVar("T")
Ask = Callable[[AsyncWebClient, str], Awaitable[AsyncSlackResponse]]
Read = Callable[[Mapping[str, Any]], T]


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """A method that tells of one channel or person; the ``part`` of its answer, and what it says.

    ``ask`` is given the id of what is asked about.
    """

    method: str
    part: str
    ask: Ask
    read: Read[T]


class Facts(Generic[T]):
    """Asks one question, of each thing not more often than need be.

    ``now`` tells seconds; ``most`` is how many answers are remembered. After a call that was not
    answered, for ``silence`` seconds only what has to be known afresh is asked.
    """

    def __init__(
        self,
        question: Question[T],
        methods: Methods,
        now: Now,
        *,
        silence: float = 0.0,
        most: int = MOST,
    ) -> None:
        self._question, self._methods = question, methods
        self._now, self._most, self._silence = now, most, silence
        self._silent = Rests(now)
        self._known: OrderedDict[tuple[str, str], tuple[float, T]] = OrderedDict()

    async def of(self, server: str, what: str, age: float = 0.0) -> T:
        """Return what is so of a channel or person, by its id, or was ``age`` seconds ago.

        Raises ``SendError`` if Slack does not say.
        """
        if (known := self._known.get((server, what))) and 0 <= self._now() - known[0] < age:
            return known[1]
        if age and (left := self._silent.left(server, self._question.method)):
            raise SendPostponed(why="Slack does not answer", after=left)
        asked = self._now()
        try:
            answer = await self._methods.call(
                server, self._question.method, lambda client: self._question.ask(client, what)
            )
        except (SendInDoubt, SendPostponed):
            self._silent.rest(server, self._question.method, self._silence)
            raise
        told = answer.get(self._question.part)
        if not isinstance(told, dict):
            raise SendInDoubt(why="Slack's answer can't be read")
        return self._note(server, what, asked, self._question.read(told))

    def last(self, server: str, what: str) -> T | None:
        """Return what was so when Slack last said; ``None`` if that is not remembered."""
        known = self._known.get((server, what))
        return known[1] if known else None

    async def roughly(self, server: str, what: str, age: float) -> T | None:
        """Return what is so, or what was so when Slack last said. Never raises."""
        try:
            return await self.of(server, what, age)
        except SendError:
            return self.last(server, what)

    @property
    def remembered(self) -> int:
        """How many answers are remembered."""
        return len(self._known)

    def _note(self, server: str, what: str, asked: float, fact: T) -> T:
        self._known[server, what] = asked, fact
        self._known.move_to_end((server, what))
        if len(self._known) > self._most:
            self._known.popitem(last=False)
        return fact

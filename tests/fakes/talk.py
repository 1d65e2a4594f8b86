"""Somebody on a server who talks to the bot, and what is said to them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot import commands
from bot.content.library import LessonLibrary
from bot.content.taught import TaughtWords
from bot.core.discovery import discover
from bot.core.dispatch import Dispatcher
from bot.core.lookups import Lookups
from bot.core.ports import NO_MISSES, Misses
from bot.core.reply import (
    Block,
    Bullets,
    Button,
    Buttons,
    Facts,
    Heading,
    Note,
    Quote,
    Reply,
    Text,
)
from bot.core.request import Asker, Place, Rank, Request
from bot.domain.delivery import Change, Delivery, State
from bot.domain.lesson import Lesson
from bot.domain.subscription import Slot, Status
from bot.replies.errors import apology, explained
from bot.storage.store import SqlStore
from tests.fakes.channels import FakeChannels
from tests.fakes.clock import FakeClock
from tests.fakes.holidays import FakeHolidays

PLATFORM, SERVER, DAILY = "fake", "1", "100"
HERE = Place(PLATFORM, DAILY, SERVER)
ANN = Asker("ann", "en", Rank.ADMIN)
NOTHING = Reply(())


@dataclass
class Talk:
    """``said`` is every line of the last answer; its buttons stand in square brackets."""

    store: SqlStore
    lessons: Sequence[Lesson]
    clock: FakeClock = field(default_factory=FakeClock)
    channels: FakeChannels = field(default_factory=FakeChannels)
    place: Place = HERE
    asker: Asker = ANN
    holidays: FakeHolidays = field(default_factory=FakeHolidays)
    lookups: Lookups = field(default_factory=Lookups)
    answer: Reply = NOTHING
    misses: Misses = NO_MISSES
    words: TaughtWords | None = None

    async def ask(self, command: str, **options: str) -> list[str]:
        """Give a command with its options by name, as a slash command does."""
        request = Request(command, options, self.place, self.asker)
        self.answer = await self._dispatcher().answer(request)
        return self.said

    async def say(self, line: str) -> list[str]:
        self.answer = await self._dispatcher().answer_line(line, self.place, self.asker)
        return self.said

    async def press(self, label: str) -> list[str]:
        return await self.say(next(b.line for b in self.buttons if b.label == label))

    @property
    def said(self) -> list[str]:
        return lines(self.answer)

    @property
    def buttons(self) -> list[Button]:
        groups = [block for block in self.answer.blocks if isinstance(block, Buttons)]
        return [button for group in groups for button in group.buttons]

    def suggested(self, command: str, option: str, typed: str = "") -> list[str]:
        return [one.value for one in self._dispatcher().suggest(command, option, typed)]

    def _dispatcher(self) -> Dispatcher:
        return Dispatcher(
            discover(commands),
            LessonLibrary(self.lessons),
            self.store,
            self.clock,
            ZoneInfo("UTC"),
            explain=explained,
            apologise=apology,
            channels={PLATFORM: self.channels},
            holidays=self.holidays,
            misses=self.misses,
            library_for=self.words.library_for if self.words else None,
            lookups=self.lookups,
        )


def lines(reply: Reply) -> list[str]:
    """Every line of a reply; its buttons stand in square brackets."""
    return [line for block in reply.blocks for line in _lines(block)]


def _lines(block: Block) -> list[str]:
    match block:
        case Heading(text) | Text(text) | Quote(text) | Note(text):
            return [text]
        case Bullets(items):
            return [f"• {item}" for item in items]
        case Facts(pairs):
            return [f"{name}: {value}" for name, value in pairs]
        case Buttons(buttons):
            return [" ".join(f"[{button.label}]" for button in buttons)]


async def one_schedule(talk: Talk, **options: str) -> list[str]:
    return await talk.ask("schedule add", **{"time": "08:00", "zone": "Asia/Seoul", **options})


async def sent(talk: Talk, state: State = State.SENT, lesson_id: str = "day-1") -> None:
    """Today's lesson was sent, or came to whatever else."""
    today = talk.clock.now().astimezone((await talk.store.subscriptions())[0].zone).date()
    delivery = await talk.store.delivery_on(1, today)
    assert delivery is not None
    assert await talk.store.move(delivery, Change(state, talk.clock.now(), lesson_id=lesson_id))


async def on(talk: Talk, day: int, number: int = 1) -> Delivery | None:
    date = talk.clock.now().date().replace(day=day)
    return await talk.store.delivery_on(number, date)


async def next_of(talk: Talk, number: int = 1) -> Slot:
    slot = await talk.store.next_slot(number)
    assert slot is not None
    return slot


async def statuses(talk: Talk) -> list[Status]:
    return [one.status for one in await talk.store.subscriptions()]

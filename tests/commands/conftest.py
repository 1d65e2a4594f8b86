from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from bot import commands
from bot.content.library import LessonLibrary
from bot.core.discovery import discover
from bot.core.dispatch import Dispatcher
from bot.core.request import Asker
from bot.domain.lesson import Lesson
from bot.platforms.terminal.session import Session
from bot.replies.errors import apology, explained
from bot.storage.store import SqlStore
from tests.fakes.clock import FakeClock
from tests.fakes.lessons import entry, lesson, term
from tests.fakes.talk import Talk

CHIPS = lesson(
    "chips",
    date="2026-01-15",
    terms=[
        term("GPU", "A GPU does many sums at once.", "graphics processor", "그래픽 처리 장치"),
        term("Foundry", "A foundry makes chips that others drew."),
        term("Wafer", "A wafer is a thin slice of silicon."),
        term("High Bandwidth Memory", "High bandwidth memory is stacked.", "HBM"),
    ],
    faq=[
        entry("Why are chips so expensive?", "The machines that make them are.", "Very."),
        entry("Who draws the chips?", "Firms without factories."),
        entry("Where do wafers come from?", "From sand, in the end."),
    ],
)
ENERGY = lesson("heat-pumps", date="2026-01-16", terms=[term("Heat pump", "It moves heat.")])
LATER = lesson("later", date="2026-02-01")


class Dialog:
    """Says lines to the bot and returns what the terminal shows."""

    def __init__(self, store: SqlStore, *lessons: Lesson, language: str = "en") -> None:
        self.store, self.clock = store, FakeClock()
        self.console = Console(file=StringIO(), width=76, color_system=None)
        dispatcher = Dispatcher(
            discover(commands),
            LessonLibrary(lessons),
            self.store,
            self.clock,
            ZoneInfo("Asia/Seoul"),
            explain=explained,
            apologise=apology,
        )
        self.session = Session(dispatcher, self.console, Asker("ann", language))

    async def say(self, line: str) -> str:
        file = self.console.file = StringIO()
        await self.session.say(line)
        return "\n".join(row.rstrip() for row in file.getvalue().splitlines())


@pytest.fixture
def dialog(store: SqlStore) -> Dialog:
    return Dialog(store, CHIPS, ENERGY, LATER)


COURSE = [lesson(f"day-{n}", track="course") for n in (1, 2, 3)]
NEWS = [lesson("friday", track="news", date="2026-01-16")]


@pytest.fixture
def talk(store: SqlStore) -> Talk:
    """It is Friday, 16 January 2026, 18:00 in Seoul."""
    return Talk(store, COURSE + NEWS)

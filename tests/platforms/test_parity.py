"""The same bot everywhere: each command says the same on each platform, with the same buttons.

What is not the same has its reason here, and nowhere else.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from html import unescape
from io import StringIO
from pathlib import Path

import aiohttp
import pytest
from rich.console import Console

from bot import commands
from bot.app import Homeroom
from bot.core.discovery import discover
from bot.core.plain import visible
from bot.core.reply import Bullets, Buttons, Facts, Heading, Note, Quote, Reply, Text
from bot.core.request import Asker, Place
from bot.platforms.slack.knowing.channels import WITHOUT
from bot.platforms.terminal.session import Session
from bot.platforms.web import PLACE
from tests.fakes import study_group as discord_side
from tests.fakes.study_group import PATIENCE, Group, study_group
from tests.fakes.team import Team, spelling, team
from tests.local_discord.world import Message as DiscordMessage
from tests.local_slack import blockkit
from tests.local_slack.running import until
from tests.local_slack.world import Message, View

LESSON = "korea-in-the-news-independent-ai"

LEARNER = {
    "term": "/term AI sovereignty",
    "faq": "/faq why was Naver excluded",
    "search": "/search naver",
    "today": "/today",
    "lesson": "/lesson",
    "quiz": "/quiz",
    "help": "/help",
    "streak": "/streak",
}
"""A line for each command that anybody can type."""

MANAGER = (
    "add 08:00 Asia/Seoul",
    "list",
    "next",
    "status",
    "vacation",
    "preview",
    "skip",
    "pause",
    "resume",
    "change days:weekdays",
    "now",
    "remove",
)
"""What managers do, one after the other; the channel is the one they are in."""

OTHERS_OF_MANAGERS = {"schedule managers", "misses"}
"""What managers do besides; each is tried in tests of its own."""

BUTTONS_ONLY = {
    "another": "a quiz's next question: pressed below in the quiz",
    "answer": "a quiz's choice: pressed below in the quiz",
    "explain": "the menu of a message, which the page and the terminal have not",
    "home": "the Home tab, which only Slack has",
    "link": "pressed in the list of /misses, and under what was not found",
    "read": "a part of a lesson: pressed below in the lesson",
    "schedule sample": "what a form tries, and only Slack has forms",
    "schedule settle": "what somebody saw of a lesson in doubt: pressed under the question",
    "schedule show": "pressed in a list of several schedules",
    "unlink": "undoes a link: pressed under it",
}
"""Commands that nobody types, and where they are pressed."""

NOT_HERE = {
    "schedule": "the page and the terminal are one classroom: they have no channels to choose from",
    "schedule managers": "on Discord a role, on Slack people: each says it in words of its own",
}
"""Commands that are not the same everywhere."""

MORE_ON_SLACK = {"Change": "a form that knows the schedule; on Discord one types what is to change"}


@dataclass
class Shown:
    """What somebody reads, and can press."""

    text: str
    labels: list[str]


Face = Callable[[str], Awaitable[Shown]]


@pytest.fixture
async def everywhere(tmp_path: Path) -> AsyncIterator["Everywhere"]:
    async with study_group(tmp_path) as group, team(tmp_path) as here:
        here.clock = group.clock
        here.slack.clock.source = lambda: group.clock.now().timestamp()
        settings = {
            name: value
            for name, value in here.settings().items()
            if name.startswith(("SLACK", "HOMEROOM_SLACK"))
        }
        async with group.homeroom(**settings) as homeroom:
            await group.connected()
            await until(lambda: here.slack.connections > 0)
            # The page's first lesson comes by itself; before and after, the next is another one.
            async with asyncio.timeout(PATIENCE):
                while not await homeroom.posts.latest(PLACE.channel, 1):
                    await asyncio.sleep(0.01)
            yield Everywhere(homeroom, group, here)


@dataclass
class Everywhere:
    """One Homeroom, and somebody on each platform."""

    homeroom: Homeroom
    group: Group
    here: Team

    async def page(self, line: str) -> Shown:
        """Say a line on the page."""
        headers = {"Origin": self.group.address}
        async with (
            aiohttp.ClientSession(self.group.address, headers=headers) as session,
            session.post("/api/say", json={"line": line}) as answer,
        ):
            html = (await answer.json())["html"]
        labels = re.findall(r"<button[^>]*>(.*?)</button>", html, re.DOTALL)
        return Shown(_without_tags(html), [_without_tags(label).strip() for label in labels])

    async def terminal(self, line: str) -> Shown:
        """Say a line in the terminal."""
        console = Console(file=StringIO(), width=200, color_system=None)
        talk = Session(self.homeroom.dispatcher, console, Asker("somebody"))
        await talk.say(line)
        assert isinstance(console.file, StringIO)
        text = console.file.getvalue()
        return Shown(text, [text])

    async def discord(self, line: str, *, admin: bool = False) -> Shown:
        """Type a slash command on Discord, and turn its pages."""
        who, (name, options) = (
            self.group.admin if admin else self.group.mina,
            _options(line),
        )
        answer = await who.slash(self.group.daily, name, **options)
        message = await answer.message()
        shown = [_on_discord(message)]
        while "›" in discord_side.labels_of(message):
            message = await (await who.press(message, "›")).message()
            shown.append(_on_discord(message))
        return _together(shown)

    async def slack(self, line: str, *, admin: bool = False) -> Shown:
        """Type a slash command on Slack, and turn its pages."""
        who = self.here.ada if admin else self.here.mina
        before = len(who.sees(self.here.daily))
        await who.slash(self.here.daily, "/homeroom", line.removeprefix("/"))
        await until(lambda: _private(who.sees(self.here.daily)[before:]) != [])
        message = _private(who.sees(self.here.daily)[before:])[-1]
        shown = [_on_slack(message)]
        while onward := [label for label in shown[-1].labels if label.endswith("›")]:
            blocks = message.blocks
            await who.press(message, onward[0])
            await until(lambda: message.blocks is not blocks)  # noqa: B023
            shown.append(_on_slack(message))
        return _together(shown)


def test_every_command_is_in_one_of_the_tables() -> None:
    names = {command.name for command in discover(commands)}
    managed = {f"schedule {line.split()[0]}" for line in MANAGER}
    assert names == {*LEARNER, *managed, *BUTTONS_ONLY, *OTHERS_OF_MANAGERS}


def test_every_option_that_slack_lacks_has_its_reason() -> None:
    options = {option.name for command in discover(commands) for option in command.options}
    assert set(WITHOUT) <= options
    assert all(len(reason.split()) > 3 for reason in WITHOUT.values())


@pytest.mark.parametrize("name", sorted(LEARNER))
async def test_a_learner_is_told_the_same_everywhere(everywhere: Everywhere, name: str) -> None:
    line = LEARNER[name]
    faces = {
        "web": everywhere.page,
        "terminal": everywhere.terminal,
        "discord": everywhere.discord,
        "slack": everywhere.slack,
    }
    for platform, ask in faces.items():
        place = Place(platform, "classroom" if platform in {"web", "terminal"} else "1")
        expected = await everywhere.homeroom.dispatcher.answer_line(line, place, Asker("1"))
        if platform == "slack":
            expected = spelling().respelled(expected)
        shown = await ask(line)
        for fact in _facts(expected):
            assert squeezed(fact) in squeezed(shown.text), (platform, fact)
        for label in _labels(expected):
            said = [squeezed(one) for one in (*shown.labels, shown.text)]
            assert any(squeezed(label) in one for one in said), (platform, label)


async def test_a_manager_is_told_the_same_on_discord_and_on_slack(everywhere: Everywhere) -> None:
    for line in MANAGER:
        there = await everywhere.discord(f"/schedule {line}", admin=True)
        here = await everywhere.slack(f"/schedule {line}", admin=True)
        assert squeezed(unnumbered(here.text)) == squeezed(unnumbered(there.text)), line
        more = [label for label in here.labels if label not in MORE_ON_SLACK]
        assert [unnumbered(label) for label in more] == [unnumbered(one) for one in there.labels]


@pytest.mark.parametrize(
    ("line", "label"), [("/today", "Terms"), ("/today", "Read on"), ("/quiz", "")]
)
async def test_what_is_pressed_says_the_same(everywhere: Everywhere, line: str, label: str) -> None:
    group, here = everywhere.group, everywhere.here
    there = await (await group.mina.slash(group.daily, line[1:])).message()
    await here.mina.slash(here.daily, "/homeroom", line[1:])
    await until(lambda: here.mina.sees(here.daily) != [])
    mine = here.mina.sees(here.daily)[-1]
    wanted = label or discord_side.labels_of(there)[0]
    pressed = await (await group.mina.press(there, wanted)).message()
    blocks = mine.blocks
    await here.mina.press(mine, wanted)
    await until(lambda: len(here.mina.sees(here.daily)) > 1 or mine.blocks is not blocks)
    said = _on_slack(here.mina.sees(here.daily)[-1])
    facts = squeezed(unnumbered(said.text))
    # The pages end where each platform's messages do.
    assert facts[:400] == squeezed(unnumbered(_on_discord(pressed).text))[:400]


def _options(line: str) -> tuple[str, dict[str, object]]:
    """A line as Discord's client would send it: the command's name and its options."""
    words = line.removeprefix("/").split()
    match words:
        case ["term", *rest]:
            return "term", {"word": " ".join(rest)}
        case ["faq", *rest]:
            return "faq", {"question": " ".join(rest)}
        case ["schedule", "add", time, zone]:
            return "schedule add", {"time": time, "zone": zone}
        case ["search", *rest]:
            return "search", {"words": " ".join(rest)}
        case ["schedule", "change", days]:
            return "schedule change", {"days": days.partition(":")[2]}
        case _:
            return " ".join(words), {}


def _private(messages: list[Message]) -> list[Message]:
    return [one for one in messages if one.ephemeral_for is not None]


def _on_slack(message: Message | View) -> Shown:
    return Shown(blockkit.text_shown(message.blocks), blockkit.labels_of(message.blocks))


def _on_discord(message: DiscordMessage) -> Shown:
    return Shown(discord_side.texts_of(message), discord_side.labels_of(message))


def _together(shown: list[Shown]) -> Shown:
    turning = re.compile(r"‹.*|.*›|\d+ of \d+")
    labels = [label for one in shown for label in one.labels if not turning.fullmatch(label)]
    return Shown("\n".join(one.text for one in shown), labels)


def _without_tags(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", html))


def unnumbered(text: str) -> str:
    """A text without what differs from one server to another, and without page numbers."""
    text = re.sub(r"\b\d+ of \d+\b", "", text.replace("/homeroom ", "/"))
    return re.sub(r"#\d+", "#", text)


def squeezed(text: str) -> str:
    """What is left of a text when signs of layout and blanks don't count."""
    return "".join(character for character in visible(text) if character.isalnum())


def _facts(reply: Reply) -> list[str]:
    facts: list[str] = []
    for block in reply.blocks:
        match block:
            case Heading(text) | Text(text) | Quote(text) | Note(text):
                facts.append(text)
            case Bullets(items):
                facts += items
            case Facts(pairs):
                facts += [text for pair in pairs for text in pair]
            case Buttons():
                pass
    return facts


def _labels(reply: Reply) -> list[str]:
    rows = [block.buttons for block in reply.blocks if isinstance(block, Buttons)]
    return [button.label for row in rows for button in row]

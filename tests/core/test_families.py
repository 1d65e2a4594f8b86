"""Commands of two words, the options only some platforms have, and who may use which."""

from typing import Annotated

import pytest

from bot.content.library import LessonLibrary
from bot.core.command import About, ChannelId, Family, RoleId, Suggestion, command
from bot.core.context import Context
from bot.core.dispatch import Dispatcher
from bot.core.ports import Library, Store
from bot.core.reply import Reply, Text, reply
from bot.core.request import Asker, Place, Rank, Request
from bot.replies.errors import apology, explained
from tests.fakes.bot import TOYS, UTC
from tests.fakes.clock import FakeClock

HERE = Place("terminal", "test")
GARDEN = Family("garden", "Plants.", names={"ko": "정원"})
ADMIN = Asker("me", "en", Rank.ADMIN)


def suggest_plants(_library: Library, typed: str) -> list[Suggestion]:
    return [Suggestion(one, one) for one in ("fern", "rose") if one.startswith(typed)]


def broken(_library: Library, _typed: str) -> list[Suggestion]:
    raise RuntimeError


@command(family=GARDEN, names={"ko": "물주기"})
async def water(
    context: Context,
    plant: Annotated[str, About("Which.", complete=suggest_plants)],
) -> Reply:
    """Water a plant."""
    return reply(Text(f"watered {plant}"))


@command(family=GARDEN, least=Rank.MANAGER)
async def move(
    context: Context,
    bed: Annotated[ChannelId, About("Where.")],
    gently: Annotated[bool | None, About("Gently?")] = None,
    helper: Annotated[RoleId, About("Who helps.", complete=broken)] = RoleId(""),  # noqa: B008
) -> Reply:
    """Move a plant."""
    return reply(Text(f"{bed!r} {gently} {helper!r}"))


@command(family=GARDEN, least=Rank.ADMIN)
async def sell(context: Context) -> Reply:
    """Sell it all."""
    return reply(Text("sold"))


@command(family=GARDEN, listed=False)
async def pick(context: Context) -> Reply:
    """Pick a flower."""
    return reply(Text("picked"))


@pytest.fixture
def bot(store: Store) -> Dispatcher:
    return Dispatcher(
        (*TOYS, move, pick, sell, water),
        LessonLibrary([]),
        store,
        FakeClock(),
        UTC,
        explain=explained,
        apologise=apology,
    )


async def said(bot: Dispatcher, line: str, asker: Asker = ADMIN) -> str:
    (block,) = (await bot.answer_line(line, HERE, asker)).blocks
    assert isinstance(block, Text)
    return block.text


USAGE = "/garden move <bed> [gently] [helper]"


@pytest.mark.parametrize(
    ("line", "answered"),
    [
        ("/garden water the red rose", "watered the red rose"),
        ("/Garden WATER: fern", "watered fern"),
        ("/정원 물주기 fern", "watered fern"),
        ("/garden 물주기 fern", "watered fern"),
        ("/garden pick", "picked"),
        ("/garden move #12", "'#12' None ''"),
        ("/garden move 100 yes 77", "'100' True '77'"),
        ("/garden move 100 FALSE", "'100' False ''"),
        ("/garden move 100 perhaps", "“perhaps” won't do as gently: it is one of yes, no. Like"),
        ("/garden move <@1>", "“<@1>” won't do as bed: pick one from the list. Like this:"),
        ("/garden move", f"/garden move needs one more thing: bed. Like this: {USAGE}"),
        ("/garden", "/garden needs one more word. There are: move, sell, water"),
        ("/정원", "/정원 needs one more word. There are: move, sell, water"),
        ("/garden weed", "There is no command /garden weed. /help lists what there is."),
        ("/water fern", "There is no command /water. /help lists what there is."),
        ("/echo water", "water"),
    ],
)
async def test_a_family_is_asked_in_two_words(bot: Dispatcher, line: str, answered: str) -> None:
    assert (await said(bot, line)).startswith(answered)


@pytest.mark.parametrize(
    ("rank", "line", "answered"),
    [
        (Rank.LEARNER, "/garden water fern", "watered fern"),
        (
            Rank.LEARNER,
            "/garden move 1",
            "/garden move is for the admins here, and for those they chose",
        ),
        (Rank.MANAGER, "/garden move 1", "'1' None ''"),
        (Rank.MANAGER, "/garden sell", "/garden sell is for the admins here."),
        (Rank.ADMIN, "/garden sell", "sold"),
    ],
)
async def test_some_commands_need_a_rank(
    bot: Dispatcher, rank: Rank, line: str, answered: str
) -> None:
    assert (await said(bot, line, Asker("me", "en", rank))).startswith(answered)


async def test_who_may_not_learns_nothing_of_the_options(bot: Dispatcher) -> None:
    request = Request("garden move", {"gently": "perhaps"}, HERE, Asker("me"))
    (block,) = (await bot.answer(request)).blocks
    assert isinstance(block, Text)
    assert block.text.startswith("/garden move is for the admins")


def test_a_line_leads_to_its_command(bot: Dispatcher) -> None:
    assert bot.command_of("/garden move #12") is move
    assert bot.command_of("/정원 물주기 x") is water
    assert bot.command_of("/garden") is None
    assert bot.command_of("nonsense") is None


@pytest.mark.parametrize(
    ("name", "option", "typed", "suggested"),
    [
        ("garden water", "plant", "", ["fern", "rose"]),
        ("garden water", "plant", "r", ["rose"]),
        ("garden move", "gently", "", ["yes", "no"]),
        ("garden move", "bed", "1", []),
        ("garden move", "helper", "x", []),
        ("garden water", "nothing", "", []),
        ("nothing", "plant", "", []),
    ],
)
def test_each_option_is_suggested(
    bot: Dispatcher, name: str, option: str, typed: str, suggested: list[str]
) -> None:
    assert [one.value for one in bot.suggest(name, option, typed)] == suggested


def test_a_typed_line_is_not_completed_to_a_family(bot: Dispatcher) -> None:
    assert bot.complete("/gar") == []
    assert bot.complete("/garden ") == []

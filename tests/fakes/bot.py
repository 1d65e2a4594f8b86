"""A bot of a few toy commands, for what needs commands but none in particular."""

from typing import Annotated
from zoneinfo import ZoneInfo

from bot.core.command import About, Command, command
from bot.core.context import Context
from bot.core.dispatch import Dispatcher
from bot.core.ports import Library, Store
from bot.core.reply import Reply, Text, publicly, reply
from bot.replies.errors import apology, explained
from tests.fakes.clock import FakeClock

UTC = ZoneInfo("UTC")


@command()
async def echo(context: Context, words: Annotated[str, About("What to say.", most=20)]) -> Reply:
    """Say it again."""
    return reply(Text(words))


@command()
async def add(
    context: Context,
    first: Annotated[int, About("A number.", most=100)],
    second: Annotated[int, About("Another.", most=100)] = 1,
) -> Reply:
    """Add two numbers."""
    return reply(Text(str(first + second)))


@command()
async def shout(context: Context) -> Reply:
    """Say something to everybody."""
    return publicly(reply(Text("HELLO")))


@command()
async def crash(context: Context) -> Reply:
    """Fail, as code does."""
    message = "token=sesame"
    raise RuntimeError(message)


TOYS: tuple[Command, ...] = (add, crash, echo, shout)


def toy_dispatcher(library: Library, store: Store) -> Dispatcher:
    return Dispatcher(TOYS, library, store, FakeClock(), UTC, explain=explained, apologise=apology)

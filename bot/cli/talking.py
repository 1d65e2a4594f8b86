"""A terminal session for ``say`` and ``chat``."""

import getpass
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from rich.console import Console

from bot.app import assembled
from bot.core.collecting import collect_seldom, uncollected
from bot.core.request import Asker, Rank
from bot.platforms.terminal.session import Session
from bot.settings import Settings


@asynccontextmanager
async def session(settings: Settings, *, once: bool = False) -> AsyncIterator[Session]:
    """Put the bot together for one person at this terminal, to talk or to ask ``once``."""
    async with AsyncExitStack() as stack:
        with uncollected():
            homeroom = await stack.enter_async_context(assembled(settings))
            collect_seldom()
        if settings.semantic_model is not None and once:
            # Who asks once gets the answer that the bot would give.
            await homeroom.learning.prepared()
        language = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "en").split(".")[0]
        asker = Asker(_person(), language, Rank.MANAGER)
        yield Session(homeroom.dispatcher, Console(highlight=False), asker)


def _person() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"

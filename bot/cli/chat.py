"""``homeroom chat``: a conversation in the terminal."""

import argparse
import asyncio
from contextlib import AsyncExitStack

from bot.cli.command import CliCommand
from bot.cli.talking import session
from bot.platforms.terminal.chat import chat
from bot.replies.languages import texts_in
from bot.settings import Settings


def _options(parser: argparse.ArgumentParser) -> None:
    pass


def _run(_arguments: argparse.Namespace, settings: Settings) -> int:
    # Lines are read outside the loop, so that Ctrl-C reaches the prompt at once.
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        try:
            talk = runner.run(stack.enter_async_context(session(settings)))
            chat(talk, runner, texts_in(talk.asker.language).chat_hint)
        finally:
            runner.run(stack.aclose())
    return 0


COMMAND = CliCommand(_options, _run)

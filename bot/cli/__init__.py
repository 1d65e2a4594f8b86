"""The command line, ``homeroom``: one file for each of its commands."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from bot import __version__
from bot.cli.command import CliCommand
from bot.core.collecting import collect_seldom, uncollected
from bot.errors import HomeroomError
from bot.settings import load, open_to_all
from bot.settings.roles import ALL

COMMANDS = {
    "run": ("run", "start the bot and its page"),
    "doctor": ("doctor", "say what is wrong, and what to do about it"),
    "say": ("say", "ask one thing and print the answer"),
    "chat": ("chat", "talk with the bot in this terminal"),
    "check": ("check", "check lessons; every fault with its place"),
    "preview": ("preview", "show a lesson as it will be posted and read"),
    "new": ("new", "write a lesson file to begin with"),
    "import": ("importing", "turn a newsletter issue into a lesson file"),
    "correct": ("correct", "have posts say what their lessons say now, after a change"),
    "misses": ("misses", "show what was asked that nobody could answer, the most often first"),
    "teach": ("teach", "have words lead to a term or an FAQ entry"),
    "rehearse": ("rehearse", "rehearse delivery, with faults, on a platform that is made up"),
    "backup": ("backup", "take a backup of the records"),
    "restore": ("restore", "put a backup back"),
    "db": ("db", "move everything to another database"),
    "discord": ("discord", "print the link that adds the bot to a Discord server"),
    "slack": ("slack", "print what an app on Slack is made from, and a key"),
}
"""The module of each command and what it is for, by its name: to tell of them loads none."""

log = logging.getLogger(__name__)

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status: 0 well, 1 something to mend, 2 misuse."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that knows no Korean gets question marks, not a traceback.
            stream.reconfigure(errors="replace")
    given = sys.argv[1:] if arguments is None else arguments
    parsed = parser().parse_args(given)
    try:
        command: CliCommand = parsed.command
        roles = getattr(parsed, "role", ALL)
        settings = load(os.environ, parsed.config, whole=command.whole, roles=roles)
        from bot.telemetry import logs

        logs.set_up(settings.log_level, settings.log_format, settings.secrets)
        for warning in open_to_all(os.environ):
            log.warning(warning)
        return _flushed(command.run(parsed, settings))
    except HomeroomError as error:
        print(f"homeroom: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read our output has had enough. Nothing may be left to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED


def _flushed(status: int) -> int:
    """Write out what was printed now, where it can still be said that nobody reads it."""
    sys.stdout.flush()
    return status


def command_called(name: str) -> CliCommand:
    """Load a command."""
    module, _ = COMMANDS[name]
    command: CliCommand = import_module(f"bot.cli.{module}").COMMAND
    return command


class CommandParser(argparse.ArgumentParser):
    """The parser of what follows a command's name; the command is loaded when that is read.

    Some of them need much of the program, and most of the time of a start was theirs.
    """

    name: str

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse what follows the name."""
        with uncollected():
            command = command_called(self.name)
            collect_seldom()
        command.options(self)
        self.set_defaults(command=command)
        return super().parse_known_args(args, namespace)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    whole = argparse.ArgumentParser(
        prog="homeroom",
        description="A lesson every day, where your group already talks.",
        epilog="Every setting is in docs/reference/settings.md.",
    )
    whole.add_argument("--version", action="version", version=f"homeroom {__version__}")
    whole.add_argument(
        "--config", type=Path, metavar="FILE", help="settings (default: config/homeroom.yaml)"
    )
    below = whole.add_subparsers(
        title="commands", metavar="COMMAND", required=True, parser_class=CommandParser
    )
    for name, (_, purpose) in COMMANDS.items():
        below.add_parser(name, help=purpose, description=purpose).name = name
    return whole

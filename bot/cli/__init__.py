"""The command line, ``homeroom``: one file for each of its commands."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

from bot import __version__
from bot.cli.command import CliCommand
from bot.errors import HomeroomError
from bot.settings import load, open_to_all
from bot.settings.roles import ALL

COMMANDS = {
    "run": "run",
    "doctor": "doctor",
    "say": "say",
    "chat": "chat",
    "check": "check",
    "preview": "preview",
    "new": "new",
    "import": "importing",
    "correct": "correct",
    "misses": "misses",
    "teach": "teach",
    "rehearse": "rehearse",
    "backup": "backup",
    "restore": "restore",
    "db": "db",
    "discord": "discord",
    "slack": "slack",
}
"""The module of each command, by its name."""

log = logging.getLogger(__name__)

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status: 0 well, 1 something to mend, 2 misuse."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that knows no Korean gets question marks, not a traceback.
            stream.reconfigure(errors="replace")
    given = sys.argv[1:] if arguments is None else arguments
    parsed = parser(meant(given)).parse_args(given)
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


def meant(arguments: Sequence[str]) -> Sequence[str]:
    """Return the names of the commands to load: the one that is asked for, or all, to tell of them.

    Some of them need much of the program, and half of the time of a start was theirs.
    """
    first = next((word for word in arguments if not word.startswith("-")), "")
    return (first,) if first in COMMANDS else tuple(COMMANDS)


def commands(names: Sequence[str] = tuple(COMMANDS)) -> Sequence[CliCommand]:
    """Load commands."""
    modules = (import_module(f"bot.cli.{COMMANDS[name]}") for name in names)
    return [module.COMMAND for module in modules]


def parser(names: Sequence[str] = tuple(COMMANDS)) -> argparse.ArgumentParser:
    """Return the parser of the command line, with some commands in it."""
    whole = argparse.ArgumentParser(
        prog="homeroom",
        description="A lesson every day, where your group already talks.",
        epilog="Every setting is in docs/reference/settings.md.",
    )
    whole.add_argument("--version", action="version", version=f"homeroom {__version__}")
    whole.add_argument(
        "--config", type=Path, metavar="FILE", help="settings (default: config/homeroom.yaml)"
    )
    below = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in commands(names):
        one = below.add_parser(command.name, help=command.help, description=command.help)
        command.options(one)
        one.set_defaults(command=command)
    return whole

"""The command line, ``homeroom``: one file for each of its commands."""

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from bot import __version__
from bot.cli import (
    backup,
    chat,
    check,
    correct,
    db,
    discord,
    doctor,
    importing,
    new,
    preview,
    rehearse,
    restore,
    run,
    say,
    slack,
)
from bot.cli.command import CliCommand
from bot.errors import HomeroomError
from bot.settings import load, open_to_all
from bot.settings.roles import ALL
from bot.telemetry import logs

COMMANDS: tuple[CliCommand, ...] = (
    run.COMMAND,
    doctor.COMMAND,
    say.COMMAND,
    chat.COMMAND,
    check.COMMAND,
    preview.COMMAND,
    new.COMMAND,
    importing.COMMAND,
    correct.COMMAND,
    rehearse.COMMAND,
    backup.COMMAND,
    restore.COMMAND,
    db.COMMAND,
    discord.COMMAND,
    slack.COMMAND,
)

log = logging.getLogger(__name__)

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status: 0 well, 1 something to mend, 2 misuse."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that knows no Korean gets question marks, not a traceback.
            stream.reconfigure(errors="replace")
    parsed = parser().parse_args(arguments)
    try:
        command: CliCommand = parsed.command
        roles = getattr(parsed, "role", ALL)
        settings = load(os.environ, parsed.config, whole=command.whole, roles=roles)
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


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line, with every command in it."""
    whole = argparse.ArgumentParser(
        prog="homeroom",
        description="A lesson every day, where your group already talks.",
        epilog="Every setting is in docs/reference/settings.md.",
    )
    whole.add_argument("--version", action="version", version=f"homeroom {__version__}")
    whole.add_argument(
        "--config", type=Path, metavar="FILE", help="settings (default: config/homeroom.yaml)"
    )
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        one = commands.add_parser(command.name, help=command.help, description=command.help)
        command.options(one)
        one.set_defaults(command=command)
    return whole

"""Writes the pages that are made from the program, or checks that they are up to date.

    python docs/generate.py            write them
    python docs/generate.py --check    say which are out of date, and fail if any is

It also checks, in every page, that links lead somewhere.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot import commands
from bot.cli import COMMANDS, command_called
from bot.content.fields import Day, Id, Kind, Line, ListOf, OneOf, Prose, Record
from bot.content.format import LESSON
from bot.content.schema import SCHEMA_NAME, lesson_schema
from bot.core.command import Command
from bot.core.discovery import discover
from bot.core.request import Rank
from bot.settings import table
from bot.telemetry.logs import FIELDS
from bot.telemetry.metrics import METRICS

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
MADE = "<!-- Made by docs/generate.py. Change the program, then: make docs -->\n\n"


def main() -> int:
    """Write or check; return the exit status."""
    checking = "--check" in sys.argv[1:]
    faults = []
    for path, text in pages():
        if checking:
            if not path.exists() or path.read_text("utf-8") != text:
                faults.append(f"{path.relative_to(ROOT)} is out of date. Run: make docs")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    faults += dead_links()
    print("\n".join(faults) or "Documents are up to date, and their links lead somewhere.")
    return 1 if faults else 0


def pages() -> Iterator[tuple[Path, str]]:
    """Yield every generated file with its text."""
    yield REFERENCE / "commands.md", MADE + "\n".join(chat_commands())
    yield REFERENCE / "command-line.md", MADE + "\n".join(command_line())
    yield REFERENCE / "settings.md", MADE + "\n".join(settings())
    yield REFERENCE / "metrics.md", MADE + "\n".join(metrics())
    yield REFERENCE / "lesson-format.md", MADE + "\n".join(lesson_format())
    yield ROOT / "lessons" / SCHEMA_NAME, lesson_schema()


def chat_commands() -> Iterator[str]:
    """Yield the page about what one can ask."""
    yield "# What you can ask\n"
    yield "`<…>` must be there, `[…]` may be.\n"
    found = discover(commands)
    yield from _commands(c for c in found if c.listed and c.least is Rank.LEARNER)
    yield "\n## For those who manage a server\n"
    yield from _commands(c for c in found if c.listed and c.least is not Rank.LEARNER)
    yield "\n## What buttons press\n"
    yield "Besides these, buttons press commands of their own:\n"
    for command in found:
        if not command.listed:
            yield f"- `{command.usage}`: {command.help}"
    yield ""


def _commands(listed: Iterable[Command]) -> Iterator[str]:
    yield "| command | what it does | its options |\n|---|---|---|"
    for command in listed:
        options = "<br>".join(f"`{o.name}`: {o.about.help}" for o in command.options)
        yield f"| `{command.usage}` | {command.help} | {options} |"


def command_line() -> Iterator[str]:
    """Yield the page about the program ``homeroom``."""
    yield "# The command line\n"
    yield "After `make run` or `make test` the program is `.venv/bin/homeroom`."
    yield "Before any command: `--config FILE` names a file of settings.\n"
    for name, (_, purpose) in COMMANDS.items():
        yield f"## homeroom {name}\n"
        yield f"{purpose[0].upper()}{purpose[1:]}.\n"
        # Not argparse's own help: it looks different on every version of Python.
        one = argparse.ArgumentParser(add_help=False)
        command_called(name).options(one)
        for action in one._actions:  # noqa: SLF001 -- argparse tells its arguments no other way
            spelt = ", ".join(action.option_strings) or action.dest
            yield f"- `{spelt}`: {action.help}"
        yield ""


def settings() -> Iterator[str]:
    """Yield the page about the settings."""
    yield "# Settings\n"
    yield (
        "A setting comes from the environment, else from `config/homeroom.yaml` (or the file that"
        " `--config` or `HOMEROOM_CONFIG` names), else it is the default. A secret comes from the"
        " environment or from the file that `…_FILE` names, never from the configuration file.\n"
    )
    yield "| in the file | in the environment | default | what it is |\n|---|---|---|---|"
    for row in table():
        name = "(secret)" if row.secret else f"`{row.name}`"
        env = f"`{row.env}`, `{row.env}_FILE`" if row.secret else f"`{row.env}`"
        default = f"`{row.default}`" if row.default else ""
        yield f"| {name} | {env} | {default} | {row.help} |"
    yield ""


def metrics() -> Iterator[str]:
    """Yield the page about the metrics and the log's fields."""
    yield "# Metrics and the log\n"
    yield "How to have them, and what to do when they say that something is wrong:"
    yield "[how to watch it](../how-to/watch.md).\n"
    yield "| metric | kind | labels | what it says |\n|---|---|---|---|"
    for metric in METRICS:
        labels = ", ".join(f"`{label}`" for label in metric.labels)
        yield f"| `{metric.name}` | {metric.kind.value} | {labels} | {metric.help} |"
    yield "\nBesides these there are Prometheus's own `process_…`: memory, processor, open files.\n"
    yield "## The log's fields\n"
    yield "Each line has `time` (UTC, ISO 8601), `level`, `logger` and `event`; after a fault"
    yield "`exception` with its trace. Where it makes sense, also:\n"
    yield "| field | what it says |\n|---|---|"
    for name, text in FIELDS.items():
        yield f"| `{name}` | {text} |"
    yield ""


def lesson_format() -> Iterator[str]:
    """Yield the page about the fields of a lesson file."""
    yield "# The lesson file\n"
    yield "How to write one: [lessons/README.md](../../lessons/README.md).\n"
    for record in _records(LESSON):
        yield f"## {record.name[0].upper()}{record.name[1:]}\n"
        yield "| field | what it is | kind |\n|---|---|---|"
        for name, field in record.fields.items():
            must = " **Required.**" if field.required else ""
            yield f"| `{name}` | {field.help}{must} | {_kind(field.kind)} |"
        yield ""


def dead_links() -> list[str]:
    """Return a line for every link in the documents that leads to no file."""
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("lessons/*.md")]
    return [
        f"{page.relative_to(ROOT)} links to {target}, which is not there"
        for page in documents
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]


def _records(record: Record) -> Iterator[Record]:
    yield record
    for field in record.fields.values():
        kind = field.kind.item if isinstance(field.kind, ListOf) else field.kind
        if isinstance(kind, Record):
            yield from _records(kind)


def _kind(kind: Kind) -> str:
    match kind:
        case Line(most):
            return f"one line, at most {most:,} characters"
        case Id(most):
            return f"small letters, digits, hyphens; at most {most}"
        case Prose(most):
            return f"paragraphs, at most {most:,} characters"
        case Day():
            return "a date like `2026-01-16`"
        case OneOf(words):
            return " or ".join(f"`{word}`" for word in words)
        case ListOf(item, most):
            return f"a list of at most {most}: {_kind(item)}"
        case Record(name):
            return f"[{name}](#{name.casefold().replace(' ', '-')})"


if __name__ == "__main__":
    sys.exit(main())

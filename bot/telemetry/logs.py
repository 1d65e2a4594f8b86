"""The log: structlog writes what the standard library's ``logging`` is given, ours and others'.

For people a line each, for programs one JSON object a line. structlog stays in here.
"""

import datetime as dt
import logging
import sys
from collections.abc import Iterable, MutableMapping
from types import TracebackType
from typing import Any

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.telemetry.lines import FIRST, Line
from bot.telemetry.redaction import Redaction

FIELDS = {
    "platform": "`discord`, `slack` or `web`",
    "delivery": "a delivery's key: `homeroom doctor --history` shows what it has been through",
    "subscription": "the number of a schedule, as `homeroom doctor` shows it",
    "outcome": "what became of a delivery: `sent`, `sent late`, `failed`, `in doubt`",
    "seconds": "of a delivery that was sent: how long after it was due",
}
"""What a line may say beside its words. Nothing else that a library adds is let in: it could be
what people wrote."""
_CHATTY = ("apscheduler", "alembic", "discord", "slack_bolt", "slack_sdk")


def set_up(level: str, form: str = "console", secrets: Iterable[str] = ()) -> None:
    """Log to stderr from a level on, as ``console`` or ``json``, without secrets.

    Also how the program ends, if it does so by a fault.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(form, Redaction(secrets)))
    logging.basicConfig(level=level.upper(), handlers=[handler])
    # At their finest level the libraries of Discord and Slack write whole messages and tokens.
    for chatty in _CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)
    # It would only wonder, at each start, that it can't speak.
    logging.getLogger("discord.client").setLevel(logging.ERROR)
    sys.excepthook = _ended


def formatter(form: str, redaction: Redaction) -> ProcessorFormatter:
    """Return what makes a line of a record."""
    return ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(allow=FIELDS),
            _time,
        ],
        processors=[
            ProcessorFormatter.remove_processors_meta,
            structlog.processors.StackInfoRenderer(),
            structlog.processors.format_exc_info,
            _in_order,
            _discreetly(redaction),
            Line() if form == "console" else _json(),
        ],
    )


def _time(_logger: WrappedLogger, _name: str, line: EventDict) -> EventDict:
    """Put in when something was said, not when it is written: ISO 8601, UTC, milliseconds."""
    record: logging.LogRecord = line["_record"]
    moment = dt.datetime.fromtimestamp(record.created, dt.UTC)
    line["time"] = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return line


def _in_order(_logger: WrappedLogger, _name: str, line: EventDict) -> EventDict:
    """Have every line begin with the same."""
    return {name: line.pop(name, "") for name in FIRST} | {**line}


def _discreetly(redaction: Redaction) -> Processor:
    def blot(_logger: WrappedLogger, _name: str, line: EventDict) -> MutableMapping[str, Any]:
        return {name: redaction.value(value) for name, value in line.items()}

    return blot


def _json() -> Processor:
    return structlog.processors.JSONRenderer(ensure_ascii=False)


def _ended(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The program ends by a fault of ours: what it says of it may hold secrets, too."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    logging.getLogger("bot").critical("Homeroom ended by a fault", exc_info=(kind, error, trace))

"""A line of the log for people."""

from structlog.typing import EventDict, WrappedLogger

FIRST = ("time", "level", "logger", "event")
"""What stands first, in this order; the fields follow as ``name=value``."""
LAST = ("exception", "stack")
"""What takes lines of its own."""


class Line:
    """Writes time, level, where and what; then the fields, then the trace of an error."""

    def __call__(self, _logger: WrappedLogger, _name: str, line: EventDict) -> str:
        """Return the line."""
        time, level, logger, event = (str(line.get(name, "")) for name in FIRST)
        fields = [
            f"{name}={_quoted(value)}"
            for name, value in line.items()
            if name not in FIRST and name not in LAST
        ]
        said = f"{time} {level.upper()} {logger}: {event}"
        lines = ["  ".join([said, " ".join(fields)]) if fields else said]
        return "\n".join([*lines, *(str(line[name]) for name in LAST if name in line)])


def _quoted(value: object) -> str:
    text = str(value)
    return f'"{text}"' if " " in text else text

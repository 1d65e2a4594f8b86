"""What a process does, where several share the work."""

from enum import Enum


class Role(Enum):
    """A part of the work. Without any said, a process does all of it."""

    GATEWAY = "gateway"
    """Is connected to Discord and Slack, and answers what people ask there."""
    WORKER = "worker"
    """Sends what is due, finds out what became of it, tells what is wrong. Any number of them."""
    SCHEDULER = "scheduler"
    """Plans what is due and has workers do it. One is enough; of several, each does no harm."""
    WEB = "web"
    """Serves the page."""


ALL = frozenset(Role)


def roles(text: str) -> frozenset[Role]:
    """Read roles with commas between. Raises ``ValueError`` that says what to write."""
    try:
        found = frozenset(Role(word.strip().casefold()) for word in text.split(",") if word.strip())
    except ValueError:
        found = frozenset()
    if not found:
        message = (
            f"a role is one of {', '.join(role.value for role in Role)}, or several with commas"
        )
        raise ValueError(message)
    return found

"""The bot on one box, as its operator starts it; or a process that only imports what it imports.

Usage: python -m benchmarks.start_bot imports | homeroom DISCORD_URL

The bot takes its settings from the environment. What only imports says ``ready``, and stays until
there is nothing more to read.
"""

import sys

LIBRARIES = (
    "aiohttp.web",
    "aiosqlite",
    "alembic.command",
    "alembic.autogenerate",
    "apscheduler.schedulers.asyncio",
    "cryptography.fernet",
    "discord",
    "discord.app_commands",
    "holidays",
    "pgqueuer",
    "pgqueuer.adapters.inmemory",
    "prometheus_client",
    "rapidfuzz",
    "slack_bolt.async_app",
    "slack_bolt.adapter.socket_mode.aiohttp",
    "slack_sdk.web.async_client",
    "sqlalchemy.ext.asyncio",
    "structlog",
    "tzlocal",
    "yaml",
)
"""What Homeroom uses of others while it runs."""


def imports() -> None:
    """Import, and do nothing with it."""
    from importlib import import_module

    for name in LIBRARIES:
        import_module(name)
    print("ready", flush=True)
    sys.stdin.read()


def homeroom(url: str) -> int:
    """Run the bot on a local Discord."""
    from benchmarks.discord_bots import point_to
    from bot.cli import main

    point_to(url)
    return main(["run"])


if __name__ == "__main__":
    if sys.argv[1] == "imports":
        imports()
    else:
        sys.exit(homeroom(sys.argv[2]))

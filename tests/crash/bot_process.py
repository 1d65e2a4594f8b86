"""The whole of Homeroom, in a process of its own for each start, on local servers.

Usage: python -m tests.crash.bot_process CLOCK_FILE DISCORD_URL

Each line it is given is the environment of a start, as JSON; in ``ROLES`` what part it is to do.
It forks for each: what it has loaded is loaded in a moment, and what is killed is a whole process
all the same. It says ``born PID``, ``started PID`` once the bot is open, and ``ended PID CODE``.
What the bots log goes to stderr.
"""

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
from pathlib import Path

import discord
import yarl

from bot.app import assembled
from bot.app.running import run
from bot.platforms import discord as on_discord
from bot.platforms import slack as on_slack
from bot.settings import load
from bot.settings.roles import ALL, roles
from tests.crash.clock import Loop, SharedClock

log = logging.getLogger(__name__)

LOADED = (on_discord, on_slack)
"""What the bot itself loads only when there is a token."""


def say(*words: object) -> None:
    """Say something in one piece: several processes write here."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


async def live(environment: dict[str, str], clock: SharedClock) -> None:
    """Be a bot until told to stop, or until nobody is there any more."""
    stopped, parent = asyncio.Event(), os.getppid()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)

    async def stop() -> None:
        while not stopped.is_set() and os.getppid() == parent:
            await asyncio.sleep(0.1)

    part = environment.pop("ROLES", "")
    async with assembled(load(environment), clock) as homeroom:
        said = (lambda _: say("started", os.getpid()), stop)
        await run(homeroom, *said, roles(part) if part else ALL)


def child(environment: dict[str, str], clock: SharedClock) -> None:
    """Live, and leave without what was to be done by the process this was forked from."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    code = 1
    try:
        logging.basicConfig(format="%(process)d %(levelname)s %(name)s: %(message)s", level="INFO")
        # The bell says a line each time it rings, several times a second.
        logging.getLogger("apscheduler").setLevel("ERROR")
        with asyncio.Runner(loop_factory=lambda: Loop(clock)) as runner:
            runner.run(live(environment, clock))
        code = 0
    except Exception:
        log.exception("the bot has ended")
    finally:
        os._exit(code)


def reap(*_: object) -> None:
    """Say who has ended."""
    with contextlib.suppress(ChildProcessError):
        while True:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            say("ended", pid, os.waitstatus_to_exitcode(status))


def main() -> None:
    """Point discord.py to the local server, and start bots until there is nothing more to read."""
    clock, url = SharedClock(Path(sys.argv[1])), sys.argv[2]
    discord.http.Route.BASE = f"{url}/api/v10"
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(
        f"{url}/gateway".replace("http", "ws", 1)
    )
    signal.signal(signal.SIGCHLD, reap)
    say("ready")
    for line in sys.stdin:
        environment = json.loads(line)
        if (pid := os.fork()) == 0:
            child(environment, clock)
        say("born", pid)


if __name__ == "__main__":
    main()

"""The bot on one box, with Discord and Slack: from its start until it is ready, and its memory.

Against a process that only imports the same libraries, each time a new one, in turn.
"""

import asyncio
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import aiohttp

from benchmarks.measuring import must
from benchmarks.processes import ROOT
from tests.local_discord.server import LocalDiscord
from tests.local_slack.server import LocalSlack, local_slack

ROUNDS = int(os.environ.get("ROUNDS", "5"))
SETTLED = 3.0
"""Seconds after which its memory is looked at: it has posted its first lesson by then."""
MOST = 1.5
"""Times the memory of the bare imports; more is a fault."""
LOOK_EVERY = 0.01


def resident_of(pid: int) -> float:
    """Return the memory that a process holds, in MiB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


async def bare() -> tuple[float, float]:
    """Return the seconds that the imports take, and the memory."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-W", "ignore", "-m", "benchmarks.start_bot", "imports"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    must(await process.stdout.readline() == b"ready\n", "the libraries can't be imported")
    took, size = time.perf_counter() - began, resident_of(process.pid)
    process.stdin.close()
    await process.wait()
    return took, size


async def homeroom(url: str, settings: Mapping[str, str]) -> tuple[float, float]:
    """Return the seconds until the bot is ready, and its memory when it has posted."""
    port = int(settings["HOMEROOM_PORT"])
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-W", "ignore", "-m", "benchmarks.start_bot", "homeroom", url),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=ROOT,
            env={**os.environ, **settings, "HOMEROOM_DATA_DIR": folder},
        )
        async with asyncio.timeout(60), aiohttp.ClientSession() as session:
            while not await _ready(session, port):
                must(process.returncode is None, "the bot has ended")
                await asyncio.sleep(LOOK_EVERY)
        took = time.perf_counter() - began
        await asyncio.sleep(SETTLED)
        size = resident_of(process.pid)
        process.send_signal(signal.SIGTERM)
        must(await process.wait() == 0, "the bot did not end well")
    return took, size


async def _ready(session: aiohttp.ClientSession, port: int) -> bool:
    try:
        async with session.get(f"http://127.0.0.1:{port}/readyz") as answer:
            return answer.status == 200
    except aiohttp.ClientError:
        return False


def _settings(discord: LocalDiscord, slack: LocalSlack, port: int) -> dict[str, str]:
    space = slack.workspace("Benchmark")
    return {
        "HOMEROOM_PORT": str(port),
        "HOMEROOM_LESSONS_DIR": str(ROOT / "lessons"),
        "DISCORD_TOKEN": discord.token,
        "SLACK_BOT_TOKEN": space.token,
        "SLACK_APP_TOKEN": slack.app_token,
        "HOMEROOM_SLACK_API": slack.api_url,
    }


async def main() -> None:
    """Measure both in turn."""
    discord, found = LocalDiscord(), (list[tuple[float, float]](), list[tuple[float, float]]())
    discord.guild("Benchmark")
    await discord.start()
    async with local_slack() as slack:
        for number in range(ROUNDS):
            settings = _settings(discord, slack, 18_400 + number)
            found[0].append(await homeroom(discord.state.url, settings))
            found[1].append(await bare())
    await discord.stop()
    (took, size), (its, least) = (map(statistics.median, zip(*some, strict=True)) for some in found)
    print(f"from start to ready {took:5.2f} s, bare imports {its:5.2f} s: ratio {took / its:.2f}")
    print(f"memory            {size:6.1f} MiB, bare imports {least:5.1f} MiB", end="")
    print(f": ratio {size / least:.2f}")
    must(size <= MOST * least, f"more than {MOST} times the memory of the imports")


if __name__ == "__main__":
    asyncio.run(main())

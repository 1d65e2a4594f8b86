"""Two bots for the local Slack, each a process of its own: the whole of Homeroom, and a bare one.

Usage: python -m benchmarks.slack_bots homeroom|bare THERE.json

The file says where the local Slack is, its tokens, the workspace and the channels to post in.
It says ``ready``, then obeys the words it is told, a line each, and answers with a line each.
"""

import asyncio
import datetime as dt
import json
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.many import SetClock
from bot.app import Homeroom, assembled
from bot.core.clock import SystemClock
from bot.core.ports import Channels, Messenger
from bot.core.request import Asker, Place
from bot.delivery.rounds import rounds_over
from bot.domain.subscription import Slot, Subscription
from bot.platforms.slack import Pace, Setup, Spelling, on_slack
from bot.platforms.slack.drawing.drawn import answer_of, post_of
from bot.platforms.slack.drawing.reading import metadata_of
from bot.platforms.slack.drawing.wording import ENGLISH
from bot.replies.lesson import post_of as lesson_of
from bot.settings import load

KEY = "1-20260101"


@dataclass(frozen=True)
class There:
    """Where the local Slack is."""

    api: str
    bot_token: str
    app_token: str
    team: str
    channels: list[str]


Fan = Callable[[], Awaitable[None]]


@asynccontextmanager
async def homeroom(there: There) -> AsyncIterator[Fan]:
    """Run Homeroom with a schedule for each channel, without the page and the bell."""
    clock, messengers, channels = SetClock(), dict[str, Messenger](), dict[str, Channels]()
    with tempfile.TemporaryDirectory() as folder:
        async with assembled(load({"HOMEROOM_DATA_DIR": folder}), clock) as parts:
            await _subscribe(parts, there)
            rounds = rounds_over(parts.records, parts.library, messengers, clock)

            async def fan() -> None:
                await rounds.go()
                clock.ahead += dt.timedelta(days=1)

            setup = Setup(there.bot_token, there.app_token, api=there.api)
            spelling = Spelling(parts.dispatcher.commands, (("term", "term"),))
            # The pace is not what is measured.
            unpaced = Pace(per_minute=1e9, between=0)
            async with on_slack(
                setup,
                spelling,
                parts.dispatcher,
                parts.engine,
                SystemClock(),
                messengers,
                channels,
                unpaced,
            ):
                yield fan


async def _subscribe(parts: Homeroom, there: There) -> None:
    now, zone = parts.clock.now(), ZoneInfo("UTC")
    at = now.time().replace(second=0, microsecond=0)
    for channel in there.channels:
        wish = Subscription(0, "slack", channel, (at,), zone, "korea-news", server=there.team)
        await parts.store.subscribe(wish, Slot(now.date(), now))


@asynccontextmanager
async def bare(there: There) -> AsyncIterator[Fan]:
    """Run the bare bot. It answers and posts what Homeroom does, but made once."""
    with tempfile.TemporaryDirectory() as folder:
        async with assembled(load({"HOMEROOM_DATA_DIR": folder})) as parts:
            post = post_of(lesson_of(parts.library.lessons()[0]), KEY)
            line, place = "/term AI sovereignty", Place("slack", "C1")
            reply = await parts.dispatcher.answer_line(line, place, Asker("1"))
    (answer,) = answer_of(reply, ENGLISH)
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(there.bot_token, base_url=there.api, session=session)
        app = AsyncApp(client=client, request_verification_enabled=False)

        @app.command("/term")
        async def term(ack: Any, respond: Any) -> None:
            await ack()
            await respond(blocks=list(answer.blocks), text=answer.text)

        async def fan() -> None:
            for channel in there.channels:
                await client.chat_postMessage(
                    channel=channel,
                    blocks=post.blocks,
                    text=post.text,
                    metadata=metadata_of(KEY),
                    unfurl_links=False,
                    unfurl_media=False,
                )

        handler = AsyncSocketModeHandler(app, there.app_token)
        # slack-bolt gives these two no types.
        await handler.connect_async()  # type: ignore[no-untyped-call]
        yield fan
        await handler.close_async()  # type: ignore[no-untyped-call]


async def main() -> None:
    """Start, and obey until there is nothing more to read."""
    _, name, path = sys.argv
    there = There(**json.loads(Path(path).read_text("ascii")))
    bots = {"homeroom": homeroom, "bare": bare}
    async with bots[name](there) as fan:
        print("ready", flush=True)
        while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
            assert line == "fan"
            start = time.perf_counter()
            await fan()
            print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    asyncio.run(main())

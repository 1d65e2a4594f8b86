"""Keeps the connection to Discord up, and its troubles to itself."""

import asyncio
import logging
from typing import Self

import aiohttp
import discord

from bot.core.dispatch import Dispatcher
from bot.core.ports import Clock, Notes
from bot.platforms.discord.adapter import Adapter
from bot.platforms.discord.client import SETTLING, HomeroomClient
from bot.platforms.discord.link import Link, Shards

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0
"""Seconds before a connection that ended is begun anew, ever longer."""
CLOSING = 10.0


class Discord:
    """Runs the bot on Discord while it is entered. Nothing that goes wrong leaves it.

    With ``shards``, on those of so many in all: others are another process's.
    """

    def __init__(
        self,
        token: str,
        dispatcher: Dispatcher,
        link: Link,
        notes: Notes,
        clock: Clock,
        *,
        shards: Shards | None = None,
        first_pause: float = FIRST_PAUSE,
        settling: float = SETTLING,
    ) -> None:
        self._shards = shards
        self._token = token
        self._adapter = Adapter(dispatcher)
        self._link = link
        self._notes, self._clock = notes, clock
        self._first_pause, self._settling = first_pause, settling
        self._life: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._life = asyncio.create_task(self._live(), name="discord")
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._adapter.underway:
            await asyncio.wait(self._adapter.underway, timeout=CLOSING)
        if self._life is not None:
            self._life.cancel()
            await asyncio.wait({self._life}, timeout=CLOSING)

    async def _live(self) -> None:
        loop, pause = asyncio.get_running_loop(), self._first_pause
        began = loop.time()
        while await self._once():
            if loop.time() - began > LONGEST_PAUSE:
                pause = self._first_pause
            log.warning("Discord is tried again in %.0f s; everything else runs on", pause)
            await asyncio.sleep(pause)
            pause, began = min(pause * 2, LONGEST_PAUSE), loop.time()

    async def _once(self) -> bool:
        """Connect and stay until it ends; return whether another try makes sense."""
        client = HomeroomClient(
            self._adapter, self._notes, self._clock, self._link, self._shards, self._settling
        )
        self._link.client = client
        try:
            await client.start(self._token)
        except discord.LoginFailure:
            log.error(  # noqa: TRY400 -- the trace would tell nothing more
                "Discord does not know this token. Put the one of your application's Bot page"
                " into DISCORD_TOKEN and start again; everything else runs on"
            )
            return False
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("the connection to Discord ended: %s", error)
        except Exception:
            log.exception("the connection to Discord failed")
        finally:
            self._link.client = None
            await _closed(client)
        return True


async def _closed(client: HomeroomClient) -> None:
    try:
        await client.close()
    except Exception:
        log.exception("the connection to Discord could not be closed")

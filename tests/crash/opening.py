"""A world is opened: its platforms, its channels with a lesson a day each, and its lessons."""

import asyncio
import datetime as dt
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from slack_sdk.oauth.installation_store import Installation

from bot.domain.subscription import Slot, Subscription
from bot.platforms.slack.admission.installations import Installations
from bot.platforms.slack.admission.tokens import Cipher, new_key
from bot.storage.database import opened
from bot.storage.store import SqlStore
from tests.crash.bots import bots
from tests.crash.clock import SharedClock
from tests.crash.ledger import Records
from tests.crash.rooms import Place, on_discord, on_slack
from tests.crash.world import AT, FIRST_DAY, Room, World
from tests.local_discord.server import LocalDiscord
from tests.local_slack.server import LocalSlack, local_slack

LESSONS = 60
"""Lessons in the course: a world lasts no more days than that."""
_MIGRATING = threading.Lock()


@asynccontextmanager
async def world(folder: Path, *, channels: int = 5, deaf: int = 2) -> AsyncIterator[World]:
    """Open a world where nothing has happened yet, and no bot runs.

    Two guilds and two workspaces with so many ``channels`` each, and a workspace with ``deaf``
    channels where the bot may not read back what it has posted.
    """
    clock, here = SharedClock(folder / "clock"), LocalDiscord()
    clock.begin(dt.datetime.combine(FIRST_DAY - dt.timedelta(days=1), AT, dt.UTC))
    here.clock.source = clock.seconds
    await here.start()
    try:
        async with local_slack() as slack, bots(folder / "clock", here.state.url) as them:
            slack.clock.source = clock.seconds
            places: list[Place] = [
                *(one for _ in range(2) for one in on_discord(here, channels)),
                *(one for _ in range(2) for one in on_slack(slack, channels)),
                *on_slack(slack, deaf, deaf=True),
            ]
            write_lessons(folder / "lessons" / "course")
            key, database = new_key(), folder / "homeroom.db"
            # In a thread of its own: the migrations are run by a library that can't do two at once.
            rooms = await asyncio.to_thread(_prepared, database, slack, key, places)
            environment = environment_of(folder, here, slack, key)
            yield World(here, slack, clock, them, Records(database), rooms, environment)
    finally:
        # Not the clock: what hangs on the platforms yet may look at it.
        await here.stop()


def environment_of(folder: Path, here: LocalDiscord, slack: LocalSlack, key: str) -> dict[str, str]:
    return {
        "HOMEROOM_DATA_DIR": str(folder),
        "HOMEROOM_LESSONS_DIR": str(folder / "lessons"),
        "HOMEROOM_PORT": "0",
        "HOMEROOM_TIMEZONE": "UTC",
        "HOMEROOM_RING_SECONDS": "0.05",
        "DISCORD_TOKEN": here.token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_CLIENT_ID": slack.client_id,
        "SLACK_CLIENT_SECRET": slack.client_secret,
        "SLACK_TOKEN_KEY": key,
        "HOMEROOM_SLACK_API": slack.api_url,
        "HOMEROOM_SLACK_PORT": "0",
    }


def _prepared(
    database: Path, slack: LocalSlack, key: str, places: Sequence[Place]
) -> Sequence[Room]:
    with _MIGRATING:
        url = f"sqlite+aiosqlite:///{database}"
        return asyncio.run(subscribed(url, slack, key, places))


async def subscribed(
    url: str, slack: LocalSlack, key: str, places: Sequence[Place]
) -> Sequence[Room]:
    """Give each place a lesson a day, and the bot the workspaces' tokens."""
    first = Slot(FIRST_DAY, dt.datetime.combine(FIRST_DAY, AT, dt.UTC))
    async with opened(url) as engine:
        store = SqlStore(engine)
        installations = Installations(slack.client_id, engine, Cipher(key))
        for space in slack.tokens.values():
            await installations.async_save(
                Installation(
                    app_id="A1",
                    team_id=space.id,
                    bot_token=space.token,
                    bot_id=space.bot,
                    bot_user_id=space.bot_user,
                    bot_scopes=space.scopes,
                    user_id="U1",
                    installed_at=slack.now(),
                )
            )
        rooms = []
        for place in places:
            wish = Subscription(
                0,
                place.platform,
                place.channel,
                (AT,),
                ZoneInfo("UTC"),
                "course",
                server=place.server,
                owner=place.owner,
            )
            rooms.append(Room((await store.subscribe(wish, first)).id, place))
        return rooms


def write_lessons(folder: Path) -> None:
    folder.mkdir(parents=True)
    for day in range(1, LESSONS + 1):
        text = f"""\
            title: Lesson {day}
            key_points: [The first point., The second.]
            terms:
              - name: Term {day}
                short: It is a thing.
            faq:
              - question: Why {day}?
                answer: Because.
            """
        lines = (line.removeprefix(" " * 12) for line in text.splitlines())
        (folder / f"{day:03}.yaml").write_text("\n".join(lines), "utf-8")

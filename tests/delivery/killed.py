"""A bot that is killed with SIGKILL in the middle of its first post. Run by test_kill.py.

Usage: killed.py DATABASE_URL LESSONS before|after
"""

import asyncio
import datetime as dt
import os
import signal
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.content.folder import read_folder
from bot.content.library import LessonLibrary
from bot.core.clock import SystemClock
from bot.core.reply import Reply
from bot.delivery.classroom import Timetable, keep_classroom
from bot.delivery.rounds import Records, rounds_over
from bot.domain.subscription import Subscription
from bot.platforms.web import PLACE, Feed, WebMessenger
from bot.storage.database import opened
from bot.storage.editions import SqlEditions
from bot.storage.ledger import SqlLedger
from bot.storage.notices import SqlNotices
from bot.storage.posts import SqlPosts
from bot.storage.store import SqlStore


class Killed(WebMessenger):
    async def send(self, to: Subscription, post: Reply, key: str) -> str:
        if sys.argv[3] == "after":
            await super().send(to, post, key)
        os.kill(os.getpid(), signal.SIGKILL)
        return ""


async def main() -> None:
    clock, library = SystemClock(), LessonLibrary(read_folder(Path(sys.argv[2])).lessons.values())
    async with opened(sys.argv[1]) as engine:
        zone = ZoneInfo("UTC")
        at = dt.time(8)
        await keep_classroom(SqlStore(engine), library, Timetable(PLACE, at, zone), clock.now())
        messenger = Killed(SqlPosts(engine), clock, Feed())
        ledger = SqlLedger(engine)
        records = Records(ledger, SqlNotices(engine), SqlEditions(engine))
        await rounds_over(records, library, {"web": messenger}, clock).go()


asyncio.run(main())

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from bot.app import assembled
from bot.app.running import run
from bot.platforms.web import PLACE
from bot.settings import load
from tests.fakes.paths import LESSONS, ROOT

KILLED = Path(__file__).with_name("killed.py")


@pytest.mark.parametrize("when", ["before", "after"])
async def test_killed_during_a_post_it_stands_there_once(tmp_path: Path, when: str) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'homeroom.db'}"
    process = await asyncio.create_subprocess_exec(
        sys.executable, KILLED, url, LESSONS, when, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}
    )
    assert await process.wait() == -signal.SIGKILL

    settings = load(
        {
            "HOMEROOM_DATA_DIR": str(tmp_path),
            "HOMEROOM_LESSONS_DIR": str(LESSONS),
            "HOMEROOM_PORT": "0",
            "HOMEROOM_TIMEZONE": "UTC",
            "HOMEROOM_RING_SECONDS": "0.05",
        }
    )
    async with assembled(settings) as homeroom:
        before = await homeroom.posts.latest("classroom", 10)
        assert len(before) == (1 if when == "after" else 0)

        async def until_it_is_known() -> None:
            async with asyncio.timeout(20):
                while await homeroom.store.last_delivery(PLACE) is None:
                    await asyncio.sleep(0.05)

        await run(homeroom, lambda address: None, until_it_is_known)
        (post,) = await homeroom.posts.latest("classroom", 10)
        if before:
            assert post == before[0]
        sent = await homeroom.store.last_delivery(PLACE)
        assert sent is not None
        assert sent.lesson_id == "independent-ai"

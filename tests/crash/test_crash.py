import asyncio
import random
import sys
from pathlib import Path

import pytest

from tests.crash.days import KINDS, Outcome, lived
from tests.crash.faults import KILLS
from tests.crash.report import table, wrong

CHANNELS = 3
"""In each guild and workspace; enough to be interrupted between two."""


@pytest.mark.skipif(sys.platform != "linux", reason="the disk is filled with Linux's prlimit")
async def test_whatever_goes_wrong_each_lesson_stands_there_once(tmp_path: Path) -> None:
    worlds = {tmp_path / "one": [*KINDS][::2], tmp_path / "other": [*KINDS][1::2]}
    for folder in worlds:
        folder.mkdir()
    found = await asyncio.gather(
        *(
            lived(folder, kinds, random.Random(folder.name), channels=CHANNELS)  # noqa: S311
            for folder, kinds in worlds.items()
        )
    )
    days = [day for some in found for day in some]
    print(table(days))
    assert not wrong(days)
    # Each fault was felt; and what can't be known was met, too.
    assert {day.kind for day in days if not day.met} == {"nothing"}
    assert sum(day.kills for day in days) >= len(KILLS)
    assert any(one.outcome is Outcome.IN_DOUBT for day in days for one in day.lessons)

"""The short form of ``python -m tests.crash.many``: on PostgreSQL nothing is missing or doubled."""

import random
import sys
from pathlib import Path

import pytest

from tests.crash.many.days import lived, table, wrong

KINDS = (
    "PostgreSQL and a worker killed",
    "scheduler killed",
    "worker halted, taken over, resumed",
)


@pytest.mark.skipif(sys.platform != "linux", reason="it halts processes and reads what they hold")
async def test_many_processes_lose_and_double_nothing(tmp_path: Path) -> None:
    days = await lived(tmp_path, KINDS, random.Random("many"))  # noqa: S311 -- the same each time
    print(table(days))
    assert wrong(days) == []

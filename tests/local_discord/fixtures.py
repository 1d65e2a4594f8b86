"""The local Discord as fixtures: `pytest_plugins = ["tests.local_discord.fixtures"]`."""

from collections.abc import AsyncIterator

import pytest

from tests.local_discord.contract import check_contract
from tests.local_discord.server import LocalDiscord, local_discord


@pytest.fixture
async def here() -> AsyncIterator[LocalDiscord]:
    """A local Discord with one shard; what went over it is held against the contract."""
    async with local_discord() as running:
        yield running
    check_contract(running.records)


@pytest.fixture
async def two_shards() -> AsyncIterator[LocalDiscord]:
    """A local Discord that recommends two shards."""
    async with local_discord(shards=2) as running:
        yield running
    check_contract(running.records)

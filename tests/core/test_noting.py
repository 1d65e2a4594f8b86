"""An answer never waits long for its miss to be noted, nor fails with it."""

import logging
from zoneinfo import ZoneInfo

import pytest

from bot.content.library import LessonLibrary
from bot.core.context import Context
from bot.core.noting import note_miss
from bot.core.request import Asker, Place, Rank
from bot.domain.asked import asked_id
from bot.storage.store import SqlStore
from tests.fakes.clock import FakeClock
from tests.fakes.misses import FakeMisses

HERE = Place("discord", "100", "1")


def context(store: SqlStore, misses: FakeMisses, rank: Rank = Rank.MANAGER) -> Context:
    asker = Asker("ann", "ko", rank)
    return Context(
        HERE, asker, LessonLibrary(()), store, FakeClock(), ZoneInfo("UTC"), (), misses=misses
    )


@pytest.mark.parametrize("rank", [Rank.MANAGER, Rank.ADMIN])
async def test_who_may_link_a_miss_is_told_its_id(store: SqlStore, rank: Rank) -> None:
    misses = FakeMisses()
    told = await note_miss(context(store, misses, rank), "term", "quantum tax", unsure=False)
    assert told == asked_id("discord", "1", "term", "quantum tax")
    noted = await misses.miss(told)
    assert noted is not None
    assert (noted.language, noted.times, noted.unsure) == ("ko", 1, 0)


async def test_a_learner_is_told_none_and_it_is_noted(store: SqlStore) -> None:
    misses = FakeMisses()
    assert not await note_miss(
        context(store, misses, Rank.LEARNER), "faq", "quantum tax", unsure=True
    )
    (noted,) = await misses.misses()
    assert (noted.command, noted.times, noted.unsure) == ("faq", 0, 1)


async def test_what_takes_too_long_is_given_up_and_logged(
    store: SqlStore, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        told = await note_miss(
            context(store, FakeMisses(stuck=True)), "term", "tax", unsure=False, patience=0
        )
    assert not told
    assert caplog.messages == ["what /term did not find could not be noted: TimeoutError"]

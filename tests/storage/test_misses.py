"""What nobody could answer and what was taught since, in each kind of database."""

import asyncio
import datetime as dt

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.ports import Taught
from bot.core.request import Place
from bot.domain.asked import asked_id
from bot.storage.misses import KEPT, LARGEST, USUAL, SqlMisses
from bot.storage.store import SqlStore

NOW = dt.datetime(2026, 1, 16, 9, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
HERE = Place("discord", "100", "1")
THERE = Place("discord", "200", "2")
SLACK = Place("slack", "C1", "1")


@pytest.fixture
def misses(engine: AsyncEngine) -> SqlMisses:
    return SqlMisses(engine)


async def miss(
    misses: SqlMisses,
    words: str,
    *,
    place: Place = HERE,
    command: str = "term",
    at: dt.datetime = NOW,
    unsure: bool = False,
) -> None:
    await misses.note(place, command, words, "en", at, unsure=unsure)


def link(words: str, entry: str, place: Place | None = None, command: str = "term") -> Taught:
    platform, server = (place.platform, place.server) if place else ("", "")
    return Taught(
        asked_id(platform, server, command, words), command, words, entry, platform, server
    )


async def test_the_same_words_are_one_miss_that_is_counted(misses: SqlMisses) -> None:
    await miss(misses, "  Quantum   Tax ")
    await miss(misses, "quantum tax", at=NOW + HOUR, unsure=True)
    await miss(misses, "QUANTUM TAX", at=NOW + 2 * HOUR)
    (one,) = await misses.misses()
    assert (one.words, one.command, one.language) == ("Quantum Tax", "term", "en")
    assert (one.platform, one.server) == ("discord", "1")
    assert (one.times, one.unsure) == (2, 1)
    assert (one.first, one.last) == (NOW, NOW + 2 * HOUR)
    assert await misses.miss(one.id) == one
    assert await misses.miss("0" * 16) is None


async def test_what_is_missed_at_once_is_counted_each_time(misses: SqlMisses) -> None:
    await asyncio.gather(*(miss(misses, "quantum tax") for _ in range(20)))
    (one,) = await misses.misses()
    assert one.times == 20


async def test_servers_platforms_and_commands_have_their_own(misses: SqlMisses) -> None:
    for place in (HERE, THERE, SLACK):
        await miss(misses, "quantum tax", place=place)
    await miss(misses, "quantum tax", command="faq")
    assert len(await misses.misses()) == 4
    assert len(await misses.misses("discord")) == 3
    assert len(await misses.misses("discord", "1")) == 2
    assert [one.server for one in await misses.misses("discord", "2")] == ["2"]


async def test_the_most_often_missed_come_first(misses: SqlMisses) -> None:
    for words, times in (("rare", 1), ("often", 3), ("sometimes", 2)):
        for _ in range(times):
            await miss(misses, words)
    assert [one.words for one in await misses.misses(limit=2)] == ["often", "sometimes"]


async def test_nothing_is_kept_of_words_that_were_private_through_and_through(
    misses: SqlMisses,
) -> None:
    await miss(misses, "<@123456> ann@example.org https://example.org/a?b=c ?!")
    await miss(misses, "what is <@123456> quantum tax https://example.org/a?b=c")
    assert [one.words for one in await misses.misses()] == ["what is quantum tax"]


async def test_the_least_asked_and_oldest_make_room_and_the_newest_stays(
    engine: AsyncEngine,
) -> None:
    misses = SqlMisses(engine, most=3)
    for hours, words in enumerate(("often", "oldest", "older", "often")):
        await miss(misses, words, at=NOW + hours * HOUR)
    await miss(misses, "elsewhere", place=THERE)
    await miss(misses, "new", at=NOW + 9 * HOUR)
    assert [one.words for one in await misses.misses("discord", "1")] == ["often", "new", "older"]
    for _ in range(2):
        await miss(misses, "new", at=NOW + 10 * HOUR)
        await miss(misses, "older", at=NOW + 10 * HOUR)
    await miss(misses, "newest", at=NOW + 11 * HOUR)
    assert "newest" in [one.words for one in await misses.misses("discord", "1")]
    assert len(await misses.misses("discord", "1")) == 3
    assert len(await misses.misses("discord", "2")) == 1


async def test_what_nobody_asked_for_half_a_year_is_dropped(misses: SqlMisses) -> None:
    await miss(misses, "long ago", at=NOW - KEPT - HOUR)
    await miss(misses, "lately", at=NOW - KEPT + HOUR)
    await misses.drop_old(NOW)
    assert [one.words for one in await misses.misses()] == ["lately"]


async def test_what_is_taught_to_a_server_is_no_miss_there_any_more(misses: SqlMisses) -> None:
    for place in (HERE, THERE):
        await miss(misses, "quantum tax", place=place)
    await miss(misses, "quantum tax", command="faq")
    taught = link("Quantum Tax", "abcd1234", HERE)
    await misses.teach(taught, NOW)
    assert await misses.taught() == [taught]
    assert [one.server for one in await misses.misses()] == ["2"]


async def test_what_is_taught_everywhere_is_a_miss_nowhere(misses: SqlMisses) -> None:
    for place in (HERE, THERE, SLACK):
        await miss(misses, "quantum tax", place=place)
    await misses.teach(link("quantum tax", "abcd1234"), NOW)
    assert await misses.misses() == []


async def test_words_lead_to_what_was_taught_last_until_they_lead_nowhere(
    misses: SqlMisses,
) -> None:
    general = link("quantum tax", "99999999")
    await misses.teach(general, NOW)
    await misses.teach(link("quantum tax", "abcd1234", HERE), NOW)
    changed = link("Quantum  tax", "eeee1234", HERE)
    await misses.teach(changed, NOW + HOUR)
    assert [(one.entry_id, one.server) for one in await misses.taught()] == [
        ("eeee1234", "1"),
        ("99999999", ""),
    ]
    assert await misses.unteach(changed.id)
    assert not await misses.unteach(changed.id)
    assert await misses.taught() == [general]


async def test_look_ups_add_up_and_the_usual_ones_are_told(misses: SqlMisses) -> None:
    await misses.add_asked({})
    await misses.add_asked({f"{number:08}": 1 for number in range(USUAL + 5)})
    await misses.add_asked({"b": 2, "a": 1})
    await misses.add_asked({"b": 1, "a": 4})
    asked = await misses.asked()
    assert len(asked) == USUAL
    assert list(asked.items())[:2] == [("a", 5), ("b", 3)]


async def test_look_ups_stop_at_the_largest_number_there_is(misses: SqlMisses) -> None:
    await misses.add_asked({"a": LARGEST - 1})
    await misses.add_asked({"a": 5})
    assert await misses.asked() == {"a": LARGEST}


async def test_two_that_count_at_once_both_count(misses: SqlMisses) -> None:
    one = {f"{number:08}": 1 for number in range(200)}
    other = dict(reversed(one.items()))
    await asyncio.gather(*(misses.add_asked(counted) for counted in (one, other) * 3))
    assert set((await misses.asked()).values()) == {6}


async def test_with_a_server_its_misses_and_its_taught_words_are_forgotten(
    engine: AsyncEngine, misses: SqlMisses
) -> None:
    store = SqlStore(engine)
    for place in (HERE, THERE):
        await miss(misses, "quantum tax", place=place)
        await misses.teach(link("some words", "abcd1234", place), NOW)
    general = link("some words", "abcd1234")
    await misses.teach(general, NOW)
    assert sorted(await store.servers("discord")) == ["1", "2"]
    await store.note_left("discord", "1", NOW)
    assert await store.forget("discord", "1", NOW)
    assert [one.server for one in await misses.misses()] == ["2"]
    assert {one.server for one in await misses.taught()} == {"2", ""}
    assert await store.servers("discord") == ["2"]

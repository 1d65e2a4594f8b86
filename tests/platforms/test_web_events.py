import asyncio
import logging
import time
from contextlib import ExitStack

import pytest

from bot.core.reply import Bullets, Button, Buttons, Heading, Text, reply
from bot.errors import SendRefused
from bot.platforms.web.article import version_of
from bot.platforms.web.events import MOST
from tests.fakes.school import SUBSCRIPTION, School, listening, note, school


async def versions(it: School) -> str:
    """What a tab that has all posts says of them."""
    return ".".join(version_of(post) for post in await it.posts.latest("classroom", 50))


async def test_a_tab_gets_what_it_missed_and_then_what_comes() -> None:
    async with school() as it:
        await it.post("One")
        await it.post("Two")
        async with listening(it, after="1") as tab:
            missed, _ = await tab.next_post()
            await it.post("Three")
            fresh, data = await tab.next_post()
    assert (missed, fresh) == ("2", "3")
    assert data["html"].startswith('<article class="post" data-post-id="3"')


async def test_a_browser_that_comes_back_says_what_it_saw() -> None:
    async with school() as it:
        for title in ("One", "Two", "Three"):
            await it.post(title)
        async with listening(it, after="0", **{"Last-Event-ID": "2"}) as tab:
            assert (await tab.next_post())[0] == "3"


async def test_nonsense_for_an_id_starts_from_what_there_is() -> None:
    async with school() as it:
        await it.post("One")
        for nonsense in ("x", "-1", "1e9", "9" * 40, "²"):
            async with listening(it, after=nonsense) as tab:
                assert (await tab.next_post())[0] == "1"


async def test_every_tab_hears_of_a_post_once() -> None:
    async with school() as it, listening(it) as one, listening(it) as two:
        await it.post("Same key")
        await it.post("Same key")
        await it.say("/shout")
        heard = [[(await tab.next_post())[0] for _ in range(2)] for tab in (one, two)]
    assert heard == [["1", "2"], ["1", "2"]]


async def test_a_tab_is_told_when_the_next_lesson_comes() -> None:
    async with school() as it, listening(it) as tab:
        event_id, data = await tab.next()
    assert event_id == ""
    assert "2026-01-17 08:00" in data["html"]


async def test_a_tab_that_goes_is_forgotten() -> None:
    async with school() as it:
        async with listening(it) as tab:
            await tab.next()
            assert len(it.feed) == 1
        for n in range(50):
            await it.post(f"Lesson {n}")
            await asyncio.sleep(0.01)
            if not len(it.feed):
                break
        assert len(it.feed) == 0


async def test_a_silent_tab_is_told_that_we_are_still_here() -> None:
    async with school(heartbeat=0.05) as it, listening(it) as tab:
        async with asyncio.timeout(5):
            assert await tab.still_here()
            assert await tab.still_here()
        await it.post("One")
        assert (await tab.next_post())[0] == "1"


async def test_a_tab_that_was_dropped_is_forgotten_though_nothing_is_posted() -> None:
    async with school(heartbeat=0.05) as it:
        async with listening(it) as tab:
            await tab.next()
            assert len(it.feed) == 1
        async with asyncio.timeout(5):
            while len(it.feed):
                await asyncio.sleep(0.01)


async def test_open_tabs_do_not_hold_up_the_end() -> None:
    async with school() as it, listening(it) as one, listening(it) as two:
        await one.next()
        await two.next()
        began = time.monotonic()
        await it.classroom.stop()
        assert time.monotonic() - began < 1
        assert (await one.next_post())[0] == "closed"


async def test_the_stream_says_what_it_is() -> None:
    async with school() as it, listening(it) as tab:
        assert tab.response.headers["Content-Type"].startswith("text/event-stream")
        assert tab.response.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in tab.response.headers["Content-Security-Policy"]


async def test_a_post_that_is_changed_changes_in_every_tab_and_is_no_new_one() -> None:
    async with school() as it:
        await it.post("Tpyo")
        have = await versions(it)
        async with listening(it, after="1", have=have) as one, listening(it, after="0") as two:
            assert (await two.next_post())[0] == "1"
            await one.next()
            await it.correct("Tpyo", "Typo")
            for tab in (one, two):
                html = await tab.next_change()
                assert 'data-post-id="1"' in html
                assert "<h2>Typo</h2>" in html
            await it.post("Two")
            assert [(await tab.next_post())[0] for tab in (one, two)] == ["2", "2"]


async def test_a_tab_that_was_away_hears_of_a_change_when_it_comes_back() -> None:
    async with school() as it:
        for title in ("Tpyo", "Two"):
            await it.post(title)
        have = await versions(it)
        await it.correct("Tpyo", "Typo")
        async with listening(it, after="2", have=have) as tab:
            assert "<h2>Typo</h2>" in await tab.next_change()
            await it.post("Three")
            assert (await tab.next_post())[0] == "3"
        # Whoever has it so already, or does not say, is not told again.
        for said in (await versions(it), "", "no versions"):
            async with listening(it, after="3", have=said) as tab:
                await tab.next()
                await it.correct("Two", f"Two, {said[:4]}")
                assert "Two, " in await tab.next_change()


async def test_a_post_that_is_gone_can_not_be_changed() -> None:
    async with school() as it:
        with pytest.raises(SendRefused, match="was deleted"):
            await it.messenger.edit(SUBSCRIPTION, note("Typo"), "never sent", "1")


async def test_the_operator_is_told_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    notice = reply(
        Heading("Lessons have stopped", emoji="⚠️"),
        Text("The track is empty.\nAdd lessons to it."),
        Bullets(("one", "two")),
        Buttons((Button("Look again", "/schedule list"),)),
    )
    async with school() as it:
        await it.messenger.tell(SUBSCRIPTION, notice, "notice-1")
    (told,) = [r for r in caplog.records if r.name == "bot.platforms.web.messenger"]
    assert told.levelno == logging.WARNING
    assert told.getMessage() == (
        "⚠️ Lessons have stopped · The track is empty. · Add lessons to it. · one · two"
    )


async def test_more_tabs_than_there_is_room_for_ask_again() -> None:
    async with school() as it:
        with ExitStack() as tabs:
            for _ in range(MOST):
                tabs.enter_context(it.feed.listening())
            async with it.visitor.get("/api/events") as response:
                assert response.status == 503
            assert (await it.say("/echo hi"))[0] == 200
        async with listening(it) as tab:
            assert tab.response.status == 200

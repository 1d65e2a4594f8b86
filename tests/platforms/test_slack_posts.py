"""Lessons that come by themselves on Slack: once, whatever happens to the request."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.ports import Store
from bot.domain.subscription import Status
from tests.fakes.team import Team, metadata_key, team
from tests.local_slack.blockkit import labels_of, text_shown
from tests.local_slack.running import until


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Team]:
    async with team(tmp_path) as here:
        yield here


async def scheduled(here: Team, line: str = "schedule add 08:00 Asia/Seoul") -> None:
    """Have Ada schedule lessons for the channel by typing."""
    before = len(here.ada.sees(here.daily))
    await here.ada.slash(here.daily, "/homeroom", line)
    await until(lambda: len(here.ada.sees(here.daily)) > before)


async def test_a_lesson_comes_at_its_time_once(here: Team) -> None:
    async with here.homeroom():
        await scheduled(here)
        assert "#daily gets the next lesson" in here.ada.sees(here.daily)[-1].text
        assert here.posts(here.daily) == []
        here.clock.go_on(minutes=1)
        (post,) = await here.posted(here.daily)
    assert "Independent AI" in post.text
    assert metadata_key(post).endswith("-20260119")
    assert labels_of(post.blocks)[0] == "Read on"
    (call,) = [one for one in here.slack.calls if one.method == "chat.postMessage"]
    assert call.body["unfurl_links"] in {False, "false", "False", "0"}
    async with here.homeroom():
        await asyncio.sleep(0.3)
    assert len(here.posts(here.daily)) == 1


async def test_a_post_s_part_opens_in_a_window(here: Team) -> None:
    async with here.homeroom():
        await scheduled(here)
        here.clock.go_on(minutes=1)
        (post,) = await here.posted(here.daily)
        await here.mina.press(post, "Read on")
        await until(lambda: here.mina.modal is not None)
        assert here.mina.modal is not None
        first = text_shown(here.mina.modal.blocks)
        onward = next(label for label in labels_of(here.mina.modal.blocks) if "Next: " in label)
        await here.mina.press(here.mina.modal, onward)
        await until(
            lambda: here.mina.modal is not None and text_shown(here.mina.modal.blocks) != first
        )
        assert len(here.mina.modals) == 1


async def test_under_a_post_with_a_thread_one_is_answered_in_the_channel(here: Team) -> None:
    async with here.homeroom():
        await scheduled(here)
        here.clock.go_on(minutes=1)
        (post,) = await here.posted(here.daily)
        reply = await here.ada.say(here.daily, "Shall we talk?", thread=post)
        # Slack says so of the message that a thread is under, too.
        post.thread_ts = post.ts
        await here.mina.press(post, "Quiz me")
        await until(lambda: here.mina.sees(here.daily)[-1].ephemeral_for == here.mina.id)
        asked = here.mina.sees(here.daily)[-1]
        assert asked.thread_ts is None
        # In the thread itself the answer is in the thread.
        asked.thread_ts = reply.thread_ts
        await here.mina.press(asked, labels_of(asked.blocks)[0])
        await until(lambda: here.mina.sees(here.daily)[-1] is not asked)
        assert here.mina.sees(here.daily)[-1].thread_ts == post.ts


FAULTS = ["drop after", "500 after", "503", "reset before", "429", "error:internal_error",
          "error after:fatal_error", "hang"]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
async def test_whatever_happens_to_the_request_there_is_one_post(here: Team, fault: str) -> None:
    async with here.homeroom():
        await scheduled(here)
        here.slack.faults.add("chat.postMessage", fault)
        here.clock.go_on(minutes=1)
        for _ in range(40):
            await asyncio.sleep(0.4 if fault == "hang" else 0.1)
            # The ledger waits for what may yet appear, by its own clock.
            here.clock.go_on(seconds=20)
        assert len(here.posts(here.daily)) == 1


async def test_a_revoked_token_is_not_used_again_and_the_schedule_rests(here: Team) -> None:
    async with here.homeroom() as homeroom:
        await scheduled(here)
        await here.slack.uninstall(here.space)
        await until_status(homeroom.store, here.space.id, Status.AWAY)
        here.clock.go_on(minutes=1)
        await asyncio.sleep(0.3)
        assert here.posts(here.daily) == []


async def until_status(store: Store, server: str, status: Status) -> None:
    """Wait until the one schedule is in a state."""
    for _ in range(200):
        (one,) = await store.subscriptions_of("slack", server)
        if one.status is status:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(one.status)


async def test_one_refused_channel_does_not_hold_up_another(here: Team) -> None:
    other = here.slack.channel(here.space, "other", members=[here.ada])
    async with here.homeroom():
        await scheduled(here)
        await scheduled(here, f"schedule add 08:00 Asia/Seoul channel:<#{other.id}|other>")
        other.archived = True
        here.clock.go_on(minutes=1)
        await here.posted(here.daily)
        assert here.posts(other) == []

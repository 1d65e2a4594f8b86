"""Setting it up from chat, by those who may."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Homeroom
from bot.core.request import Asker, Place, Rank
from tests.fakes.study_group import Group, labels_of, study_group, texts_of
from tests.local_discord import threads
from tests.local_discord.people import Member
from tests.local_discord.permissions import May
from tests.local_discord.world import Kind, Message


@pytest.fixture
async def group(tmp_path: Path) -> AsyncIterator[Group]:
    async with study_group(tmp_path) as group:
        yield group
        assert group.discord.refusals == []


@pytest.fixture
async def homeroom(group: Group) -> AsyncIterator[Homeroom]:
    async with group.homeroom() as homeroom:
        await group.connected()
        yield homeroom


async def says(group: Group, who: Member, command: str, **options: object) -> Message:
    return await (await who.slash(group.daily, f"schedule {command}", **options)).message()


async def test_set_up_in_a_minute(group: Group, homeroom: Homeroom) -> None:
    typed = await group.admin.autocomplete(
        group.daily, "schedule add", option="zone", typed="seo", time="08:00"
    )
    (zone, *_) = await typed.suggestions()
    assert zone["value"] == "Asia/Seoul"
    said = await says(group, group.admin, "add", time="8:00", zone=zone["value"])
    assert "Every day at 08:00 (Asia/Seoul), #daily gets the next lesson" in texts_of(said)
    assert labels_of(said) == ["Preview", "Send now", "Pause"]
    preview = await (await group.admin.press(said, "Preview")).message()
    assert "Independent AI" in texts_of(preview)
    await (await group.admin.press(said, "Send now")).message()
    (post,) = await group.posts(group.daily)
    assert "Independent AI" in texts_of(post)
    again = await says(group, group.admin, "now")
    assert "18 January" in texts_of(again)
    assert len(await group.posts(group.daily, 2)) == 2


async def test_pause_resume_skip_remove(group: Group, homeroom: Homeroom) -> None:
    await says(group, group.admin, "add", time="08:00", zone="Asia/Seoul", days="weekdays")
    paused = await says(group, group.admin, "pause")
    assert "Resume" in labels_of(paused)
    group.clock.go_on(days=4)
    await asyncio.sleep(0.2)
    assert group.daily.said == []
    resumed = await (await group.admin.press(paused, "Resume")).message()
    assert "Wednesday" in texts_of(resumed)
    skipped = await says(group, group.admin, "skip")
    assert "Thursday" in texts_of(skipped)
    listed = await says(group, group.admin, "list")
    assert "#daily" in texts_of(listed)
    asked = await says(group, group.admin, "remove")
    gone = await (await group.admin.press(asked, labels_of(asked)[0])).message()
    assert "daily" in texts_of(gone)
    assert await homeroom.store.subscriptions_of("discord", str(group.guild.id)) == []


async def test_a_learner_is_refused_even_with_the_button_in_hand(
    group: Group, homeroom: Homeroom
) -> None:
    said = await says(group, group.admin, "add", time="08:00", zone="Asia/Seoul")
    said.only_for = None  # as if it had been shown to all
    refused = await (await group.mina.press(said, "Pause")).message()
    assert "is for the admins here" in texts_of(refused)
    (one,) = await homeroom.store.subscriptions_of("discord", str(group.guild.id))
    assert one.status.value == "active"


async def test_a_role_may_be_chosen_to_manage(group: Group, homeroom: Homeroom) -> None:
    tutors = group.discord.role(group.guild, "tutors", May.MANAGE_GUILD)
    tutor = group.discord.member(group.guild, "Tomo", roles=[tutors])
    chosen = await says(group, group.admin, "managers", role=tutors)
    assert "Those who have the role @tutors can now use /schedule" in texts_of(chosen)
    said = await says(group, group.admin, "add", time="08:00", zone="Asia/Seoul")
    said.only_for = None
    # Their role may not manage the server any more, but it is the one that was chosen.
    group.discord.change_role(group.guild, tutors, 0)
    await asyncio.sleep(0.05)
    paused = await (await tutor.press(said, "Pause")).message()
    assert "Resume" in labels_of(paused)
    (one,) = await homeroom.store.subscriptions_of("discord", str(group.guild.id))
    assert one.status.value == "paused"
    # Choosing the role stays with the admins.
    place = Place("discord", str(group.daily.id), str(group.guild.id))
    asker = Asker(str(tutor.id), rank=Rank.MANAGER)
    reply = await homeroom.dispatcher.answer_line("/schedule managers", place, asker)
    assert "/schedule managers is for the admins here." in str(reply.blocks)


async def test_another_servers_schedule_is_out_of_reach(group: Group, homeroom: Homeroom) -> None:
    await says(group, group.admin, "add", time="08:00", zone="Asia/Seoul")
    other = group.discord.guild("Others")
    room = group.discord.channel(other, "room")
    stranger = group.discord.member(other, "Sly", permissions=May.MANAGE_GUILD)
    await asyncio.sleep(0.1)
    forged = group.discord.say(room, group.discord.bot, "")
    forged.components = [
        {
            "type": 1,
            "id": 1,
            "components": [
                {"type": 2, "id": 2, "style": 2, "label": "x", "custom_id": "h1:schedule pause #2"},
                {"type": 2, "id": 3, "style": 2, "label": "y", "custom_id": "h1:schedule pause #1"},
            ],
        }
    ]
    for label in "xy":
        await (await stranger.press(forged, label)).message()
    (one,) = await homeroom.store.subscriptions_of("discord", str(group.guild.id))
    assert one.status.value == "active"


async def test_lessons_in_a_thread_that_was_put_away(group: Group, homeroom: Homeroom) -> None:
    state, name = group.discord.state, {"name": "reading"}
    number = group.discord.clock.snowflake()
    thread = threads.make(state, group.daily, name, number, Kind.PUBLIC_THREAD)
    await asyncio.sleep(0.05)
    said = await says(group, group.admin, "add", time="08:00", zone="Asia/Seoul", channel=thread)
    assert "#reading" in texts_of(said)
    group.discord.archive(thread)
    group.clock.go_on(minutes=1)
    (post,) = await group.posts(thread)
    assert "Independent AI" in texts_of(post)


async def test_where_nothing_can_be_posted(group: Group, homeroom: Homeroom) -> None:
    forum = group.discord.channel(group.guild, "talk", Kind.FORUM)
    said = await says(
        group, group.admin, "add", time="08:00", zone="Asia/Seoul", channel=forum, thread=True
    )
    assert "thread" in texts_of(said)
    said = await says(group, group.admin, "add", time="08:00", zone="Asia/Seoul", publish=True)
    assert "nnouncement" in texts_of(said)
    assert await homeroom.store.subscriptions_of("discord", str(group.guild.id)) == []

"""What a learner on Discord asks, and what they see: the real library, a local server."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.study_group import Group, labels_of, parts_of, study_group, texts_of
from tests.local_discord.permissions import May
from tests.local_discord.typing_in import NotOffered
from tests.local_discord.world import Flag


@pytest.fixture
async def group(tmp_path: Path) -> AsyncIterator[Group]:
    async with study_group(tmp_path) as group:
        yield group
        assert group.discord.refusals == []


@pytest.fixture
async def running(group: Group) -> AsyncIterator[Group]:
    async with group.homeroom():
        await group.connected()
        yield group


async def test_every_command_answers_the_asker_alone(running: Group) -> None:
    asked: dict[str, dict[str, object]] = {
        "today": {},
        "lesson": {},
        "term": {"word": "AI sovereignty"},
        "faq": {"question": "why was Naver excluded"},
        "search": {"words": "naver"},
        "quiz": {},
        "help": {},
        "streak": {},
    }
    listed = {c.name for c in running.bot_commands if c.listed and c.family is None and not c.least}
    assert set(asked) == listed
    for command, options in asked.items():
        answer = await running.mina.slash(running.daily, command, **options)
        message = await answer.message()
        assert message.flags & Flag.EPHEMERAL, command
        assert message.flags & Flag.COMPONENTS_V2, command
        assert message.pinged == frozenset()
        assert texts_of(message).strip(), command


async def test_a_term_is_completed_and_explained(running: Group) -> None:
    typed = await running.mina.autocomplete(running.daily, "term", option="word", typed="AI sov")
    (choice,) = await typed.suggestions()
    assert choice["name"] == "AI Sovereignty"
    answer = await running.mina.slash(running.daily, "term", word=choice["value"])
    message = await answer.message()
    assert texts_of(message).startswith("## AI Sovereignty\n**What a country has when it")
    assert labels_of(message) == ["The whole lesson", "Quiz me"]


async def test_completion_offers_25_at_most_and_never_fails(running: Group) -> None:
    for typed in ("", "국가", "\u202e\ud800", "x" * 6_000, "*", "\x00"):
        for command, option in (("term", "word"), ("faq", "question"), ("lesson", "name")):
            answer = await running.mina.autocomplete(
                running.daily, command, option=option, typed=typed
            )
            choices = await answer.suggestions()
            assert len(choices) <= 25
            assert all(len(c["name"]) <= 100 and len(c["value"]) <= 100 for c in choices)


async def test_a_korean_reader_is_answered_in_korean(running: Group) -> None:
    minjun = running.discord.member(running.guild, "Minjun", locale="ko")
    message = await (await minjun.slash(running.daily, "help")).message()
    assert "이렇게 물어보세요" in texts_of(message)
    told = running.discord.state.commands.by_scope[None]
    term = next(command for command in told if command["name"] == "term")
    assert term["description_localizations"]["ko"] == "용어의 뜻을 알려 줘요."
    assert set(term["name_localizations"]) == {"ko"}
    assert term["options"][0]["max_length"] == 200


async def test_reading_on_turns_pages_in_place(running: Group) -> None:
    opened = await (
        await running.mina.slash(running.daily, "lesson", name="independent-ai")
    ).message()
    read = await running.mina.press(opened, "Read on")
    first = await read.message()
    # /lesson's own answer stays; the part opens below it or in its place, and only for her.
    assert first.flags & Flag.EPHEMERAL
    (onward,) = [label for label in labels_of(first) if label.startswith("Next: ")]
    turned = await running.mina.press(first, onward)
    second = await turned.message()
    assert second is first
    assert "2 of 6" in texts_of(second)


async def test_a_quiz_is_answered_and_goes_on(running: Group) -> None:
    asked = await (await running.mina.slash(running.daily, "quiz")).message()
    choices = [label for label in labels_of(asked) if label in "ABCD"] or labels_of(asked)
    judged = await (await running.mina.press(asked, choices[0])).message()
    assert texts_of(judged).startswith(("**✓ Right", "**✗ Not quite"))
    assert judged is not asked
    another = await (await running.mina.press(judged, "Another one")).message()
    assert labels_of(another)


async def test_terms_in_a_message_are_explained_privately(running: Group) -> None:
    said = "Is **AI sovereignty** worth it? NAVER's out, and open-source models <@1> @everyone"
    answer = await running.mina.context("Explain terms", said, running.daily)
    message = await answer.message()
    assert message.flags & Flag.EPHEMERAL
    assert "AI Sovereignty" in texts_of(message)
    nothing = await running.mina.context("Explain terms", "good morning", running.daily)
    assert "/term" in texts_of(await nothing.message())


async def test_lookups_go_along_to_where_the_bot_is_not(running: Group) -> None:
    joon = running.discord.person("Joon")
    elsewhere = running.discord.guild("Elsewhere", bot=False)
    hall = running.discord.channel(elsewhere, "hall")
    guest = running.discord.member(elsewhere, "Guest", installed=True)
    for person, channel in ((joon, joon.direct()), (joon, joon.elsewhere()), (guest, hall)):
        message = await (await person.slash(channel, "term", word="AI sovereignty")).message()
        assert "AI Sovereignty" in texts_of(message)
        with pytest.raises(NotOffered):
            await person.slash(channel, "schedule list")


async def test_mistakes_are_explained_not_failed(running: Group) -> None:
    answer = await running.mina.slash(running.daily, "lesson", name="@everyone <@&1> `x`")
    message = await answer.message()
    assert "There is no lesson “@everyone <@&1> `x`”" in texts_of(message)
    assert message.pinged == frozenset()


async def test_buttons_of_other_times_are_answered_kindly(running: Group) -> None:
    post = running.discord.say(running.daily, running.discord.bot, "")
    ids = ["x9:who knows", "h1:read gone-lesson terms", "h1:answer gone aa bb 1", "h1:zzz", "h7:a"]
    post.components = [
        {
            "type": 1,
            "id": 1,
            "components": [
                {"type": 2, "id": n, "style": 2, "label": str(n), "custom_id": custom_id}
                for n, custom_id in enumerate(ids, 2)
            ],
        }
    ]
    for custom_id in ids:
        message = await (await running.mina.press(post, custom_id)).message()
        assert message.flags & Flag.EPHEMERAL
        assert "/" in texts_of(message), custom_id
    assert "older Homeroom" in texts_of(await (await running.mina.press(post, ids[0])).message())


async def test_a_press_after_a_restart_and_a_year(group: Group) -> None:
    async with group.homeroom():
        await group.connected()
        asked = await (
            await group.mina.slash(group.daily, "quiz", lesson="independent-ai")
        ).message()
        writes = list(group.discord.command_writes)
        assert len(writes) == 1
    group.clock.go_on(days=365)
    async with group.homeroom():
        await group.connected()
        judged = await (await group.mina.press(asked, labels_of(asked)[0])).message()
        assert texts_of(judged).startswith(("**✓ Right", "**✗ Not quite"))
        # Unchanged commands are not sent again.
        assert group.discord.command_writes == writes


async def test_slow_work_is_acknowledged_in_time(group: Group) -> None:
    async with group.homeroom() as homeroom:
        await group.connected()
        store = homeroom.store
        real = store.last_delivery

        async def slow(place: object) -> object:
            await asyncio.sleep(1.3)
            return await real(place)  # type: ignore[arg-type]

        object.__setattr__(store, "last_delivery", slow)
        answer = await group.mina.slash(group.daily, "today")
        await answer.acknowledged()
        assert answer.deferred
        assert answer.acked_after is not None
        message = await answer.message()
        assert message.flags & Flag.EPHEMERAL
        assert "Independent AI" in texts_of(message)


async def test_the_answer_survives_a_gateway_that_drops_in_mid_command(running: Group) -> None:
    gateway = running.discord.gateway
    # The connection breaks, the command is given while nobody listens, and is replayed.
    for line in list(gateway.lines):
        line.abort()
    answer = await running.mina.slash(running.daily, "term", word="AI sovereignty")
    message = await answer.message()
    assert "AI Sovereignty" in texts_of(message)
    assert gateway.resumed == 1


async def test_nothing_in_an_answer_is_markup_of_the_askers(running: Group) -> None:
    words = "**bold** [x](javascript:alert(1)) @here <@1> \u202egnirts"
    message = await (await running.mina.slash(running.daily, "term", word=words)).message()
    shown = "\n".join(str(c["content"]) for c in parts_of(message.components) if c["type"] == 10)
    assert "[x](javascript" not in shown
    assert "\u202e" not in shown
    assert "<@1>" not in shown.replace("\\<", "")
    assert message.pinged == frozenset()
    assert json.dumps(message.components)


async def test_what_is_for_managers_is_hidden_from_others(running: Group) -> None:
    with pytest.raises(NotOffered):
        await running.mina.slash(running.daily, "schedule list")
    told = running.discord.state.commands.by_scope[None]
    schedule = next(command for command in told if command["name"] == "schedule")
    assert int(schedule["default_member_permissions"]) == May.MANAGE_GUILD
    assert schedule["contexts"] == [0]
    assert schedule["integration_types"] == [0]
    misses = next(command for command in told if command["name"] == "misses")
    for shown in ("default_member_permissions", "contexts", "integration_types"):
        assert misses[shown] == schedule[shown]

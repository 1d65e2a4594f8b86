"""What somebody on Slack asks, and what they see: the real bolt, a local Slack, both transports."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.team import Team, team
from tests.local_slack.blockkit import labels_of, pings_in, text_shown
from tests.local_slack.running import until
from tests.local_slack.world import Message, View


@pytest.fixture(params=["socket", "http"])
async def here(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Team]:
    async with team(tmp_path, request.param) as here, here.homeroom():
        yield here


async def answer(here: Team, command: str, text: str = "") -> Message:
    """What Mina sees when she types a command in her channel."""
    before = len(here.mina.sees(here.daily))
    await here.mina.slash(here.daily, command, text)
    await until(lambda: len(here.mina.sees(here.daily)) > before)
    said = here.mina.sees(here.daily)[-1]
    assert said.ephemeral_for == here.mina.id
    assert pings_in({"blocks": said.blocks, "text": said.text}) == []
    return said


async def window(here: Team) -> View:
    """The window that opens before Mina."""
    await until(lambda: here.mina.modal is not None)
    assert here.mina.modal is not None
    return here.mina.modal


async def test_every_command_answers_the_asker_alone(here: Team) -> None:
    asked = {
        "/term": ("AI sovereignty", "AI Sovereignty"),
        "/faq": ("why was Naver excluded", "Naver"),
        "/quiz": ("", "?"),
        "/today": ("", "In short"),
        "/lesson": ("independent-ai", "Independent AI"),
    }
    for command, (text, expected) in asked.items():
        said = await answer(here, command, text)
        assert expected in text_shown(said.blocks), command
        assert expected in said.text
    assert here.ada.sees(here.daily) == []


async def test_the_umbrella_does_everything(here: Team) -> None:
    assert "AI Sovereignty" in (await answer(here, "/homeroom", "term AI sovereignty")).text
    assert "/homeroom" in (await answer(here, "/homeroom")).text
    assert "streak" in (await answer(here, "/homeroom", "streak")).text.lower()
    unknown = await answer(here, "/homeroom", "dance now")
    assert "/homeroom" in unknown.text
    assert "/term" in (await answer(here, "/homeroom", "help")).text


async def test_what_slack_writes_around_words_is_read_as_words(here: Team) -> None:
    said = await answer(here, "/term", f"R&D <b> {here.daily.name}")
    assert "R&amp;D &lt;b&gt;" in said.text
    assert "“R&D <b>" in text_shown(said.blocks)


async def test_a_term_without_a_word_is_searched_for_as_one_types(here: Team) -> None:
    await here.mina.slash(here.daily, "/term", "")
    form = await window(here)
    options = await here.mina.type_in(form, "word", "AI sov")
    assert [option["text"]["text"] for option in options][:1] == ["AI Sovereignty"]
    for typed in ("", "국가", "\u202e", "x" * 300, "*"):
        assert len(await here.mina.type_in(form, "word", typed)) <= 100
    await here.mina.submit(form, {"word": options[0]["value"]})
    assert "AI Sovereignty" in text_shown((await window(here)).blocks)


async def test_a_post_s_parts_open_in_a_window_and_turn_in_place(here: Team) -> None:
    said = await answer(here, "/lesson", "independent-ai")
    await here.mina.press(said, "Read on")
    # Her own message: the part takes its place.
    await until(lambda: "of 6" in text_shown(here.mina.sees(here.daily)[-1].blocks))
    assert len(here.mina.sees(here.daily)) == 1


async def test_a_lesson_is_chosen_from_a_list(here: Team) -> None:
    said = await answer(here, "/lesson")
    await here.mina.press(said, labels_of(said.blocks)[1])
    await until(lambda: len(here.mina.sees(here.daily)) == 2)
    assert "Read on" in labels_of(here.mina.sees(here.daily)[-1].blocks)


async def test_a_quiz_is_answered_below_its_question(here: Team) -> None:
    asked = await answer(here, "/quiz")
    await here.mina.press(asked, labels_of(asked.blocks)[0])
    await until(lambda: len(here.mina.sees(here.daily)) == 2)
    judged = here.mina.sees(here.daily)[-1]
    assert judged.text.startswith(("✓ Right", "✗ Not quite"))
    await here.mina.press(judged, "Another one")
    await until(lambda: len(here.mina.sees(here.daily)) >= 2)


async def test_mentions_are_answered_in_the_thread_and_for_one_s_eyes_only(here: Team) -> None:
    first = await here.ada.say(here.daily, "What about chips?")
    bot = here.space.bot_user
    await here.mina.say(here.daily, f"<@{bot}> term HBM", thread=first)
    await until(lambda: any(one.ephemeral_for for one in here.mina.sees(here.daily)))
    (said,) = [one for one in here.mina.sees(here.daily) if one.ephemeral_for]
    assert "High-Bandwidth Memory" in said.text
    assert said.thread_ts == first.ts
    assert not any(one.ephemeral_for for one in here.ada.sees(here.daily))


async def test_written_to_directly_it_answers_as_if_asked(here: Team) -> None:
    direct = here.mina.direct()
    await here.mina.say(direct, "AI sovereignty")
    await until(lambda: len(here.mina.sees(direct)) == 2)
    assert "AI Sovereignty" in here.mina.sees(direct)[-1].text
    await here.mina.say(direct, "why was Naver excluded?")
    await until(lambda: len(here.mina.sees(direct)) == 4)
    assert "Naver" in here.mina.sees(direct)[-1].text


async def test_terms_in_a_message_are_explained_in_a_window(here: Team) -> None:
    said = await here.ada.say(here.daily, "Is *AI sovereignty* worth it? HBM & <!channel>")
    await here.mina.shortcut("explain", said)
    shown = text_shown((await window(here)).blocks)
    assert "AI Sovereignty" in shown
    assert "High-Bandwidth Memory" in shown


async def test_buttons_of_other_times_are_answered_kindly(here: Team) -> None:
    for action, value in (
        ("x9:1", "/read gone"),
        ("h1:1", "/read gone-lesson terms"),
        ("h1:1", "zzz"),
        ("p1:1", "99999 /term #nothing"),
        ("h1:1", "/schedule remove #1 yes"),
    ):
        here.mina.modals.clear()
        here.daily.said.clear()
        post = here.slack.bot_says(here.daily, [_button(action, value)])
        await here.mina.press(post, action)
        await until(lambda: len(here.mina.sees(here.daily)) + len(here.mina.modals) == 2)


def _button(action: str, value: str) -> dict[str, object]:
    text = {"type": "plain_text", "text": "Old"}
    button = {"type": "button", "text": text, "action_id": action, "value": value}
    return {"type": "actions", "elements": [button]}


async def test_what_slack_tells_twice_is_answered_once(here: Team) -> None:
    await answer(here, "/term", "HBM")
    await here.slack.repeat_last()
    await here.mina.say(here.daily, f"<@{here.space.bot_user}> term HBM")
    await until(lambda: len(here.mina.sees(here.daily)) == 3)
    await here.slack.repeat_last()
    await asyncio.sleep(0.3)
    assert len(here.mina.sees(here.daily)) == 3
    assert here.slack.unacknowledged == []


async def test_a_korean_reader_is_answered_in_korean(here: Team) -> None:
    minjun = here.slack.person(here.space, "Minjun", locale="ko-KR", tz="Asia/Seoul")
    here.daily.members.append(minjun.id)
    await minjun.slash(here.daily, "/homeroom", "help")
    await until(lambda: len(minjun.sees(here.daily)) == 1)
    assert "이렇게 물어보세요" in minjun.sees(here.daily)[0].text
    await minjun.open_home()
    await until(lambda: minjun.home is not None)
    assert minjun.home is not None
    assert "Homeroom" in text_shown(minjun.home.blocks)

"""Nothing is lost whatever is said, and what Slack would refuse is not sent."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.folder import read_folder
from bot.core.plain import visible
from bot.core.reply import (
    Block,
    Bullets,
    Button,
    Buttons,
    Facts,
    Heading,
    Note,
    Quote,
    Reply,
    Style,
    Text,
    reply,
)
from bot.layout.splitting import units
from bot.platforms.slack.drawing.drawn import Message, answer_of, post_of
from bot.platforms.slack.drawing.ids import pressed
from bot.platforms.slack.drawing.limits import BLOCKS_CONTENT, MESSAGE_BLOCKS, MESSAGE_TEXT
from bot.platforms.slack.drawing.mrkdwn import unescaped
from bot.platforms.slack.drawing.wording import ENGLISH
from bot.replies.languages import texts_in
from bot.replies.lesson import part_of
from bot.replies.lesson import post_of as said_of
from bot.replies.parts import parts_of
from tests.fakes.monster import write_monster
from tests.fakes.paths import LESSONS
from tests.local_slack.blockkit import faults_in_message

KEY = "12-20260116"
LOUD = {"mrkdwn", "markdown", "user", "usergroup", "channel", "broadcast", "emoji"}
"""Types that could ping somebody, or change what is shown."""
Payload = dict[str, Any]


def letters(*spoken: str) -> str:
    """Return the letters and digits of texts."""
    seen = visible(visible("\n".join(spoken)))
    return "".join(filter(str.isalnum, seen))


def written(answer: Reply) -> str:
    return letters(*_written(answer))


def _written(answer: Reply) -> Iterator[str]:
    for block in answer.blocks:
        match block:
            case Heading(title, _, emoji):
                yield f"{emoji} {title}"
            case Text(content) | Quote(content) | Note(content):
                yield content
            case Bullets(items):
                yield from items
            case Facts(pairs):
                yield from (word for pair in pairs for word in pair)
            case Buttons(buttons):
                yield from (button.label for button in buttons)


def said(messages: Sequence[Message]) -> str:
    return letters(*(text for one in messages for block in one.blocks for text in _said(block)))


def _said(block: Payload) -> Iterator[str]:
    match block["type"]:
        case "rich_text":
            yield from _rich(block)
        case "header":
            yield unescaped(block["text"]["text"])
        case "section":
            # A number or letter that the button shows, too.
            mark = re.escape(block["accessory"]["text"]["text"])
            yield re.sub(rf"^{mark}\.? ", "", unescaped(block["text"]["text"]))
        case "context" | "actions":
            for element in block["elements"]:
                yield from map(unescaped, _labels(element))
        case _:
            assert block == {"type": "divider"}


def _rich(element: Payload) -> Iterator[str]:
    for inner in element["elements"]:
        if "elements" in inner:
            yield from _rich(inner)
        else:
            yield inner.get("text") or inner["url"]


def _labels(element: Payload) -> Iterator[str]:
    match element["type"]:
        case "plain_text":
            yield element["text"]
        case "button":
            yield element["text"]["text"]
        case _:
            for option in element["options"]:
                yield option["text"]["text"]
                yield option.get("description", {}).get("text", "")


def all_of(answer: Reply) -> list[Message]:
    """Return all pages of an answer, without what turns them."""
    return answer_of(Reply(answer.blocks), ENGLISH)


def check(answer: Reply) -> list[Message]:
    """Draw an answer in each way; what goes beyond a limit raises."""
    messages = all_of(answer)
    asked_for = Reply(answer.blocks, line="/read " + "a" * 84)
    assert_taken(post_of(asked_for, KEY))
    for page in range(1, len(messages) + 1):
        (turned,) = answer_of(asked_for, ENGLISH, page)
        assert len(turned.blocks) <= MESSAGE_BLOCKS
        assert units(turned.text) <= MESSAGE_TEXT
        assert len(json.dumps(turned.blocks, ensure_ascii=False)) <= BLOCKS_CONTENT * 1.1
        assert_quiet(turned)
        assert_taken(turned)
    for message in messages:
        assert_taken(message)
    return messages


def assert_taken(message: Message) -> None:
    """Slack refuses nothing in it."""
    body = {"blocks": list(message.blocks), "text": message.text}
    assert faults_in_message(body | {"unfurl_links": False, "unfurl_media": False}) == []


def assert_quiet(message: Message) -> None:
    """Nothing in it can ping anybody, or be taken for a mention, a link or an emoji."""
    assert "<" not in message.text
    for block in message.blocks:
        for text in _text_objects(block):
            assert text["type"] == "plain_text"
            assert text["emoji"] is False
            assert "<" not in text["text"]
        assert LOUD.isdisjoint(_types(block))


def _text_objects(block: Payload) -> Iterator[Payload]:
    if block.get("type") == "plain_text":
        yield block
    elif block.get("type") != "rich_text":
        for value in block.values():
            for inner in value if isinstance(value, list) else [value]:
                if isinstance(inner, dict):
                    yield from _text_objects(inner)


def _types(block: Payload) -> Iterator[str]:
    """Yield the types of a block and what is in it."""
    yield str(block.get("type"))
    for value in block.values():
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from _types(inner)


def test_real_lessons_lose_nothing() -> None:
    for lesson in read_folder(LESSONS).lessons.values():
        post = said_of(lesson)
        assert said([post_of(post, KEY)]) == written(post)
        for language in ("en", "ko"):
            texts = texts_in(language)
            for part in parts_of(lesson, texts):
                answer = part_of(lesson, part.name, texts)
                assert answer
                assert said(check(answer)) == written(answer)


def test_a_monstrous_lesson_loses_nothing(tmp_path: Path) -> None:
    write_monster(tmp_path)
    (lesson,) = read_folder(tmp_path).lessons.values()
    texts = texts_in(lesson.language)
    check(said_of(lesson))
    assert said(all_of(said_of(lesson))) == written(said_of(lesson))
    for part in parts_of(lesson, texts):
        answer = part_of(lesson, part.name, texts)
        assert answer
        assert said(check(answer)) == written(answer)


NASTY = (
    "가나다라마바사" * 300
    + "```py\nx = 1\n```\n<!channel> <@U1> &amp; <script> \u202eabc\u2066 *b* https://a.kr/b_c "
)
WORSE = (
    "한국어" * 6000,
    NASTY * 9,
    "*" * 18_000,
    "&<>" * 6000,
    "👩‍👩‍👧‍👦" * 2000,
    "a\n" * 9000,
    '"\\' * 9000,
    "http://a.kr " * 1500,
    "\u200b<!channel>\u200d" * 1500,
)


@pytest.mark.parametrize("nasty", WORSE)
def test_eighteen_thousand_characters_of_anything_are_all_there(nasty: str) -> None:
    blocks: list[Block] = [
        Heading("T", 2),
        Text(nasty),
        Bullets((nasty,)),
        Text(nasty, strong=True),
        Note(nasty),
        Quote(nasty),
    ]
    assert said(check(reply(*blocks))) == written(reply(*blocks))
    content = "".join(
        text for one in all_of(reply(Text(nasty))) for block in one.blocks for text in _said(block)
    )
    assert re.sub(r"\s", "", content) == re.sub(r"\s", "", visible(nasty))


def test_a_label_longer_than_a_page_goes_on_on_the_next() -> None:
    label = "word " * 1500
    answer = reply(Buttons((Button(label, "/answer a"), Button("No", "/answer b"))))
    messages = check(answer)
    assert said(messages) == letters("A" + label + "No")
    types = [block["type"] for one in messages for block in one.blocks]
    assert types == ["rich_text", "rich_text", "section", "section"]


words = st.text(st.sampled_from("ab1 \n.*_<&@:/가👍🏽\u202e\u200d") | st.characters(), max_size=60)
short = words.map(lambda word: word[:30])
lines = st.sampled_from(["/a", "/read a b", "/answer x y", "/" + "a" * 89])
buttons = st.builds(
    Button,
    short | words | words.map(lambda word: word * 8),
    lines,
    st.sampled_from(Style),
)
long = st.builds(lambda word, times: word * times, words, st.sampled_from([1, 1, 1, 20, 200]))
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, words, st.integers(0, 4), st.sampled_from(["", "🚨"])),
    st.builds(Text, long, st.booleans()),
    st.builds(Bullets, st.lists(long, max_size=12).map(tuple)),
    st.builds(Facts, st.lists(st.tuples(words, long), max_size=12).map(tuple)),
    st.builds(Quote, long),
    st.builds(Note, long),
    st.builds(Buttons, st.lists(buttons, max_size=60).map(tuple)),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(blocks, max_size=12))
def test_whatever_is_said_fits_and_is_all_there(said_blocks: list[Block]) -> None:
    answer = Reply(tuple(said_blocks))
    messages = check(answer)
    if unescaped(messages[0].text) != ENGLISH.pages.nothing:
        assert said(messages) == written(answer)


@settings(max_examples=50, deadline=None)
@given(st.lists(buttons, max_size=60))
def test_each_button_gives_its_line_and_has_an_id_of_its_own(made: list[Button]) -> None:
    given_lines = []
    for message in all_of(Reply((Buttons(tuple(made)),))):
        actions = [
            element
            for block in message.blocks
            for element in (*block.get("elements", ()), block.get("accessory", {}))
            if "action_id" in element
        ]
        assert len({action["action_id"] for action in actions}) == len(actions)
        for action in actions:
            for option in action.get("options", [None]):
                press = pressed(action | {"selected_option": option})
                assert press
                given_lines.append(press.line)
    assert sorted(given_lines) == sorted(button.line for button in made)

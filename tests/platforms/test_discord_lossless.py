"""Nothing is lost whatever is said, and what Discord would refuse is not sent."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from discord import ButtonStyle, Embed, SelectOption
from discord.ui import ActionRow, Item, LayoutView, Select, TextDisplay, View
from discord.ui import Button as DiscordButton
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
from bot.layout.parts import Divider, Menu, Prose, Row, Section
from bot.layout.splitting import units
from bot.platforms.discord.cards import Page, legacy_of, post_embed, post_view, view_of
from bot.platforms.discord.checks import check_legacy, check_view
from bot.platforms.discord.limits import PAGE_TEXT
from bot.platforms.discord.markdown import unescaped
from bot.platforms.discord.wording import ENGLISH
from bot.replies.languages import texts_in
from bot.replies.lesson import part_of, post_of
from bot.replies.parts import parts_of
from tests.fakes.paths import LESSONS
from tests.platforms.test_discord_render import KEY, pages, payload, texts


def letters(*spoken: str) -> str:
    """Return the letters and digits of texts."""
    seen = visible(visible("\n".join(spoken)))
    return "".join(filter(str.isalnum, seen))


def said(made: Sequence[Page]) -> str:
    return letters(*_said(made))


def _said(made: Sequence[Page]) -> Iterator[str]:
    for page in made:
        for part in page.parts:
            match part:
                case Prose() | Section():
                    yield unescaped(re.sub(r"^\*\*\w+\*\*  ", "", part.text))
                case Row(buttons) | Menu(buttons):
                    yield from (button.label for button in buttons)
                case Divider():
                    pass


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


def check(made: Sequence[Page], line: str = "/read a") -> None:
    """Make messages of pages in each way; what goes beyond a limit raises."""
    for number, page in enumerate(made, 1):
        count = max(len(made), 2)
        view = view_of(page, number=number, count=count, line=line, mention="<@&1>" * 20)
        assert view.content_length() <= 4000
        embed, _ = legacy_of(page, number=number, count=count, line=line)
        assert units(embed.description or "") <= 3800


def test_a_label_longer_than_a_page_goes_on_on_the_next() -> None:
    label = "word " * 1500
    made = pages(reply(Buttons((Button(label, "/answer a"), Button("No", "/answer b")))))
    assert said(made) == letters(label + "No")
    assert [type(part).__name__ for page in made for part in page.parts] == [
        "Prose",
        "Prose",
        "Section",
        "Section",
    ]
    check(made)


def test_real_lessons_lose_nothing() -> None:
    for lesson in read_folder(LESSONS).lessons.values():
        post = post_of(lesson)
        assert said(pages(post)) == written(post)
        assert payload(post_view(post, KEY))
        assert post_embed(post, KEY)
        for language in ("en", "ko"):
            texts = texts_in(language)
            for part in parts_of(lesson, texts):
                answer = part_of(lesson, part.name, texts)
                assert answer
                made = pages(answer)
                check(made, answer.line)
                # The main button comes first wherever it stood.
                assert said(made) == written(answer)


NASTY = (
    "가나다라마바사" * 300
    + "```py\nx = 1\n```\n@everyone <@1> [x](javascript:a) \u202eabc\u2066 **b** https://a.kr/b_c "
)
WORSE = ("한국어" * 6000, NASTY * 9, "*" * 18_000, "👩‍👩‍👧‍👦" * 2000, "a\n" * 9000)


@pytest.mark.parametrize("nasty", WORSE)
def test_eighteen_thousand_characters_of_anything_are_all_there(nasty: str) -> None:
    blocks: list[Block] = [
        Heading("T", 2),
        Text(nasty),
        Bullets((nasty,)),
        Text(nasty, strong=True),
    ]
    made = pages(reply(*blocks))
    check(made)
    assert said(made) == written(reply(*blocks))
    plain = pages(reply(Text(nasty)))
    content = "".join(part.text for page in plain for part in page.parts if isinstance(part, Prose))
    assert re.sub(r"\s", "", unescaped(content)) == re.sub(r"\s", "", visible(nasty))
    assert "\u202e" not in content
    assert not re.search(r"(?<!\\)(@|<)", content)


words = st.text(st.sampled_from("ab1 \n.*_#-<@:/가👍🏽\u202e") | st.characters(), max_size=60)
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
    st.builds(Buttons, st.lists(buttons, max_size=30).map(tuple)),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(blocks, max_size=12))
def test_whatever_is_said_fits_and_is_all_there(said_blocks: list[Block]) -> None:
    answer = Reply(tuple(said_blocks))
    made = pages(answer)
    check(made)
    if texts(made[0]) != [ENGLISH.nothing]:
        assert said(made) == written(answer)


def pressable(label: str = "a", custom_id: str = "a") -> DiscordButton[Any]:
    return DiscordButton(label=label, custom_id=custom_id, style=ButtonStyle.primary)


def option(label: str = "a", value: str = "a") -> SelectOption:
    return SelectOption(label=label, value=value)


TOO_MUCH: dict[str, list[Item[Any]]] = {
    "4001 characters in a message": [TextDisplay("x" * 4001)],
    "4002 characters in a message": [TextDisplay("👍" * 2001)],
    "no text without anything": [TextDisplay(" \n")],
    "81 characters of a label": [ActionRow(pressable("x" * 81))],
    "at least one: characters of a label": [ActionRow(pressable(""))],
    "at least one: components in a row": [ActionRow()],
    "101 characters of an id": [ActionRow(pressable(custom_id="x" * 101))],
    "the same id twice": [ActionRow(pressable(), pressable())],
    "101 characters of an option": [ActionRow(Select(options=[option("x" * 101)], placeholder=""))],
    "101 characters of a value": [
        ActionRow(Select(options=[option("a", "x" * 101)], placeholder=""))
    ],
    "the same value twice": [ActionRow(Select(options=[option(), option()], placeholder=""))],
    "151 characters of a hint": [ActionRow(Select(options=[option()], placeholder="x" * 151))],
}


@pytest.mark.parametrize("message", TOO_MUCH)
def test_what_discord_would_refuse_is_named_before_it_is_sent(message: str) -> None:
    view = LayoutView(timeout=None)
    for item in TOO_MUCH[message]:
        view.add_item(item)
    with pytest.raises(ValueError, match=message):
        check_view(view)


def test_an_embed_is_counted_too() -> None:
    check_legacy(Embed(description="x" * 4000), View(timeout=None))
    for description, message in ((" ", "no embed"), ("x" * 4097, "in a message|in an embed")):
        with pytest.raises(ValueError, match=message):
            check_legacy(Embed(description=description), View(timeout=None))


def test_a_page_leaves_room_for_what_is_added() -> None:
    assert PAGE_TEXT == 3700

"""Replies as Discord gets them: whole payloads, and that nothing is lost whatever is said."""

import re
import time
from collections.abc import Iterator, Sequence
from typing import Any, cast

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
from bot.platforms.discord.cards import Page, legacy_of, pages_of, post_embed, post_view, view_of
from bot.platforms.discord.checks import check_legacy, check_view
from bot.platforms.discord.limits import PAGE_TEXT, units
from bot.platforms.discord.markdown import unescaped
from bot.platforms.discord.parts import Divider, Markdown, Menu, Row, Section
from bot.platforms.discord.wording import ENGLISH, KOREAN, words_in
from bot.replies.languages import texts_in
from bot.replies.lesson import part_of, post_of
from bot.replies.parts import parts_of
from tests.fakes.paths import LESSONS

KEY = "12-20260116"
GREEN = 0x3BA37C
DIVIDER = {"type": 14, "divider": True, "spacing": 1}


def button(label: str, custom_id: str, style: int = 2, *, disabled: bool = False) -> dict[str, Any]:
    return {
        "type": 2,
        "style": style,
        "disabled": disabled,
        "label": label,
        "custom_id": custom_id,
    }


def row(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(components)}


def text(content: str) -> dict[str, Any]:
    return {"type": 10, "content": content}


def section(content: str, accessory: dict[str, Any]) -> dict[str, Any]:
    return {"type": 9, "components": [text(content)], "accessory": accessory}


def card(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 17, "accent_color": GREEN, "spoiler": False, "components": list(components)}


def pages(answer: Reply) -> list[Page]:
    return pages_of(answer, words=ENGLISH)


def shown(answer: Reply) -> list[dict[str, Any]]:
    (page,) = pages(answer)
    return payload(view_of(page, number=1, count=1, line=answer.line))


def payload(view: LayoutView | View) -> list[dict[str, Any]]:
    return cast("Any", view).to_components()  # type: ignore[no-any-return]


POST = reply(
    Note("News · 16 January 2026"),
    Heading("Independent AI", emoji="🚨"),
    Text("Naver is out", strong=True),
    Heading("In short", 2),
    Bullets(("Made at home.", "From *scratch*.")),
    Buttons((Button("Read on", "/read l1", Style.MAIN), Button("Terms", "/read l1 terms"))),
    private=False,
    line="/lesson l1",
)


def test_the_daily_post() -> None:
    assert payload(post_view(POST, KEY, mention="<@&7>")) == [
        text("<@&7>"),
        card(
            text("-# News · 16 January 2026\n# 🚨 Independent AI\n**Naver is out**"),
            DIVIDER,
            text("## In short\n- Made at home.\n- From \\*scratch\\*."),
            DIVIDER,
            row(
                button("Read on", f"h1:read l1|{KEY}", 1),
                button("Terms", "h1:read l1 terms"),
            ),
        ),
    ]


def test_the_daily_post_in_a_forum() -> None:
    embed, view = post_embed(POST, KEY)
    assert embed.to_dict() == {
        "type": "rich",
        "flags": 0,
        "color": GREEN,
        "description": "-# News · 16 January 2026\n# 🚨 Independent AI\n**Naver is out**\n\n"
        "## In short\n- Made at home.\n- From \\*scratch\\*.",
    }
    assert payload(view) == [
        row(button("Read on", f"h1:read l1|{KEY}", 1), button("Terms", "h1:read l1 terms"))
    ]


def test_long_choices_of_a_question_stand_beside_their_letters() -> None:
    long = "An AI whose makers, technology and data are all at home."
    question = reply(
        Heading("What is meant by AI sovereignty?", 2),
        Buttons((Button(long, "/answer l1 s a 17"), Button("1. An AI", "/answer l1 s b 17"))),
    )
    assert shown(question) == [
        card(
            text("## What is meant by AI sovereignty?"),
            DIVIDER,
            section(f"**A**  {long}", button("A", "h1:answer l1 s a 17")),
            section("**B**  1\\. An AI", button("B", "h1:answer l1 s b 17")),
        )
    ]


def test_questions_stand_beside_their_numbers_and_the_ways_on_below() -> None:
    part = reply(
        Note("Independent AI · 6 of 6"),
        Heading("Questions people ask", 2),
        Note("Press a question."),
        Buttons((Button("Why did Naver " * 4 + "?", "/faq #a"), Button("When?", "/faq #b"))),
        Buttons(
            (
                Button("Quiz me", "/quiz l1", Style.MAIN),
                Button("Standing on its own feet: " * 3, "/read l1 start"),
                Button("Terms", "/read l1 terms"),
            )
        ),
    )
    assert shown(part) == [
        card(
            text("-# Independent AI · 6 of 6\n## Questions people ask\n-# Press a question."),
            DIVIDER,
            section(f"**1**  {'Why did Naver ' * 4}?", button("1", "h1:faq #a")),
            section("**2**  When?", button("2", "h1:faq #b")),
            DIVIDER,
            row(button("Quiz me", "h1:quiz l1", 1)),
            row(
                menu(
                    1,
                    "Go to …",
                    (("Standing on its own feet: " * 3).strip(), "read l1 start"),
                    ("Terms", "read l1 terms"),
                )
            ),
        )
    ]


def menu(number: int, hint: str, *options: tuple[str, str]) -> dict[str, Any]:
    made = [{"label": label, "value": value, "default": False} for label, value in options]
    return {
        "type": 3,
        "custom_id": f"s1:{number}",
        "placeholder": hint,
        "min_values": 1,
        "max_values": 1,
        "disabled": False,
        "required": True,
        "options": made,
    }


def test_thirty_terms_go_into_two_menus() -> None:
    names = [f"Term {n}" for n in range(30)]
    part = reply(
        Heading("Terms", 2),
        Facts(tuple((name, f"What {name} is.") for name in names[:2])),
        Note("Press a term."),
        Buttons(tuple(Button(name, f"/term #t-{n}") for n, name in enumerate(names))),
    )
    options = [(name, f"term #t-{n}") for n, name in enumerate(names)]
    assert shown(part) == [
        card(
            text(
                "## Terms\n**Term 0**\nWhat Term 0 is.\n\n**Term 1**\nWhat Term 1 is.\n\n"
                "-# Press a term."
            ),
            DIVIDER,
            row(menu(1, "Pick one …", *options[:25])),
            row(menu(2, "Pick one …", *options[25:])),
        )
    ]


def test_what_is_plain_is_marked_up_line_by_line() -> None:
    answer = reply(
        Heading("One\ntwo", 3),
        Text("Bold\n\n both", strong=True),
        Quote("Said\n\nso"),
        Bullets(("One\nitem", "another")),
        Text("- no item"),
        Note("Small\nprint"),
    )
    assert shown(answer) == [
        card(
            text(
                "### One two\n**Bold**\n\n**both**\n\n> Said\n> \n> so\n\n- One item\n- another\n\n"
                "\\- no item\n\n-# Small\n-# print"
            )
        )
    ]


def test_pages_are_turned_by_a_row_below() -> None:
    answer = reply(*(Text("word " * 500) for _ in range(4)), line="/read l1")
    first, second, *_ = made = pages(answer)
    view = payload(view_of(first, number=1, count=len(made), line=answer.line))
    assert view[0]["components"][-1] == row(
        button("‹", "p1:0:read l1", disabled=True),
        button(f"1 of {len(made)}", "p1:1:read l1", disabled=True),
        button("›", "p1:2:read l1"),
    )
    view = payload(view_of(second, number=2, count=2, line=answer.line))
    assert [b["disabled"] for b in view[0]["components"][-1]["components"]] == [False, True, True]
    assert payload(view_of(first, number=1, count=2, line=""))[0]["components"][-1]["type"] == 10


def test_a_long_post_is_one_message_that_leads_to_its_pages_and_carries_its_key() -> None:
    long = reply(Text("word " * 900), *POST.blocks, line="/lesson l1")
    (made,) = payload(post_view(long, KEY))
    ways, pager = [one["components"] for one in made["components"] if one["type"] == 1]
    assert ways[0]["custom_id"].endswith(f"|{KEY}")
    assert pager[2]["custom_id"] == "p1:2:lesson l1"
    _, view = post_embed(long, KEY)
    assert payload(view)[-1] == made["components"][-1]
    with pytest.raises(ValueError, match="several pages"):
        post_view(reply(*long.blocks), KEY)


def test_lines_divide_and_do_not_open_or_close_a_page() -> None:
    none = Buttons(())
    (page,) = pages(Reply((none, Heading("One", 2), Text("a"), none, Heading("Two", 2), none)))
    assert page.parts == (Markdown("## One\na"), Divider(), Markdown("## Two"))


def test_an_empty_reply_says_so() -> None:
    assert shown(reply()) == [card(text("There is nothing here."))]
    (page,) = pages_of(Reply((Text(" \u202e"), Heading("\u200b"))), words=KOREAN)
    assert page.parts == (Markdown(KOREAN.nothing),)


def test_the_words_are_known_in_each_language() -> None:
    assert words_in("ko") is words_in("ko-KR") is KOREAN
    assert words_in("en-GB") is words_in("de") is ENGLISH


def test_the_key_goes_where_there_is_room() -> None:
    long = Button("Long", "/" + "a" * 89)
    (page,) = pages(reply(Buttons((long, Button("Short", "/b")))))
    (made,) = payload(view_of(page, number=1, count=1, line="", key=KEY))
    ids = [b["custom_id"] for b in made["components"][0]["components"]]
    assert ids == ["h1:" + "a" * 89, f"h1:b|{KEY}"]
    for blocks in ((Buttons((long,)),), (Text("No button"),)):
        (page,) = pages(reply(*blocks))
        with pytest.raises(ValueError, match="no button of this post"):
            view_of(page, number=1, count=1, line="", key=KEY)
        with pytest.raises(ValueError, match="no button of this post"):
            legacy_of(page, KEY)


def controls(*buttons: Button) -> list[str]:
    """Say in short how buttons are laid out."""
    said = []
    for part in (part for page in pages(reply(Buttons(buttons))) for part in page.parts):
        match part:
            case Row(made):
                said.append(f"row of {len(made)}")
            case Menu(made, hint):
                said.append(f"menu of {len(made)}: {hint}")
            case Section(_, mark, _):
                said.append(mark)
            case _:
                pass
    return said


def many(count: int, label: str = "Term", style: Style = Style.PLAIN) -> list[Button]:
    return [Button(f"{label} {n}", f"/term #{n}", style) for n in range(count)]


def test_buttons_are_laid_out_by_how_many_and_how_long_they_are() -> None:
    on, long = Button("On", "/on", Style.MAIN), Button("Next: " + "x" * 50, "/on", Style.MAIN)
    endless = Button("Next: " + "x" * 90, "/on", Style.MAIN)
    assert controls(*many(5)) == ["row of 5"]
    assert controls(*many(10)) == ["row of 5", "row of 5"]
    assert controls(*many(11)) == ["menu of 11: Pick one …"]
    assert controls(*many(11), Button("x" * 90, "/x")) == ["menu of 12: Pick one …"]
    assert controls(*many(3, "x" * 38)) == ["1", "2", "3"]
    assert controls(on, *many(4)) == ["row of 5"]
    assert controls(on, *many(5)) == ["row of 1", "row of 5"]
    assert controls(long, *many(2)) == ["row of 1", "row of 2"]
    assert controls(endless, *many(2)) == ["→", "row of 2"]
    assert controls(on, *many(2, "x" * 60)) == ["row of 1", "menu of 2: Go to …"]
    assert controls(on, *many(2, "x" * 110)) == ["row of 1", "1", "2"]
    assert controls(*many(12, "x" * 60)) == [str(n) for n in range(1, 13)]


def test_a_label_longer_than_a_page_goes_on_on_the_next() -> None:
    label = "word " * 1500
    made = pages(reply(Buttons((Button(label, "/answer a"), Button("No", "/answer b")))))
    assert said(made) == letters(label + "No")
    assert [type(part).__name__ for page in made for part in page.parts] == [
        "Markdown",
        "Markdown",
        "Section",
        "Section",
    ]
    check(made)


def test_a_heading_stays_with_what_it_is_over() -> None:
    made = pages(reply(Text("x" * 3000), Heading("Over", 2), Text("y" * 1500)))
    assert [page.parts for page in made] == [
        (Markdown("x" * 3000),),
        (Markdown("## Over\n" + "y" * 1500),),
    ]


def test_what_is_too_long_for_a_page_looks_the_same_on_the_next() -> None:
    for block, first, second in (
        (Text("word " * 1000, strong=True), "**word", "**word"),
        (Quote("word " * 1000), "> word", "> word"),
        (Note("word " * 1000), "-# word", "-# word"),
        (Bullets(("word " * 1000,)), "- word", "word"),
    ):
        one, two = (page.parts[0] for page in pages(reply(block)))
        assert isinstance(one, Markdown)
        assert isinstance(two, Markdown)
        assert one.text.startswith(first)
        assert two.text.startswith(second)
        assert two.text.endswith("**") == one.text.endswith("**") == ("**" in first)


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
                case Markdown(content) | Section(content):
                    yield unescaped(re.sub(r"^\*\*\w+\*\*  ", "", content))
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
    content = "".join(
        part.text for page in plain for part in page.parts if isinstance(part, Markdown)
    )
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
    if made[0].parts != (Markdown(ENGLISH.nothing),):
        assert said(made) == written(answer)


def test_a_post_is_rendered_fast() -> None:
    lesson = next(iter(read_folder(LESSONS).lessons.values()))
    best = 1.0
    for _ in range(20):
        start = time.perf_counter()
        post_view(post_of(lesson), KEY)
        best = min(best, time.perf_counter() - start)
    # 0.35 ms on the machine it was written on.
    assert best < 0.005


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

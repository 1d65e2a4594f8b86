"""Replies as Discord gets them: whole payloads."""

from typing import Any, cast

import pytest
from discord.ui import LayoutView, View

from bot.core.reply import (
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
from bot.platforms.discord.cards import Page, legacy_of, pages_of, post_embed, post_view, view_of
from bot.platforms.discord.wording import ENGLISH, KOREAN, words_in

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


def texts(page: Page) -> list[str | Divider]:
    """Return a page's texts, and the lines between them."""
    return [part.text if isinstance(part, Prose) else Divider() for part in page.parts]


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


def test_marked_words_of_a_quote_stand_out_and_nothing_in_them_means_anything() -> None:
    answer = reply(
        Quote("AI네이버 *is* @here", ((0, 5), (7, 9), (11, 16))),
        Quote("two\nlines", ((0, 3),)),
        Quote("un\u202eseen", ((0, 3),)),
    )
    assert shown(answer) == [
        card(text("> **AI네이버** \\***is**\\* **\\@here**\n\n> two\n> lines\n\n> unseen"))
    ]


def test_a_quote_that_goes_on_on_the_next_page_has_no_marks() -> None:
    made = pages(reply(Quote("word " * 1000, ((0, 4),))))
    assert len(made) > 1
    assert "**" not in str(made)


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
    assert texts(page) == ["## One\na", Divider(), "## Two"]


def test_an_empty_reply_says_so() -> None:
    assert shown(reply()) == [card(text("There is nothing here."))]
    (page,) = pages_of(Reply((Text(" \u202e"), Heading("\u200b"))), words=KOREAN)
    assert texts(page) == [KOREAN.nothing]


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


def test_a_heading_stays_with_what_it_is_over() -> None:
    made = pages(reply(Text("x" * 3000), Heading("Over", 2), Text("y" * 1500)))
    assert [texts(page) for page in made] == [["x" * 3000], ["## Over\n" + "y" * 1500]]


def test_what_is_too_long_for_a_page_looks_the_same_on_the_next() -> None:
    for block, first, second in (
        (Text("word " * 1000, strong=True), "**word", "**word"),
        (Quote("word " * 1000), "> word", "> word"),
        (Note("word " * 1000), "-# word", "-# word"),
        (Bullets(("word " * 1000,)), "- word", "word"),
    ):
        one, two = (page.parts[0] for page in pages(reply(block)))
        assert isinstance(one, Prose)
        assert isinstance(two, Prose)
        assert one.text.startswith(first)
        assert two.text.startswith(second)
        assert two.text.endswith("**") == one.text.endswith("**") == ("**" in first)

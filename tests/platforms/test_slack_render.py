"""Replies as Slack gets them: whole payloads."""

from typing import Any

import pytest

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
from bot.layout import wording as layout
from bot.platforms.slack.drawing.drawn import Message, answer_of, post_of
from bot.platforms.slack.drawing.wording import ENGLISH, KOREAN, words_in

KEY = "12-20260116"
Block = dict[str, Any]
DIVIDER = {"type": "divider"}


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text)}


def context(text: str) -> Block:
    return {"type": "context", "elements": [plain(text)]}


def rich(*elements: Block) -> Block:
    return {"type": "rich_text", "elements": list(elements)}


def said(*texts: Block) -> Block:
    return {"type": "rich_text_section", "elements": list(texts)}


def quoted(text: str) -> Block:
    return {"type": "rich_text_quote", "elements": [word(text)]}


def listed(*items: str) -> Block:
    elements = [said(word(item)) for item in items]
    return {"type": "rich_text_list", "style": "bullet", "elements": elements}


def word(text: str) -> Block:
    return {"type": "text", "text": text}


def bold(text: str) -> Block:
    return {"type": "text", "text": text, "style": {"bold": True}}


def actions(*elements: Block, block_id: str = "") -> Block:
    made: Block = {"type": "actions", "elements": list(elements)}
    return made | ({"block_id": block_id} if block_id else {})


def button(label: str, action_id: str, value: str, **more: str) -> Block:
    made = {"type": "button", "text": plain(label), "action_id": action_id, "value": value}
    return made | more


def beside(text: str, accessory: Block) -> Block:
    return {"type": "section", "text": plain(text), "expand": True, "accessory": accessory}


def shown(answer: Reply) -> list[Block]:
    (message,) = answer_of(answer, ENGLISH)
    return list(message.blocks)


POST = reply(
    Note("News · 16 January 2026"),
    Heading("Independent AI & you", emoji="🚨"),
    Text("Naver is out", strong=True),
    Heading("In short", 2),
    Bullets(("Made at home.", "From *scratch*, see https://a.kr/b.")),
    Buttons((Button("Read on", "/read l1", Style.MAIN), Button("Q&A", "/read l1 faq"))),
    private=False,
    line="/lesson l1",
)


def test_the_daily_post() -> None:
    link = {"type": "link", "url": "https://a.kr/b"}
    points: Block = {
        "type": "rich_text_list",
        "style": "bullet",
        "elements": [
            said(word("Made at home.")),
            said(word("From *scratch*, see "), link, word(".")),
        ],
    }
    assert post_of(POST, KEY) == Message(
        (
            context("News · 16 January 2026"),
            header("🚨 Independent AI &amp; you"),
            rich(said(bold("Naver is out"))),
            DIVIDER,
            rich(said(bold("In short"))),
            rich(points),
            DIVIDER,
            actions(
                button("Read on", "h1:1", "/read l1", style="primary"),
                button("Q&amp;A", "h1:2", "/read l1 faq"),
                block_id=f"k1:{KEY}",
            ),
        ),
        "🚨 Independent AI &amp; you\nNews · 16 January 2026\n\nNaver is out\n\nIn short\n"
        "• Made at home.\n• From *scratch*, see https://a.kr/b.",
    )


def test_long_choices_of_a_question_stand_beside_their_letters() -> None:
    long = "An AI whose makers, technology & data are all at home, in one country."
    question = reply(
        Heading("What is meant by AI sovereignty?", 2),
        Buttons((Button(long, "/answer l1 s a 17"), Button("An AI", "/answer l1 s b 17"))),
    )
    (message,) = answer_of(question, ENGLISH)
    escaped = long.replace("&", "&amp;")
    assert list(message.blocks) == [
        header("What is meant by AI sovereignty?"),
        DIVIDER,
        beside(f"A. {escaped}", button("A", "h1:1", "/answer l1 s a 17", accessibility_label=long)),
        beside("B. An AI", button("B", "h1:2", "/answer l1 s b 17", accessibility_label="An AI")),
    ]
    assert message.text == f"What is meant by AI sovereignty?\nA. {escaped}\n\nB. An AI"


def test_thirty_one_terms_go_into_two_menus() -> None:
    names = [f"Term {n}" for n in range(31)]
    part = reply(
        Heading("Terms", 2),
        Facts(tuple((name, f"What {name} is.") for name in names[:2])),
        Note("Press a term."),
        Buttons(tuple(Button(name, f"/term #t-{n}") for n, name in enumerate(names))),
    )
    options = [{"text": plain(name), "value": f"/term #t-{n}"} for n, name in enumerate(names)]
    assert shown(part) == [
        header("Terms"),
        rich(
            said(
                bold("Term 0"),
                word("\nWhat Term 0 is."),
                bold("\n\nTerm 1"),
                word("\nWhat Term 1 is."),
            )
        ),
        context("Press a term."),
        DIVIDER,
        actions(menu("s1:1", "Pick one …", *options[:30])),
        actions(menu("s1:2", "Pick one …", *options[30:])),
    ]


def menu(action_id: str, hint: str, *options: Block) -> Block:
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(hint),
        "options": list(options),
    }


def test_a_long_way_on_stands_on_two_lines_of_a_menu() -> None:
    long = "Standing on its own feet: why a country wants its own model, and what it costs today"
    part = reply(
        Buttons(
            (
                Button("Quiz me", "/quiz l1", Style.MAIN),
                Button(long, "/read l1 start"),
                Button("Terms", "/read l1 start"),
            )
        )
    )
    first, second = long[:72], long[73:]
    two_lines = {
        "text": plain(first),
        "value": "/read l1 start",
        "description": plain(second),
    }
    again = {"text": plain("Terms"), "value": "/read l1 start~2"}
    assert shown(part) == [
        actions(button("Quiz me", "h1:1", "/quiz l1", style="primary")),
        actions(menu("s1:1", "Go to …", two_lines, again)),
    ]
    assert answer_of(part, ENGLISH)[0].text == "Quiz me"


def test_each_kind_of_paragraph_has_its_look() -> None:
    answer = reply(
        Heading("One\ntwo", 3),
        Text("Bold\n\n both", strong=True),
        Quote("Said\n\nso"),
        Quote("And so"),
        Bullets(("One\nitem", "another")),
        Text("- no *item* <!channel> :smile: &amp; \u202eabc"),
        Text("More"),
        Note("Small\nprint"),
        Note("Smaller"),
        Heading("Three", 3),
        Text("Under it"),
        Heading("Four", 3),
        Bullets(("Listed",)),
    )
    assert shown(answer) == [
        rich(said(bold("One two"), bold("\nBold\n\nboth"))),
        rich(quoted("Said\n\nso")),
        rich(quoted("And so")),
        rich(listed("One item", "another")),
        rich(said(word("- no *item* <!channel> :smile: &amp; abc"), word("\n\nMore"))),
        context("Small\nprint\nSmaller"),
        rich(said(bold("Three"), word("\nUnder it"))),
        rich(said(bold("\nFour")), listed("Listed")),
    ]


def test_marked_words_of_a_quote_are_bold_where_it_is_shown_as_it_is() -> None:
    answer = reply(
        Heading("Found", 3),
        Quote("AI is *here* https://a.kr", ((0, 2), (7, 11))),
        Quote("two\nlines", ((0, 3),)),
    )
    parts = [bold("AI"), word(" is *"), bold("here"), word("* https://a.kr")]
    marked = {"type": "rich_text_quote", "elements": parts}
    assert shown(answer) == [rich(said(bold("Found")), marked), rich(quoted("two\nlines"))]
    assert answer_of(answer, ENGLISH)[0].text == "Found\nAI is *here* https://a.kr\n\ntwo\nlines"


def test_pages_are_turned_by_a_row_below() -> None:
    answer = reply(*(Text("word " * 500) for _ in range(3)), line="/read l1")
    turns = [answer_of(answer, ENGLISH, page)[0].blocks[-2:] for page in (1, 2, 3)]
    back, on = button("‹ 1", "p1:1", "1 /read l1"), button("3 ›", "p1:2", "3 /read l1")
    assert turns == [
        (context("1 of 3"), actions(button("2 ›", "p1:1", "2 /read l1"))),
        (context("2 of 3"), actions(back, on)),
        (context("3 of 3"), actions(button("‹ 2", "p1:1", "2 /read l1"))),
    ]
    assert answer_of(answer, KOREAN, 2)[0].blocks[-2] == context("3쪽 중 2쪽")


def test_a_long_post_is_one_message_that_leads_to_its_pages_and_carries_its_key() -> None:
    long = reply(Text("word " * 900), *POST.blocks, line="/lesson l1")
    *_, ways, number, pager = post_of(long, KEY).blocks
    assert ways["block_id"] == f"k1:{KEY}"
    assert [one["value"] for one in ways["elements"]] == ["/read l1", "/read l1 faq"]
    assert number == context("1 of 2")
    assert pager == actions(button("2 ›", "p1:1", "2 /lesson l1"))
    with pytest.raises(ValueError, match="several pages"):
        post_of(reply(*long.blocks), KEY)


def test_a_post_without_buttons_carries_its_key_too() -> None:
    assert post_of(reply(Text("a")), KEY).blocks[-1]["block_id"] == f"k1:{KEY}"
    with pytest.raises(ValueError, match="no place for the key"):
        post_of(POST, "1|2")


def test_a_title_that_is_too_long_for_a_header_is_bold() -> None:
    title = "&" * 31
    assert shown(reply(Heading("x" * 150))) == [header("x" * 150)]
    assert shown(reply(Heading(title))) == [rich(said(bold(title)))]


def test_an_empty_reply_says_so() -> None:
    assert shown(reply()) == [rich(said(word("There is nothing here.")))]
    (message,) = answer_of(Reply((Text(" \u202e"), Heading("\u200b"))), KOREAN)
    assert message.text == layout.KOREAN.nothing


def test_the_words_are_known_in_each_language() -> None:
    assert words_in("ko") is words_in("ko-KR") is KOREAN
    assert words_in("en-GB") is words_in("de") is ENGLISH
    assert KOREAN.language == "ko"


def kinds(*buttons: Button) -> list[str]:
    """Say in short how buttons are laid out."""
    made = []
    for block in shown(reply(Buttons(buttons))):
        if block["type"] == "section":
            made.append(block["accessory"]["text"]["text"])
        else:
            menus = [f"menu of {len(e.get('options', ()))}" for e in block["elements"]]
            row = block["elements"][0]["type"] == "button"
            made.append(f"row of {len(menus)}" if row else menus[0])
    return made


def many(count: int, label: str = "Term", style: Style = Style.PLAIN) -> list[Button]:
    return [Button(f"{label} {n}", f"/term #{n}", style) for n in range(count)]


def test_buttons_are_laid_out_by_how_many_and_how_long_they_are() -> None:
    on, long = Button("On", "/on", Style.MAIN), Button("Next: " + "x" * 60, "/on", Style.MAIN)
    endless = Button("Next: " + "x" * 90, "/on", Style.MAIN)
    assert kinds(*many(5)) == ["row of 5"]
    assert kinds(*many(10)) == ["row of 5", "row of 5"]
    assert kinds(*many(11)) == ["menu of 11"]
    assert kinds(*many(3, "x" * 30)) == ["1", "2", "3"]
    assert kinds(on, *many(4)) == ["row of 5"]
    assert kinds(on, *many(5)) == ["row of 1", "row of 5"]
    assert kinds(long, *many(2)) == ["row of 1", "row of 2"]
    assert kinds(endless, *many(2)) == ["→", "row of 2"]
    assert kinds(on, *many(2, "x" * 60)) == ["row of 1", "menu of 2"]
    assert kinds(on, *many(2, "word " * 27)) == ["row of 1", "menu of 2"]
    assert kinds(on, *many(2, "word " * 32)) == ["row of 1", "1", "2"]
    assert kinds(*many(12, "x" * 60)) == [str(n) for n in range(1, 13)]

from typing import Any

from bot.core.reply import Bullets, Button, Buttons, Facts, Heading, Note, Quote, Text, reply
from bot.platforms.slack.drawing.drawn import answer_of, post_of
from bot.platforms.slack.drawing.reading import carries, key_in, metadata_of, words_in_message
from bot.platforms.slack.drawing.wording import ENGLISH

KEY = "12-20260116"


def test_our_own_message_is_read_as_it_was_said() -> None:
    answer = reply(
        Heading("AI & you"),
        Text("See https://a.kr/?b=1&c <!channel> *now*"),
        Bullets(("One", "Two")),
        Facts((("Name", "Value"),)),
        Quote("Said so"),
        Note("Small"),
        Buttons((Button("A choice that is longer than 30 letters", "/answer a"),) * 2),
    )
    (message,) = answer_of(answer, ENGLISH)
    body = {"text": message.text, "blocks": list(message.blocks)}
    read = words_in_message(body)
    for said in ("AI & you", "See https://a.kr/?b=1&c <!channel> *now*", "One", "Said so", "Small"):
        assert said in read.splitlines()
    assert "A. A choice that is longer than 30 letters" in read
    assert words_in_message({"text": message.text}).splitlines()[0] == "AI & you"


def test_what_people_write_is_read_once_without_its_marks() -> None:
    message = {
        "text": "Hi <@U1>, what is *AI sovereignty* &amp; so?\n• <https://a.kr|this>",
        "blocks": [
            {
                "type": "rich_text",
                "elements": [
                    {
                        "type": "rich_text_section",
                        "elements": [
                            {"type": "text", "text": "Hi "},
                            {"type": "user", "user_id": "U1"},
                            {"type": "text", "text": ", what is "},
                            {"type": "text", "text": "AI sovereignty", "style": {"bold": True}},
                            {"type": "text", "text": " & so? "},
                            {"type": "broadcast", "range": "here"},
                            {"type": "date", "timestamp": 1, "fallback": "today"},
                        ],
                    },
                    {
                        "type": "rich_text_list",
                        "elements": [
                            {
                                "type": "rich_text_section",
                                "elements": [
                                    {"type": "link", "url": "https://a.kr", "text": "this"},
                                    {"type": "emoji", "name": "wave"},
                                ],
                            }
                        ],
                    },
                ],
            }
        ],
    }
    assert words_in_message(message).splitlines() == [
        "Hi  , what is AI sovereignty & so? @heretoday",
        "this",
        "Hi , what is *AI sovereignty* & so?",
    ]


def test_all_blocks_and_attachments_are_read() -> None:
    mrkdwn = {"type": "mrkdwn", "text": "b &lt;3 <#C1|general>"}
    message = {
        "blocks": [
            {"type": "header", "text": {"type": "plain_text", "text": "A"}},
            {"type": "section", "text": mrkdwn, "fields": [{"type": "mrkdwn", "text": "field"}]},
            {"type": "context", "elements": [{"type": "image"}, mrkdwn | {"text": "small"}]},
            {"type": "actions", "elements": [{"text": {"type": "plain_text", "text": "press"}}]},
            {"type": "markdown", "text": "# of a kind to come"},
        ],
        "attachments": [
            {
                "pretext": "before",
                "title": "title",
                "text": "text",
                "fields": [{"title": "name", "value": "value"}],
                "blocks": [{"type": "section", "text": mrkdwn | {"text": "inside"}}],
                "message_blocks": [{"message": {"blocks": [{"type": "x", "title": "shared"}]}}],
            }
        ],
    }
    read = "A|b <3 #general|field|small|# of a kind to come"
    attached = "before|title|text|name|value|shared|inside"
    assert words_in_message(message).splitlines() == f"{read}|{attached}".split("|")


def test_nonsense_says_nothing() -> None:
    deep: dict[str, Any] = {"type": "rich_text", "elements": []}
    for _ in range(2000):
        deep = {"type": "rich_text", "elements": [deep]}
    for message in (
        {},
        {"text": None, "blocks": None, "attachments": "x"},
        {"blocks": [None, "x", {}, {"type": "section", "text": 7, "fields": [1]}]},
        {"blocks": [{"type": "rich_text", "elements": [{"elements": {"a": 1}}, None]}, deep]},
        {"text": "\u202e\u200b \n"},
    ):
        assert words_in_message(message) == ""
        assert key_in(message) == ""
        assert not carries(message, "")


def test_a_post_is_known_by_its_key() -> None:
    post = post_of(reply(Text("a")), KEY)
    assert carries({"blocks": list(post.blocks)}, KEY)
    assert carries({"metadata": metadata_of(KEY)}, KEY)
    assert not carries({"blocks": list(post.blocks)}, "1-20260116")
    assert key_in({"metadata": {"event_type": "else", "event_payload": {"key": KEY}}}) == ""
    assert key_in({"metadata": {"event_type": "homeroom_post"}}) == ""

"""The local Slack refuses what Slack refuses, and reads what one sees."""

import json
from typing import Any

import pytest

from tests.local_slack.blockkit import (
    faults_in_message,
    faults_in_options,
    faults_in_response,
    faults_in_submission,
    faults_in_view,
    labels_of,
    pings_in,
    text_shown,
)
from tests.local_slack.manifest_limits import (
    SCHEMA,
    faults_by_schema,
    faults_in_manifest,
    schema_is_there,
)

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str) -> Json:
    return {"text": plain(f"Option {value}"), "value": value}


def button(n: int = 1, **more: Any) -> Json:
    return {"type": "button", "text": plain("Go"), "action_id": f"h1:{n}", "value": "/go"} | more


def select(**more: Any) -> Json:
    offered = [option("a"), option("b")]
    return {"type": "static_select", "action_id": "s1:1", "options": offered} | more


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements)} | more


def rich(*elements: Json) -> Json:
    section = {"type": "rich_text_section", "elements": list(elements)}
    return {"type": "rich_text", "elements": [section]}


def section(text: Json, **more: Any) -> Json:
    return {"type": "section", "text": text} | more


def post(*blocks: Json, **more: Any) -> Json:
    quiet = {"unfurl_links": False, "unfurl_media": False}
    return {"channel": "C1", "text": "Today", "blocks": list(blocks)} | quiet | more


def field(element: Json, **more: Any) -> Json:
    return {"type": "input", "block_id": "i1:x", "label": plain("Name"), "element": element} | more


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain("Homeroom"), "blocks": list(blocks)} | more


LIST = {
    "type": "rich_text_list",
    "style": "bullet",
    "indent": 1,
    "elements": rich({"type": "text", "text": "<!here> & *so*", "style": {"bold": True}})[
        "elements"
    ],
}
GOOD = (
    {"type": "header", "text": plain("A &amp; B") | {"emoji": False}},
    section(marked("*b* <https://a.kr/?a=1&amp;b=2|link> &lt;tag&gt;"), accessory=button(2)),
    {"type": "context", "elements": [plain("small")]},
    {"type": "divider", "block_id": "line"},
    {"type": "rich_text", "elements": [LIST]},
    actions(button(), select(placeholder=plain("More"), initial_option=option("b"))),
)


def test_a_good_message_has_no_faults() -> None:
    key = {"event_type": "homeroom_post", "event_payload": {"key": "1"}}
    body = post(*GOOD, metadata=key)
    assert faults_in_message(body) == []
    assert faults_in_message(body | {"blocks": json.dumps(list(GOOD))}) == []
    assert pings_in(body) == []


def test_what_is_read_and_what_can_be_pressed() -> None:
    shown = "A & B\n*b* link <tag>\nsmall\n<!here> & *so*"
    assert text_shown(GOOD) == shown
    assert labels_of(GOOD) == ["Go", "Go", "Option a", "Option b"]


BLOCKS = [
    (section(plain("x" * 3012)), "blocks[0].text.text: 3012 characters, 3000 at most"),
    (section(plain(" ")), "blocks[0].text.text: nothing but space"),
    ({"type": "section"}, "blocks[0].text: text or fields are needed"),
    (section(plain("a"), expand=1), "blocks[0].expand: true or false is needed"),
    (section(marked("a") | {"emoji": True}), "blocks[0].text.emoji: only with plain_text"),
    (section(plain("a"), color="red"), "blocks[0].color: no such field"),
    ({"type": "header", "text": plain("")}, "blocks[0].text.text: 0 characters, 1 at least"),
    ({"type": "header", "text": marked("a")}, "'mrkdwn' is none of ['plain_text']"),
    ({"type": "context", "elements": []}, "blocks[0].elements: 0 things, 1 to 10 wanted"),
    ({"type": "markdown", "text": "a"}, "blocks[0].type: 'markdown' has no place here"),
    (field({"type": "plain_text_input"}), "blocks[0].type: 'input' has no place here"),
    (actions(*[button(n) for n in range(26)]), "26 things, 1 to 25 wanted"),
    (actions(button(), button()), "blocks: action_id: 'h1:1' 2 times"),
    (actions(button(), block_id="k" * 256), "blocks[0].block_id: 256 characters, 255 at most"),
    (actions(button(text=plain("x" * 76))), "elements[0].text.text: 76 characters, 75 at most"),
    (actions(button(style="loud")), "elements[0].style: 'loud' is none of"),
    (actions(button(value="x" * 2001)), "elements[0].value: 2001 characters"),
    (actions({"type": "plain_text_input"}), "has no place in a block of type actions"),
    (actions({"type": "multi_users_select"}), "has no place in a block of type actions"),
    (actions(select(options=[])), "elements[0].options: 0 things, 1 to 100 wanted"),
    (actions(select(options=[option("a")] * 2)), "options: the same value twice"),
    (actions(select(initial_option=option("c"))), "initial_option: not among the options"),
    (actions(select(options=[option("x" * 151)])), "value: 151 characters, 150 at most"),
    (actions({"type": "timepicker", "initial_time": "9:00"}), "'9:00' is no time"),
    (actions({"type": "overflow", "options": [option(str(n)) for n in range(6)]}), "1 to 5 wanted"),
    (actions({"type": "external_select", "min_query_length": -1}), "-1 is no whole number"),
    (rich({"type": "text", "text": ""}), "elements[0].text: 0 characters, 1 at least"),
    (rich({"type": "link", "url": "javascript:x"}), "is no http(s) address"),
    ({"type": "rich_text", "elements": [LIST | {"indent": 9}]}, "9 is no whole number from 0 to 8"),
]


@pytest.mark.parametrize(("block", "fault"), BLOCKS)
def test_a_bad_block(block: Json, fault: str) -> None:
    found = faults_in_message(post(block))
    assert any(fault in one and one.startswith("invalid_blocks: ") for one in found), found


MESSAGES = [
    (post(text=" "), "no_text: text: empty"),
    (post(*GOOD, text=""), "no_fallback_text: text: empty"),
    (post(text="x" * 4001), "text_too_long: text: 4001 characters, 4000 at most"),
    (post(unfurl_links=True), "unfurls: unfurl_links: must be false"),
    (post(link_names=True), "pings: link_names: makes names ping"),
    (post(parse="full"), "pings: parse: makes names ping"),
    (post(attachments=[{}]), "invalid_arguments: attachments: "),
    (post(metadata={"event_type": "a"}), "invalid_metadata_format: metadata: "),
    (post(*[{"type": "divider"}] * 51), "invalid_blocks: blocks: 51 things, 0 to 50 wanted"),
    (post(*[section(plain("x" * 3000))] * 5), "msg_blocks_too_long: blocks: "),
    (post(*[{"type": "divider", "block_id": "a"}] * 2), "blocks: block_id: 'a' 2 times"),
    (post(text="a & b"), "unescaped: text: '& b'"),
    (post(text="1 < 2"), "unescaped: text: '< 2'"),
    (post(section(marked("<ftp://a>"))), "unescaped: blocks[0].text.text: '<ftp://a>'"),
    (post(section(plain("<https://a.kr>"))), "unescaped: blocks[0].text.text: "),
    (post(text="Hi <!channel>"), "pings: text: <!channel>"),
    (post(blocks="not json"), "invalid_blocks: blocks: a list of Mapping is needed"),
]


@pytest.mark.parametrize(("body", "fault"), MESSAGES)
def test_a_bad_message(body: Json, fault: str) -> None:
    found = faults_in_message(body)
    assert any(fault in one for one in found), found


def test_pings_wherever_they_stand() -> None:
    called = rich(
        {"type": "user", "user_id": "U1"},
        {"type": "usergroup", "usergroup_id": "S1"},
        {"type": "broadcast", "range": "here"},
        {"type": "channel", "channel_id": "C1"},
    )
    body = post(section(marked("<@U2> <!subteam^S2|us>")), called, text="<!everyone> &lt;!here&gt;")
    assert pings_in(body) == [
        "<!everyone>",
        "<@U2>",
        "<!subteam^S2|us>",
        "<@U1>",
        "<!subteam^S1>",
        "<!here>",
        "<#C1>",
    ]
    faults = faults_in_message(body)
    assert len(faults) == 7
    assert all(fault.startswith("pings: ") for fault in faults)


def test_previews_matter_only_where_something_is_posted() -> None:
    body = {"channel": "C1", "text": "Today"}
    assert len(faults_in_message(body)) == 2
    assert faults_in_message(body | {"ts": "1.2"}) == []
    assert faults_in_response({"text": "Today", "replace_original": True}) == []
    assert faults_in_response({"delete_original": True}) == []
    assert faults_in_response({"text": "a", "unfurl_links": True}) == [
        "unfurls: unfurl_links: must be false"
    ]
    (fault,) = faults_in_response({"text": "a", "response_type": "loud"})
    assert fault.startswith("invalid_arguments: response_type: 'loud'")


ANSWERED = (
    {"type": "plain_text_input", "action_id": "o1:a", "max_length": 3000},
    {"type": "external_select", "min_query_length": 0, "initial_option": option("a")},
    {"type": "multi_users_select", "initial_users": ["U1"]},
    {"type": "conversations_select", "filter": {"include": ["public"]}},
    {"type": "timepicker", "initial_time": "09:30"},
    {"type": "checkboxes", "options": [option("a")], "initial_options": [option("a")]},
    {"type": "radio_buttons", "options": [option("a")]},
)


@pytest.mark.parametrize("element", ANSWERED)
def test_a_good_window(element: Json) -> None:
    view = modal(field(element, hint=plain("So")), submit=plain("Send"), private_metadata="")
    assert faults_in_view(view) == []
    assert faults_in_view(json.dumps(view)) == []
    assert faults_in_submission({"response_action": "update", "view": view}) == []


VIEWS = [
    (modal(title=plain("x" * 25)), "view.title.text: 25 characters, 24 at most"),
    (modal(field({"type": "plain_text_input"})), "view.submit: needed beside input blocks"),
    (modal(field(button()), submit=plain("a")), "has no place in a block of type input"),
    (modal(*[{"type": "divider"}] * 101), "101 things, 0 to 100 wanted"),
    (modal(private_metadata="x" * 3001), "view.private_metadata: 3001 characters"),
    (modal(callback_id="x" * 256), "view.callback_id: 256 characters"),
    ({"type": "home", "blocks": [], "title": plain("a")}, "view.title: no such field"),
    ({"type": "modal", "blocks": []}, "view.title: missing"),
    ("not json", "view: an object is needed"),
]


@pytest.mark.parametrize(("view", "fault"), VIEWS)
def test_a_bad_window(view: object, fault: str) -> None:
    found = faults_in_view(view)
    assert any(one.startswith("invalid_arguments: ") and fault in one for one in found), found


def test_a_window_that_weighs_too_much() -> None:
    heavy = [section(plain("가" * 3000)) for _ in range(100)]
    assert any(one.startswith("view_too_large: ") for one in faults_in_view(modal(*heavy)))


def test_answers_to_a_window_and_suggestions() -> None:
    assert faults_in_submission({}) == []
    assert faults_in_submission({"response_action": "clear"}) == []
    assert faults_in_submission({"response_action": "errors", "errors": {"i1:x": "No"}}) == []
    assert faults_in_submission({"response_action": "errors", "errors": {}})
    assert faults_in_submission({"response_action": "push"})
    assert faults_in_submission({"response_action": "close"})
    assert faults_in_options({"options": [option("a")]}) == []
    assert faults_in_options({"options": []}) == []
    assert faults_in_options({"options": [option(str(n)) for n in range(101)]})
    assert faults_in_options({"options": [{"text": plain(""), "value": "a"}]})
    assert faults_in_options([])


MANIFEST: Json = {
    "_metadata": {"major_version": 1},
    "display_information": {"name": "Homeroom", "long_description": "x" * 174},
    "features": {
        "bot_user": {"display_name": "homeroom", "always_online": True},
        "slash_commands": [{"command": "/term", "description": "A word", "usage_hint": "[word]"}],
        "shortcuts": [
            {"name": "Show it", "callback_id": "a", "description": "It", "type": "message"}
        ],
    },
    "oauth_config": {"scopes": {"bot": ["chat:write", "commands"]}},
    "settings": {
        "event_subscriptions": {"bot_events": ["app_mention"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def test_a_good_manifest() -> None:
    assert faults_in_manifest(MANIFEST) == []
    scopes = {"scopes": {"bot": ["commands"], "bot_optional": ["commands"]}}
    assert faults_in_manifest(MANIFEST | {"oauth_config": scopes}) == []


@pytest.mark.skipif(not schema_is_there(), reason=f"needs the schema of manifests, {SCHEMA.name}")
def test_a_good_manifest_fits_the_schema() -> None:
    assert faults_by_schema(MANIFEST) == []
    assert faults_by_schema({})


MANIFESTS = [
    ("display_information", "name", "x" * 36, "36 characters, 1 to 35 wanted"),
    ("display_information", "long_description", "x", "1 characters, 174 to 4000 wanted"),
    ("features", "bot_user", {"display_name": "A b"}, "'A b' is not of"),
    ("features", "bot_user", {"display_name": "x" * 81}, "81 characters, 1 to 80 wanted"),
    ("features", "slash_commands", [{"command": "/A", "description": "a"}], "lower case"),
    ("features", "slash_commands", [{"command": "/a"}], "description: missing"),
    ("features", "slash_commands", [{"command": f"/{n}"} for n in range(51)], "50 at most"),
    ("features", "shortcuts", [{"name": "x" * 25}], "25 characters, 1 to 24 wanted"),
    ("oauth_config", "scopes", {"bot": [], "bot_optional": ["im:write"]}, "not in bot: "),
    ("oauth_config", "redirect_urls", ["http://a.kr"], "is no https address"),
    ("settings", "event_subscriptions", {"bot_events": ["a"] * 2}, "something is in it twice"),
    ("_metadata", "major_version", 3, "neither 1 nor 2"),
]


@pytest.mark.parametrize(("part", "key", "value", "fault"), MANIFESTS)
def test_a_bad_manifest(part: str, key: str, value: object, fault: str) -> None:
    found = faults_in_manifest(MANIFEST | {part: MANIFEST[part] | {key: value}})
    assert any(fault in one for one in found), found

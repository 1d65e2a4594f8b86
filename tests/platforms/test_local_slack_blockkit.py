"""The local Slack refuses what Slack refuses, and reads what one sees."""

import json

import pytest

from tests.local_slack.blockkit import (
    faults_in_message,
    faults_in_options,
    faults_in_response,
    faults_in_submission,
    faults_in_submission_answer,
    faults_in_view,
    labels_of,
    pings_in,
    text_shown,
)
from tests.local_slack.blockkit_examples import (
    Json,
    actions,
    button,
    field,
    marked,
    modal,
    option,
    plain,
    post,
    rich,
    section,
    select,
)

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
    shown = "A & B\nb link <tag>\nsmall\n<!here> & *so*"
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
    ({"type": "header", "text": plain("x" * 151)}, "text.text: 151 characters, 150 at most"),
    ({"type": "section", "fields": []}, "blocks[0].fields: 0 things, 1 to 10 wanted"),
    ({"type": "section", "fields": [plain("a")] * 11}, "fields: 11 things, 1 to 10 wanted"),
    ({"type": "section", "fields": [plain("x" * 2001)]}, "fields[0].text: 2001 characters"),
    ({"type": "context", "elements": [plain("a")] * 11}, "elements: 11 things, 1 to 10 wanted"),
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
    (post(text="x" * 4001), "text_too_long_for_readers: text: 4001 characters, 4000 at most"),
    (post(text="x" * 4001, ts="1.2"), "msg_too_long: text: 4001 characters"),
    (post(text="x" * 40_001), "msg_too_long: text: 40001 characters"),
    (post(unfurl_links=True), "unfurls: unfurl_links: must be false"),
    (post(link_names=True), "pings: link_names: makes names ping"),
    (post(parse="full"), "pings: parse: makes names ping"),
    (post(attachments=[{}]), "invalid_arguments: attachments: "),
    (post(metadata={"event_type": "a"}), "invalid_metadata_format: metadata: "),
    (post(metadata="{"), "invalid_metadata_format: metadata: "),
    (
        post(metadata={"event_type": "a", "event_payload": {"key": "x" * 8000}}),
        "metadata_too_large: metadata: 8049 bytes, 8000 at most",
    ),
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
    )
    body = post(section(marked("<@U2> <!subteam^S2|us>")), called, text="<!everyone> &lt;!here&gt;")
    assert pings_in(body) == [
        "<!everyone>",
        "<@U2>",
        "<!subteam^S2|us>",
        "<@U1>",
        "<!subteam^S1>",
        "<!here>",
    ]
    assert pings_in(body | {"blocks": json.dumps(body["blocks"])}) == pings_in(body)
    faults = faults_in_message(body)
    assert len(faults) == 6
    assert all(fault.startswith("pings: ") for fault in faults)


def test_what_leads_elsewhere_calls_nobody() -> None:
    channel = {"type": "channel", "channel_id": "C1"}
    day = {"type": "date", "timestamp": 1768521600, "format": "{date}", "fallback": "16 January"}
    text = "<#C1|lessons> <!date^1768521600^{date}|16 January>"
    body = post(rich(channel, {"type": "text", "text": " "}, day), section(marked(text)), text=text)
    assert faults_in_message(body) == pings_in(body) == []
    assert text_shown(body["blocks"]) == "<#C1> 16 January\n#lessons 16 January"


READ = {
    "*b* _i_ ~s~ *_both_*": "b i s both",
    "a_b_c 2 * 3 * 4 *open *a*b": "a_b_c 2 * 3 * 4 *open *a*b",
    "한*글*은 *글* 입니다": "한*글*은 글 입니다",
    "`*a*` ```_b_\n_c_``` *<https://a.kr/_x_|l_i_nk>*": "*a* _b_\n_c_ l_i_nk",
    "<https://a.kr/_x_> <mailto:a@b.kr|us>": "https://a.kr/_x_ us",
    "&gt; said\n1 &gt; 0 &amp;lt;": "said\n1 > 0 &lt;",
    "a\u200b*b*": "a\u200bb",
}


@pytest.mark.parametrize(("written", "read"), READ.items())
def test_marks_do_what_they_do_on_slack(written: str, read: str) -> None:
    assert text_shown([section(marked(written))]) == read


def test_marks_do_nothing_in_plain_text() -> None:
    assert text_shown([section(plain("*b* _i_ `c` &lt;"))]) == "*b* _i_ `c` <"


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
    (fault,) = faults_in_response({"text": "a", "replace_original": "true"})
    assert fault == "invalid_arguments: replace_original: true or false is needed"


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
    (modal(field({}, label=plain("x" * 2001))), "label.text: 2001 characters, 2000 at most"),
    (modal(field({}, hint=plain("x" * 2001))), "hint.text: 2001 characters, 2000 at most"),
    (modal(private_metadata="x" * 3001), "view.private_metadata: 3001 characters"),
    (modal(callback_id="x" * 256), "view.callback_id: 256 characters"),
    ({"type": "home", "blocks": [], "title": plain("a")}, "view.title: no such field"),
    ({"type": "modal", "blocks": []}, "view.title: missing"),
    ("not json", "view: an object is needed"),
    (
        modal(*[field({"type": "plain_text_input", "focus_on_load": True})] * 2),
        "view.focus_on_load: true of one element at most",
    ),
]


@pytest.mark.parametrize(("view", "fault"), VIEWS)
def test_a_bad_window(view: object, fault: str) -> None:
    found = faults_in_view(view)
    assert any(one.startswith("invalid_arguments: ") and fault in one for one in found), found


def test_a_window_that_weighs_too_much() -> None:
    heavy = [section(plain("가" * 3000)) for _ in range(100)]
    assert any(one.startswith("view_too_large: ") for one in faults_in_view(modal(*heavy)))


def test_errors_are_shown_at_an_input_of_the_window() -> None:
    view = modal(field({"type": "plain_text_input"}), actions(block_id="a1"), submit=plain("Send"))
    at = {"response_action": "errors", "errors": {"i1:x": "No"}}
    assert faults_in_submission_answer(at, view) == []
    assert faults_in_submission_answer(at, json.dumps(view)) == []
    assert faults_in_submission_answer({}, view) == []
    for block in ("a1", "i1:y"):
        answer = {"response_action": "errors", "errors": {block: "No"}}
        assert faults_in_submission(answer) == []
        assert faults_in_submission_answer(answer, view) == [
            f"invalid_arguments: errors.{block}: no input block of the view"
        ]


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
    assert faults_in_options({"options": [option("a") | {"description": plain("x" * 76)}]})
    assert faults_in_options([])

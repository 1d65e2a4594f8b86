"""What can be pressed, chosen or filled in is refused as Slack refuses it."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.local_slack import blockkit
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

SURE = {"title": plain("Sure?"), "text": marked("*It* goes"), "confirm": plain("Yes")}
GROUP = {"label": plain("All"), "options": [option("a")]}
EVERYWHERE: tuple[Json, ...] = (
    select(),
    {"type": "static_select", "option_groups": [GROUP], "initial_option": option("a")},
    {"type": "external_select", "min_query_length": 0, "initial_option": option("c")},
    {"type": "users_select", "initial_user": "U1"},
    {"type": "channels_select", "initial_channel": "C1", "placeholder": plain("Where")},
    {"type": "conversations_select", "default_to_current_conversation": True},
    {"type": "datepicker", "initial_date": "2026-01-16"},
    {"type": "timepicker", "initial_time": "23:59", "timezone": "Asia/Seoul"},
    {"type": "checkboxes", "options": [option("a") | {"text": marked("*a*")}]},
    {"type": "radio_buttons", "options": [option("a")], "initial_option": option("a")},
)
SEVERAL: tuple[Json, ...] = (
    {"type": "multi_static_select", "options": [option("a")], "initial_options": [option("a")]},
    {"type": "multi_external_select", "initial_options": [option("c")], "max_selected_items": 1},
    {"type": "multi_users_select", "initial_users": ["U1"]},
    {"type": "multi_channels_select", "initial_channels": ["C1"]},
    {"type": "multi_conversations_select", "filter": {"include": ["im"]}},
)
PRESSED: tuple[Json, ...] = (
    button(style="danger", confirm=SURE | {"deny": plain("No"), "style": "primary"}),
    {"type": "overflow", "options": [option("a") | {"url": "https://a.kr"}]},
)
TYPED: tuple[Json, ...] = (
    {
        "type": "plain_text_input",
        "min_length": 1,
        "max_length": 1,
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
    },
)
PICTURE: Json = {"type": "image", "alt_text": "A cat", "image_url": "https://a.kr/cat.png"}


def in_section(element: Json) -> list[str]:
    return blockkit.faults_in_message(post(section(plain("a"), accessory=element)))


def in_actions(element: Json) -> list[str]:
    return blockkit.faults_in_message(post(actions(element)))


def in_input(element: Json) -> list[str]:
    return blockkit.faults_in_view(modal(field(element), submit=plain("Send")))


@pytest.mark.parametrize("element", [*EVERYWHERE, *SEVERAL, *PRESSED, *TYPED, PICTURE])
def test_an_element_stands_where_slack_has_a_place_for_it(element: Json) -> None:
    places = {
        "section": element not in TYPED,
        "actions": element in (*EVERYWHERE, *PRESSED),
        "input": element in (*EVERYWHERE, *SEVERAL, *TYPED),
    }
    found = {
        "section": in_section(element),
        "actions": in_actions(element),
        "input": in_input(element),
    }
    for place, fits in places.items():
        if fits:
            assert found[place] == []
        else:
            (fault,) = found[place]
            assert fault.endswith(f"{element['type']} has no place in a block of type {place}")


BAD = [
    ({"type": "datepicker", "initial_date": "2026-02-30"}, "is no date such as"),
    ({"type": "datepicker", "initial_date": "20260116"}, "is no date such as"),
    ({"type": "timepicker", "timezone": "Mars/One"}, "'Mars/One' is no zone such as"),
    ({"type": "timepicker", "timezone": "../etc"}, "is no zone such as"),
    ({"type": "timepicker", "initial_time": "24:00"}, "'24:00' is no time"),
    ({"type": "users_select", "initial_user": ["U1"]}, "a string is needed, not list"),
    ({"type": "multi_users_select", "initial_users": "U1"}, "a list of str is needed"),
    (
        {"type": "multi_users_select", "initial_users": ["U1", "U2"], "max_selected_items": 1},
        "max_selected_items: 2 in initial_users, 1 at most",
    ),
    ({"type": "multi_users_select", "max_selected_items": 0}, "0 is no whole number from 1"),
    (
        {"type": "multi_static_select", "options": [option("a")], "initial_options": [option("b")]},
        "initial_options[0]: not among the options",
    ),
    (
        {"type": "multi_external_select", "initial_options": [option("a")] * 2},
        "initial_options: the same value twice",
    ),
    ({"type": "static_select"}, "either options or option_groups are needed"),
    (select(option_groups=[GROUP]), "either options or option_groups are needed"),
    (
        {"type": "static_select", "option_groups": [GROUP | {"label": plain("x" * 76)}]},
        "label.text: 76 characters, 75 at most",
    ),
    ({"type": "static_select", "option_groups": [GROUP] * 2}, "the same value twice"),
    (select(options=[option(str(n)) for n in range(101)]), "101 things, 1 to 100 wanted"),
    (select(placeholder=plain("x" * 151)), "placeholder.text: 151 characters, 150 at most"),
    (select(placeholder=marked("a")), "'mrkdwn' is none of ['plain_text']"),
    (select(initial_option=option("a") | {"value": "c"}), "not among the options"),
    (select(action_id="x" * 256), "action_id: 256 characters, 255 at most"),
    (
        {"type": "checkboxes", "options": [option(str(n)) for n in range(11)]},
        "11 things, 1 to 10 wanted",
    ),
    (
        {"type": "radio_buttons", "options": [option(str(n)) for n in range(11)]},
        "11 things, 1 to 10 wanted",
    ),
    ({"type": "conversations_select", "filter": {}}, "filter: empty"),
    ({"type": "conversations_select", "filter": {"include": []}}, "include: 0 things"),
    ({"type": "conversations_select", "filter": {"include": 3}}, "a list of str is needed"),
    ({"type": "conversations_select", "filter": {"include": ["all"]}}, "'all' is none of"),
    ({"type": "external_select", "min_query_length": "1"}, "'1' is no whole number"),
    ({"type": "external_select", "options": [option("a")]}, "options: no such field"),
    ({"type": "number_input", "is_decimal_allowed": True}, "'number_input' has no place here"),
    ({"type": ["button"]}, "type: '' has no place here"),
]


@pytest.mark.parametrize(("element", "fault"), BAD)
def test_a_bad_element(element: Json, fault: str) -> None:
    found = in_input(element)
    assert any(fault in one for one in found), found


BAD_BUTTONS = [
    (button(confirm=SURE), "confirm.deny: missing"),
    (button(confirm=SURE | {"deny": plain("x" * 31)}), "deny.text: 31 characters, 30 at most"),
    (button(confirm=SURE | {"text": plain("x" * 301)}), "text.text: 301 characters, 300 at most"),
    (button(confirm=SURE | {"style": "loud"}), "confirm.style: 'loud' is none of"),
    (button(text=marked("Go")), "'mrkdwn' is none of ['plain_text']"),
    (button(url="homeroom"), "'homeroom' is no http(s) address"),
    (button(url="https://a.kr/" + "x" * 3000), "3013 characters, 3000 at most"),
    (button(accessibility_label="x" * 76), "76 characters, 75 at most"),
    ({"type": "overflow", "options": [option("a") | {"url": "a"}]}, "no http(s) address"),
    (
        {"type": "channels_select", "response_url_enabled": True},
        "response_url_enabled: only in a block of type input",
    ),
]


@pytest.mark.parametrize(("element", "fault"), BAD_BUTTONS)
def test_what_is_pressed_badly(element: Json, fault: str) -> None:
    found = in_actions(element)
    assert any(fault in one for one in found), found


BAD_TYPED: list[tuple[Json, str]] = [
    ({"min_length": 5, "max_length": 3}, "max_length: 3, less than min_length 5"),
    ({"max_length": 3001}, "3001 is no whole number from 1 to 3000"),
    ({"initial_value": "four", "max_length": 3}, "initial_value: 4 characters, 3 at most"),
    ({"multiline": "yes"}, "multiline: true or false is needed"),
    ({"dispatch_action_config": {"trigger_actions_on": ["on_a"]}}, "'on_a' is none of"),
    ({"dispatch_action_config": {}}, "trigger_actions_on: missing"),
]


@pytest.mark.parametrize(("fields", "fault"), BAD_TYPED)
def test_what_is_typed_badly(fields: Json, fault: str) -> None:
    found = in_input({"type": "plain_text_input"} | fields)
    assert any(fault in one for one in found), found


SOURCES: list[tuple[Json, str]] = [
    ({"slack_file": {"id": "F1"}}, "either image_url or slack_file is needed"),
    ({"image_url": "cat.png"}, "'cat.png' is no http(s) address"),
    ({"alt_text": "x" * 2001}, "alt_text: 2001 characters, 2000 at most"),
]


@pytest.mark.parametrize(("fields", "fault"), SOURCES)
def test_a_picture_has_one_source(fields: Json, fault: str) -> None:
    for found in (
        in_section(PICTURE | fields),
        blockkit.faults_in_message(post(PICTURE | fields)),
        blockkit.faults_in_message(post({"type": "context", "elements": [PICTURE | fields]})),
    ):
        assert any(fault in one for one in found), found
    kept = {key: value for key, value in PICTURE.items() if key != "image_url"}
    assert in_section(kept | {"slack_file": {"id": "F1"}}) == []
    assert in_section(kept | {"slack_file": {}})[0].endswith("either id or url is needed")


WHOLE: Json = post(
    {"type": "header", "text": plain("Today")},
    *(section(plain("a"), accessory=one) for one in (*EVERYWHERE, *SEVERAL, *PRESSED, PICTURE)),
    {"type": "context", "elements": [marked("a"), PICTURE]},
    rich({"type": "text", "text": "a", "style": {"bold": True}}),
    metadata={"event_type": "a", "event_payload": {}},
)
WINDOW: Json = modal(*(field(one) for one in (*EVERYWHERE, *SEVERAL, *TYPED)))
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=9)
    | st.sampled_from([1.5, "<@U1>"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "text", "elements", "value", "options"]), inner)
    ),
    max_leaves=6,
)


def places(value: Any, *path: Any) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    keys = value if isinstance(value, dict) else range(len(value) if type(value) is list else 0)
    for key in keys:
        yield from places(value[key], *path, key)


def with_a_change(whole: Json, path: tuple[Any, ...], value: object) -> Json:
    changed = copy.deepcopy(whole)
    place: Any = changed
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return changed


@settings(deadline=None)
@given(st.sampled_from([*places(WHOLE)]), ANYTHING)
def test_no_message_is_too_odd_to_be_judged(path: tuple[Any, ...], value: object) -> None:
    body = with_a_change(WHOLE, path, value)
    for fault in (*blockkit.faults_in_message(body), *blockkit.faults_in_response(body)):
        code, _, rest = fault.partition(": ")
        assert code.replace("_", "").isalpha()
        assert rest
    assert all(ping.startswith("<") for ping in blockkit.pings_in(body))


@settings(deadline=None)
@given(st.sampled_from([*places(WINDOW)]), ANYTHING)
def test_no_window_is_too_odd_to_be_judged(path: tuple[Any, ...], value: object) -> None:
    view = with_a_change(WINDOW, path, value)
    blockkit.faults_in_view(view)
    blockkit.faults_in_submission_answer({"response_action": "update", "view": view}, view)
    blockkit.faults_in_options({"options": value})

"""Forms: made from a command's options, and read back into them."""

import datetime as dt
import json
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from bot import commands
from bot.core.command import Command, Suggestion
from bot.core.discovery import discover
from bot.domain.subscription import Ending, Subscription
from bot.platforms.slack.asked import Asked
from bot.platforms.slack.drawing.wording import ENGLISH, KOREAN, Words
from bot.platforms.slack.forms import as_given, form_of, sent_in, tried, wants_form
from bot.platforms.slack.inputs import asked_by, menu_of
from bot.platforms.slack.windows import View
from tests.local_slack.blockkit import faults_in_options, faults_in_view, text_shown

COMMANDS = {one.name: one for one in discover(commands)}
ADD = COMMANDS["schedule add"]
SEOUL = ZoneInfo("Asia/Seoul")
ASKED = Asked("T1", "U1", "C1")
WISH = Subscription(
    12, "slack", "C9", (dt.time(18, 30),), SEOUL, "korea-news", frozenset({0, 2}), server="T1",
    holidays="KR",
)  # fmt: skip


def form(command: Command, words: Words = ENGLISH, **given: str) -> View:
    return form_of(command, ASKED, words, given=given, zone=SEOUL)


def state_of(view: View, **values: object) -> View:
    """The form as Slack sends it in when these fields are filled in."""
    blocks = {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}
    filled = {
        f"i1:{name}": {blocks[f"i1:{name}"]["element"]["action_id"]: value}
        for name, value in values.items()
    }
    return {**view, "state": {"values": filled}}


@pytest.mark.parametrize("words", [ENGLISH, KOREAN])
@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_any_command_s_form_is_one_that_slack_takes(name: str, words: Words) -> None:
    command = COMMANDS[name]
    nasty = {option.name: "R&D <!channel> <b>" for option in command.options}
    for given in ({}, nasty, as_given(WISH)):
        view = form_of(command, ASKED, words, given=given, zone=SEOUL)
        assert faults_in_view(view) == []


def test_a_new_schedule_s_form_guesses_what_one_wants() -> None:
    view = form(ADD)
    elements = {b["block_id"]: b["element"] for b in view["blocks"] if b["type"] == "input"}
    assert elements["i1:channel"]["initial_conversation"] == "C1"
    assert elements["i1:time"]["initial_time"] == "09:00"
    assert elements["i1:zone"]["initial_option"]["value"] == "Asia/Seoul"
    assert len(elements["i1:days"]["initial_options"]) == 7
    assert not {"i1:thread", "i1:publish", "i1:mention", "i1:tag"} & elements.keys()


def test_korean_forms_speak_korean() -> None:
    shown = json.dumps(form(ADD, KOREAN), ensure_ascii=False)
    for word in ("시간", "요일", "월요일", "공휴일", "닫기", "보내기", "미리 보기"):
        assert word in shown


def test_what_is_filled_in_comes_back_as_options() -> None:
    sent = sent_in(
        state_of(
            form(ADD),
            channel={"type": "conversations_select", "selected_conversation": "C2"},
            time={"type": "timepicker", "selected_time": "07:45"},
            zone={"type": "external_select", "selected_option": {"value": "Europe/Berlin"}},
            days={
                "type": "checkboxes",
                "selected_options": [{"value": "mon"}, {"value": "fri"}],
            },
            mode={"type": "radio_buttons", "selected_option": {"value": "news"}},
            track={"type": "external_select", "selected_option": None},
        )
    )
    assert sent is not None
    assert sent.command == "schedule add"
    assert sent.options == {
        "channel": "C2",
        "time": "07:45",
        "zone": "Europe/Berlin",
        "days": "mon, fri",
        "mode": "news",
    }


def test_a_form_for_a_change_knows_its_schedule_and_what_was_taken_back() -> None:
    change = COMMANDS["schedule change"]
    view = form_of(change, ASKED, ENGLISH, given=as_given(WISH), zone=None)
    assert "i1:channel" not in {block.get("block_id") for block in view["blocks"]}
    sent = sent_in(state_of(view, time={"type": "timepicker", "selected_time": "09:00"}))
    assert sent is not None
    assert sent.options == {"number": "12", "time": "09:00", "holidays": "none"}


def test_several_times_a_day_are_one_to_pick_and_others_to_type() -> None:
    change = COMMANDS["schedule change"]
    wish = replace(
        WISH,
        times=(dt.time(8), dt.time(13), dt.time(18, 30)),
        starts=dt.date(2026, 12, 1),
        catch_up=dt.timedelta(hours=2),
        ending=Ending.AGAIN,
    )
    view = form_of(change, ASKED, ENGLISH, given=as_given(wish), zone=None)
    elements = {b["block_id"]: b["element"] for b in view["blocks"] if b["type"] == "input"}
    assert elements["i1:time"]["initial_time"] == "08:00"
    assert elements["i1:time+"]["initial_option"]["value"] == "13:00, 18:30"
    assert elements["i1:starts"]["initial_option"]["value"] == "2026-12-01"
    assert elements["i1:ending"]["initial_option"]["value"] == "again"
    assert elements["i1:late"]["initial_option"]["value"] == "120 minutes"
    assert asked_by(elements["i1:time+"]["action_id"]) == ("schedule change", "time")
    more = {"type": "external_select", "selected_option": {"value": "13:00, 18:30"}}
    picked = {"type": "timepicker", "selected_time": "09:00"}
    sent = sent_in(state_of(view, time=picked, **{"time+": more}))
    assert sent is not None
    # What stood there and is emptied is taken back.
    assert sent.options == {
        "number": "12",
        "time": "09:00, 13:00, 18:30",
        "holidays": "none",
        "starts": "none",
        "late": "rest of the day",
    }
    emptied = sent_in(state_of(view, time={**picked, "selected_time": None}, **{"time+": more}))
    assert emptied is not None
    assert emptied.options["time"] == "13:00, 18:30"


@pytest.mark.parametrize(
    "view",
    [
        {},
        {"callback_id": "x", "state": None},
        {"callback_id": "f1:schedule add", "private_metadata": "{", "state": {"values": []}},
        {"callback_id": "f1:schedule add", "private_metadata": "[1]", "state": "x"},
        {
            "callback_id": "f1:term",
            "private_metadata": '{"given": 3, "had": 4}',
            "state": {"values": {"i1:word": 3, "i1:x": {"a": None}, "zz": {}}},
        },
    ],
)
def test_a_form_that_makes_no_sense_is_nothing_filled_in(view: View) -> None:
    sent = sent_in(view)
    assert sent is None or sent.options == {}


def test_only_what_is_missing_opens_a_form() -> None:
    assert wants_form(COMMANDS["term"], {})
    assert not wants_form(COMMANDS["term"], {"word": "HBM"})
    assert not wants_form(COMMANDS["quiz"], {})
    assert wants_form(ADD, {"time": "08:00"})
    assert not wants_form(ADD, {"time": "08:00", "zone": "Asia/Seoul"})
    assert wants_form(COMMANDS["schedule change"], {"channel": "#12"})
    assert wants_form(COMMANDS["schedule managers"], {})
    assert not wants_form(COMMANDS["schedule managers"], {"role": "none"})


def test_trying_takes_only_what_the_command_takes() -> None:
    view = state_of(
        form(ADD), track={"type": "external_select", "selected_option": {"value": "korea-news"}}
    )
    assert tried(view, COMMANDS["schedule sample"]) == {"track": "korea-news"}


def test_a_menu_offers_what_was_typed_too_and_never_more_than_slack_takes() -> None:
    many = [Suggestion(f"Term {n} {'가' * 90}", f"value {n}") for n in range(200)]
    for found, typed in ((many, "x"), ([], "R&D <!here>"), ([Suggestion("", "")], "\u202e\ud800")):
        menu = menu_of(found, typed)
        assert faults_in_options({"options": menu}) == []
    (only,) = menu_of([], "  two   words ")
    assert only["value"] == "two words"
    assert menu_of([Suggestion("HBM", "HBM")], "hbm")[0]["value"] == "HBM"
    long = Suggestion("Long", "가" * 151, "#term-1")
    assert menu_of([long], "")[0]["value"] == "#term-1"


def test_an_action_s_id_says_which_option_is_typed_in() -> None:
    view = form(ADD)
    ids = [b["element"]["action_id"] for b in view["blocks"] if b["type"] == "input"]
    assert ("schedule add", "zone") in [asked_by(one) for one in ids]
    assert asked_by("h1:3") is None
    assert "Have lessons come" in text_shown(view["blocks"])

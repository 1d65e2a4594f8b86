"""A manifest is held to Slack's limits, those that its published schema does not know as well."""

from typing import Any

import pytest

from tests.local_slack.manifest_limits import (
    SCHEMA,
    faults_by_schema,
    faults_in_manifest,
    schema_is_there,
)

Json = dict[str, Any]

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
    "oauth_config": {"scopes": {"bot": ["app_mentions:read", "chat:write", "commands"]}},
    "settings": {
        "event_subscriptions": {"bot_events": ["app_mention"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def test_a_good_manifest() -> None:
    assert faults_in_manifest(MANIFEST) == []
    asked = ["app_mentions:read", "commands"]
    scopes = {"scopes": {"bot": asked, "bot_optional": ["commands"]}}
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
    ("display_information", "description", "x" * 141, "141 characters, 1 to 140 wanted"),
    ("features", "slash_commands", [{"command": "/" + "x" * 32}], "33 characters, 2 to 32 wanted"),
    ("features", "slash_commands", [{"description": "x" * 2001}], "2001 characters, 1 to 2000"),
    ("features", "slash_commands", [{"usage_hint": "x" * 1001}], "1001 characters, 1 to 1000"),
    ("features", "shortcuts", [{"type": "own"}], "type: neither message nor global"),
    ("features", "slash_commands", [], "none, so it must not be there"),
    ("features", "slash_commands", "/term", "a list of 50 at most is wanted"),
    ("features", "shortcuts", [{}] * 11, "a list of 10 at most is wanted"),
    ("features", "unfurl_domains", list("abcdef"), "a list of 5 at most is wanted"),
    ("oauth_config", "scopes", {"bot": ["commands"]}, "app_mention needs the scope app_mentions"),
    ("oauth_config", "scopes", {"bot": [f"s:{n}" for n in range(256)]}, "255 at most"),
    (
        "settings",
        "event_subscriptions",
        {"metadata_subscriptions": [{"app_id": "A1"}]},
        "metadata_subscriptions[0].event_type: missing",
    ),
    ("oauth_config", "redirect_urls", [f"https://a.kr/{n}" for n in range(1001)], "1000 at most"),
    (
        "settings",
        "event_subscriptions",
        {"bot_events": [f"e{n}" for n in range(101)]},
        "bot_events: a list of 100 at most is wanted",
    ),
    ("settings", "interactivity", {"message_menu_options_url": "http://a.kr"}, "no https address"),
    ("settings", "allowed_ip_address_ranges", list(map(str, range(11))), "10 at most"),
]


@pytest.mark.parametrize(("part", "key", "value", "fault"), MANIFESTS)
def test_a_bad_manifest(part: str, key: str, value: object, fault: str) -> None:
    found = faults_in_manifest(MANIFEST | {part: MANIFEST[part] | {key: value}})
    assert any(fault in one for one in found), found


def test_without_a_socket_there_must_be_addresses() -> None:
    settings = MANIFEST["settings"] | {"socket_mode_enabled": False}
    found = faults_in_manifest(MANIFEST | {"settings": settings})
    assert found == [
        f"invalid_manifest: {place}: needed without Socket Mode"
        for place in (
            "settings.event_subscriptions.request_url",
            "settings.interactivity.request_url",
            "features.slash_commands[0].url",
        )
    ]
    to = {"request_url": "https://a.kr"}
    there = {
        "settings": {
            "event_subscriptions": {"bot_events": ["app_mention"]} | to,
            "interactivity": {"is_enabled": True} | to,
        },
        "features": {
            "bot_user": {"display_name": "homeroom"},
            "slash_commands": [
                {"command": "/term", "description": "A word", "url": "https://a.kr"}
            ],
        },
    }
    assert faults_in_manifest(MANIFEST | there) == []


def test_functions_run_elsewhere_and_for_organisations() -> None:
    settings = MANIFEST["settings"] | {"function_runtime": "remote", "org_deploy_enabled": True}
    good = {"lesson_of_today": {"title": "Today's lesson"}}
    assert faults_in_manifest(MANIFEST | {"settings": settings, "functions": good}) == []
    bad = {"LessonOfToday": {"title": "x" * 256}, "a" * 101: {}}
    found = "\n".join(faults_in_manifest(MANIFEST | {"functions": bad}))
    assert "functions.LessonOfToday: no snake_case of 100 characters at most" in found
    assert "functions.LessonOfToday.title: 256 characters, 1 to 255 wanted" in found
    assert f"functions.{'a' * 101}: no snake_case" in found
    assert f"functions.{'a' * 101}.title: missing" in found
    assert "settings.function_runtime: remote is needed" in found
    assert "settings.org_deploy_enabled: needed" in found

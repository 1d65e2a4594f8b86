import json
import re
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot import commands
from bot.core.command import command
from bot.core.context import Context
from bot.core.discovery import discover
from bot.core.reply import Reply, Text, reply
from bot.platforms.slack.admission.http import EVENTS_PATH
from bot.platforms.slack.admission.oauth import REDIRECT_PATH
from bot.platforms.slack.naming.manifest import GREEN, manifest
from bot.platforms.slack.naming.manifest_text import as_json, as_yaml
from bot.platforms.slack.naming.scopes import BOT_EVENTS, BOT_SCOPES, OPTIONAL_SCOPES, SCOPES
from bot.platforms.slack.naming.spelling import Spelling
from bot.settings import load
from tests.fakes.paths import ROOT
from tests.local_slack.manifest_limits import faults_by_schema, faults_in_manifest, schema_is_there

COMMANDS = discover(commands)
URL = "https://homeroom.example.org"
WAYS: dict[str, dict[str, Any]] = {
    "socket": {},
    "http": {"url": URL, "socket": False},
    "oauth": {"url": URL, "socket": False, "installed": True},
    "oauth over a socket": {"url": URL, "installed": True},
}


def spelled(**settings: str) -> Spelling:
    set_ = load({f"HOMEROOM_SLACK_{name.upper()}": value for name, value in settings.items()})
    return Spelling(COMMANDS, set_.slack_commands, set_.slack_prefix, set_.slack_umbrella)


def slashes(made: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["command"]: one for one in made["features"]["slash_commands"]}


@pytest.mark.skipif(not schema_is_there(), reason="Slack's schema is kept beside the project")
@pytest.mark.parametrize("way", WAYS)
def test_the_manifest_is_as_slacks_schema_describes_it(way: str) -> None:
    assert faults_by_schema(manifest(COMMANDS, spelled(), **WAYS[way])) == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("declinable", [False, True])
def test_the_manifest_keeps_to_slacks_limits(way: str, declinable: bool) -> None:
    made = manifest(COMMANDS, spelled(), declinable=declinable, **WAYS[way])
    assert list(faults_in_manifest(made)) == []


def test_the_five_and_the_umbrella_have_a_slash() -> None:
    found = slashes(manifest(COMMANDS, spelled()))
    assert list(found) == ["/term", "/faq", "/quiz", "/today", "/lesson", "/homeroom"]
    assert found["/term"] == {
        "command": "/term",
        "description": "Explain a term.",
        "usage_hint": "<word>",
        "should_escape": True,
    }


def test_every_listed_command_is_in_the_manifest_or_under_the_umbrella() -> None:
    spelling = spelled()
    found = slashes(manifest(COMMANDS, spelling))
    there = found["/homeroom"]["usage_hint"].split(" | ")
    for one in COMMANDS:
        slash, _, rest = spelling.typed(one.name).partition(" ")
        assert slash in found
        if one.listed:
            assert slash != "/homeroom" or rest.split()[0] in there
        else:
            assert one.name.split()[0] not in there or one.family


def test_a_new_command_shows_in_the_manifest_by_itself() -> None:
    @command()
    async def agenda(_context: Context) -> Reply:
        """Show what is planned."""
        return reply(Text(""))

    more = (*COMMANDS, agenda)
    under = slashes(manifest(more, Spelling(more, (("term", "term"),))))
    assert "agenda" in under["/homeroom"]["usage_hint"]
    own = slashes(manifest(more, Spelling(more, (("plan", "agenda"),), prefix="hr-")))
    assert own["/hr-plan"]["description"] == "Show what is planned."


def test_names_and_families_are_as_they_were_set() -> None:
    spelling = spelled(commands="glossary=term, lessons=schedule", prefix="hr-", umbrella="class")
    found = slashes(manifest(COMMANDS, spelling))
    assert list(found) == ["/hr-glossary", "/hr-lessons", "/class"]
    assert found["/hr-lessons"]["usage_hint"].startswith("add | change | list | ")
    assert list(slashes(manifest(COMMANDS, spelled(commands="none")))) == ["/homeroom"]


def test_over_a_socket_nothing_has_an_address() -> None:
    made = manifest(COMMANDS, spelled())
    assert made["settings"]["socket_mode_enabled"] is True
    assert made["settings"]["token_rotation_enabled"] is False
    assert "http" not in as_json(made)


def test_over_http_everything_goes_to_one_address() -> None:
    made = manifest(COMMANDS, spelled(), url=f"{URL}/", socket=False)
    events, settings = f"{URL}{EVENTS_PATH}", made["settings"]
    assert {one["url"] for one in made["features"]["slash_commands"]} == {events}
    assert settings["event_subscriptions"]["request_url"] == events
    assert settings["interactivity"] == {
        "is_enabled": True,
        "request_url": events,
        "message_menu_options_url": events,
    }
    assert settings["socket_mode_enabled"] is False
    assert settings["token_rotation_enabled"] is False
    assert "redirect_urls" not in made["oauth_config"]


@pytest.mark.parametrize("way", ["oauth", "oauth over a socket"])
def test_many_workspaces_come_back_to_us_and_their_tokens_are_renewed(way: str) -> None:
    made = manifest(COMMANDS, spelled(), **WAYS[way])
    assert made["oauth_config"]["redirect_urls"] == [f"{URL}{REDIRECT_PATH}"]
    assert made["settings"]["token_rotation_enabled"] is True


@pytest.mark.parametrize("wish", [{"socket": False}, {"installed": True}])
def test_what_needs_an_address_is_not_made_without_one(wish: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="there must be an address"):
        manifest(COMMANDS, spelled(), **wish)


def test_scopes_that_may_be_declined_are_among_all_of_them() -> None:
    made = manifest(COMMANDS, spelled(), declinable=True)["oauth_config"]["scopes"]
    assert made == {"bot": list(BOT_SCOPES), "bot_optional": list(OPTIONAL_SCOPES)}
    assert set(OPTIONAL_SCOPES) < set(BOT_SCOPES)
    assert len(set(BOT_SCOPES)) == len(SCOPES)


def test_each_event_has_the_scope_that_it_needs() -> None:
    # docs.slack.dev, reference/events
    needs = {"app_mention": "app_mentions:read", "message.im": "im:history"}
    free = {"app_home_opened", "app_uninstalled", "tokens_revoked"}
    for event in BOT_EVENTS:
        assert event in free or needs[event] in set(BOT_SCOPES) - set(OPTIONAL_SCOPES)


def test_the_green_is_that_of_the_page() -> None:
    tokens = ROOT / "bot" / "platforms" / "web" / "static" / "css" / "tokens.css"
    assert f"--green: {GREEN};" in tokens.read_text("utf-8")


@pytest.mark.parametrize("way", WAYS)
def test_yaml_and_json_say_the_same(way: str) -> None:
    made = manifest(COMMANDS, spelled(), declinable=True, **WAYS[way])
    assert yaml.safe_load(as_yaml(made)) == made == json.loads(as_json(made))


def test_in_yaml_each_scope_has_its_reason_beside_it() -> None:
    text = as_yaml(manifest(COMMANDS, spelled()))
    for scope in SCOPES:
        mark = "optional: " if scope.optional else ""
        assert re.search(rf"- {scope.name} +# {mark}{re.escape(scope.why)}", text)
    assert text.count("# ") == len(SCOPES) + 1


TRICKY = (
    "no",
    "On",
    "null",
    "~",
    "12:30",
    "1e3",
    "2026-01-16",
    "- a",
    "a: b",
    "a #b",
    "#a",
    "",
    " ",
)


@given(st.lists(st.one_of(st.sampled_from(TRICKY), st.text(max_size=30))))
def test_no_text_turns_into_something_else_in_yaml(texts: list[str]) -> None:
    printable = ["".join(filter(str.isprintable, text)) for text in texts]
    made = {"all": [{"it": text} for text in printable], "one": dict.fromkeys(("it",), "yes")}
    assert (yaml.safe_load(as_yaml(made))["all"] or []) == made["all"]

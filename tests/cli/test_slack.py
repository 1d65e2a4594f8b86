import json
import logging

import pytest
import yaml
from cryptography.fernet import Fernet

from bot.platforms.slack.naming.scopes import SCOPES
from bot.telemetry.logs import formatter, set_up
from bot.telemetry.redaction import Redaction
from tests.conftest import Homeroom
from tests.fakes.paths import ROOT

URL = "https://homeroom.example.org"
README = (ROOT / "README.md").read_text("utf-8")
GUIDE = (ROOT / "docs" / "slack.md").read_text("utf-8")


def test_the_manifest_is_printed_to_be_pasted(homeroom: Homeroom) -> None:
    done = homeroom("slack", "manifest")
    assert done.returncode == 0, done.stderr
    made = yaml.safe_load(done.stdout)
    assert made["display_information"]["name"] == "Homeroom"
    assert made["settings"]["socket_mode_enabled"] is True
    assert done.stderr == ""


def test_the_manifest_has_the_names_that_were_set(homeroom: Homeroom) -> None:
    done = homeroom(
        "slack",
        "manifest",
        "--format",
        "json",
        HOMEROOM_SLACK_COMMANDS="glossary=term",
        HOMEROOM_SLACK_PREFIX="hr-",
    )
    commands = json.loads(done.stdout)["features"]["slash_commands"]
    assert [one["command"] for one in commands] == ["/hr-glossary", "/homeroom"]


@pytest.mark.parametrize(
    ("asked", "set_", "socket", "installed"),
    [
        (("--url", URL), {}, False, False),
        (("--url", URL, "--oauth"), {}, False, True),
        (("--url", URL, "--oauth", "--socket"), {}, True, True),
        ((), {"HOMEROOM_SLACK_URL": URL}, False, False),
        (("--url", URL), {"SLACK_APP_TOKEN": "xapp-1-A"}, True, False),
        (("--url", URL), {"SLACK_CLIENT_ID": "1.2"}, False, True),
    ],
)
def test_the_manifest_is_for_the_way_slack_reaches_us(
    homeroom: Homeroom, asked: tuple[str, ...], set_: dict[str, str], socket: bool, installed: bool
) -> None:
    done = homeroom("slack", "manifest", *asked, **set_)
    made = yaml.safe_load(done.stdout)
    assert made["settings"]["socket_mode_enabled"] is socket
    assert made["settings"]["token_rotation_enabled"] is installed
    assert ("redirect_urls" in made["oauth_config"]) is installed


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--url", "http://example.org"), "it is written like https://homeroom.example.org"),
        (("--oauth",), "Set HOMEROOM_SLACK_URL, or --url"),
    ],
)
def test_an_address_that_won_t_do_is_told(
    homeroom: Homeroom, asked: tuple[str, ...], told: str
) -> None:
    done = homeroom("slack", "manifest", *asked)
    assert done.returncode > 0
    assert told in done.stderr
    assert done.stdout == ""


def test_each_scope_is_printed_with_its_reason(homeroom: Homeroom) -> None:
    _, *lines = homeroom("slack", "scopes").stdout.splitlines()
    assert [line.split()[0].rstrip(":") for line in lines] == [scope.name for scope in SCOPES]
    for line, scope in zip(lines, SCOPES, strict=True):
        assert scope.why in line
        assert ("optional" in line) is scope.optional


def test_a_key_is_made_though_the_settings_wait_for_it(homeroom: Homeroom) -> None:
    half = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "abc"}
    first, second = (homeroom("slack", "key", **half).stdout.strip() for _ in range(2))
    assert Fernet(first).decrypt(Fernet(first).encrypt(b"x")) == b"x"
    assert first != second
    assert "Make one: homeroom slack key" in homeroom("say", "/help", **half).stderr


def test_a_token_of_the_wrong_kind_is_told_and_not_repeated(homeroom: Homeroom) -> None:
    done = homeroom("run", SLACK_BOT_TOKEN="xapp-1-A-sesame")  # noqa: S106 -- made up
    assert done.returncode == 1
    assert (
        "SLACK_BOT_TOKEN: its value won't do: it begins with xoxb-; this looks like an app token"
        in done.stderr
    )
    assert "sesame" not in done.stderr + done.stdout


def test_the_guide_names_every_scope_with_its_reason() -> None:
    for scope in SCOPES:
        mark = " (optional)" if scope.optional else ""
        assert f"| `{scope.name}`{mark} | {scope.title} | {scope.why} |" in GUIDE


def test_the_readme_goes_from_the_manifest_to_the_first_answer_in_five_lines() -> None:
    section = README.partition("## On Slack\n")[2].partition("\n## ")[0]
    steps = [line for line in section.splitlines() if line[:2] in {f"{n}." for n in range(1, 9)}]
    assert len(steps) == 5
    assert ".venv/bin/homeroom slack manifest" in steps[0]
    assert "`/term AI sovereignty`" in steps[-1]
    for scope in SCOPES:
        assert f"`{scope.name}`" in section
    assert "docs/slack.md" in section


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (
            "POST https://hooks.slack.com/commands/T1/123/AbC to answer",
            "POST https://hooks.slack.com[secret] to answer",
        ),
        ("https://hooks.slack-gov.com/actions/T1/1/x", "https://hooks.slack-gov.com[secret]"),
        (
            r'{"response_url":"https:\/\/hooks.slack.com\/actions\/T1\/1\/x","a":1}',
            r'"https:\/\/hooks.slack.com[secret]","a":1}',
        ),
        (
            "response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1%2F1%2Fx&a=1",
            "response_url=https%3A%2F%2Fhooks.slack.com[secret]&a=1",
        ),
        (r'{"url":"wss:\/\/x.slack.com\/link\/?ticket=abc"}', '{"url":"wss:[secret]"}'),
        (
            "to wss://wss-primary.slack.com/link/?ticket=abc&app_id=1 now",
            "to wss:[secret] now",
        ),
        ("'ticket' in ws://127.0.0.1/?ticket=abc&x=1", "/?ticket=[secret]&x=1"),
        ("xoxe.xoxb-1-Mi0x and xoxe-1-abc", "[secret] and [secret]"),
        ("GET /slack/oauth_redirect?code=1.2.a&state=b", "?code=[secret]&state=[secret]"),
        ("Slack: 2 workspaces have Homeroom", "Slack: 2 workspaces have Homeroom"),
    ],
)
def test_nothing_secret_of_slack_is_logged(said: str, kept: str) -> None:
    record = logging.LogRecord("slack_sdk", logging.WARNING, "", 1, "%s", (said,), None)
    assert kept in formatter("console", Redaction()).format(record)


def test_slacks_libraries_only_warn() -> None:
    root = logging.getLogger()
    before = root.handlers[:], root.level
    try:
        set_up("debug")
        for name in ("slack_bolt.AsyncApp", "slack_sdk.web.async_client"):
            assert not logging.getLogger(name).isEnabledFor(logging.INFO)
    finally:
        root.handlers[:], level = before
        root.setLevel(level)

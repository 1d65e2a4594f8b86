import logging

import pytest

from bot.platforms.discord.permissions import NEEDS, invitation
from bot.telemetry.logs import formatter
from bot.telemetry.redaction import Redaction
from tests.conftest import Homeroom
from tests.fakes.paths import ROOT

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB"  # noqa: S105 -- made up


def test_the_invitation_by_the_applications_id(homeroom: Homeroom) -> None:
    done = homeroom("discord", "invite", "--application", "42")
    link, _, *needs = done.stdout.splitlines()
    assert link == (
        "https://discord.com/oauth2/authorize?client_id=42"
        "&scope=bot+applications.commands&permissions=309237730304"
    )
    assert [line.split(":")[0].strip() for line in needs[1:]] == [need.title for need in NEEDS]


def test_without_token_and_id_it_says_what_to_do(homeroom: Homeroom) -> None:
    done = homeroom("discord", "invite")
    assert done.returncode == 1
    assert "Set DISCORD_TOKEN" in done.stderr


@pytest.mark.parametrize("token", ["Bot abc.def", "ab\tc", "über"])
def test_what_can_t_be_a_token_is_refused_and_not_repeated(homeroom: Homeroom, token: str) -> None:
    done = homeroom("discord", "invite", DISCORD_TOKEN=token)
    assert done.returncode == 1
    assert "DISCORD_TOKEN: its value won't do" in done.stderr
    assert token not in done.stderr


def test_the_guide_names_every_permission_with_its_bit_and_reason() -> None:
    guide = (ROOT / "docs" / "discord.md").read_text("utf-8")
    for need in NEEDS:
        row = f"| {need.title} | `1 << {need.bit.bit_length() - 1}` | {need.why} |"
        assert row in guide
    total = sum(need.bit for need in NEEDS)
    assert f"`{total}`" in guide
    assert f"`{total}`" in (ROOT / "README.md").read_text("utf-8")
    assert invitation(1).endswith(f"permissions={total}")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (f"logged in with {TOKEN} today", "logged in with [secret] today"),
        (
            "POST https://discord.com/api/v10/webhooks/123/aW50ZXJhY3Rpb24-abc_d/messages",
            "POST https://discord.com/api/v10/webhooks/[secret]/messages",
        ),
        (
            "https://discord.com/api/v10/interactions/1/abc/callback",
            "interactions/[secret]/callback",
        ),
        ("xoxb-123-abc and xapp-1-A-2-b", "[secret] and [secret]"),
        ("delivery 12-20260116 was sent to discord", "delivery 12-20260116 was sent to discord"),
    ],
)
def test_no_token_is_written_to_the_log(said: str, kept: str) -> None:
    record = logging.LogRecord("discord.http", logging.WARNING, "", 1, "%s", (said,), None)
    assert kept in shown(record)


def test_nor_in_the_trace_of_an_error() -> None:
    try:
        int(TOKEN)
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
        record = logging.LogRecord("x", logging.ERROR, "", 1, "it failed", (), info)
    assert "Traceback" in shown(record)
    assert TOKEN not in shown(record)


def shown(record: logging.LogRecord) -> str:
    return formatter("console", Redaction()).format(record)

import json
import logging
import re

import pytest

from bot.settings import load
from bot.telemetry.logs import formatter
from bot.telemetry.redaction import BLOT, Redaction

DISCORD = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB"
HOOK = "https://hooks.slack.com/commands/T0001/123/abcDEF"
SECRET = [
    DISCORD,
    "xoxb-123-abc",
    "xapp-1-A0-99-fff",
    "xoxe.xoxb-1-abc",
    "xoxe-1-abcdef",
    "wss://wss-primary.slack.com/link?ticket=aaa-bbb&app_id=1",
    "https://discord.com/api/v10/webhooks/123/aW50ZXJhY3Rpb24",
    "/interactions/123/aW50ZXJhY3Rpb24/callback",
    HOOK,
    "postgresql://homeroom:hunter2hunter2@db.internal:5432/homeroom",
    "Authorization: Bearer abc.def",
    "'Authorization': 'Bot abcdef'",
    "{'authorization': 'Basic dXNlcjpwYXNz'}",
]
TELLING = ["GabcdE.", "123-abc", "A0-99", "1-abc", "ticket=aaa", "aW50", "abcDEF", "hunter2",
           "abc.def", "abcdef", "dXNl"]  # fmt: skip


def record(
    said: str, *parameters: object, error: BaseException | None = None, **extra: object
) -> logging.LogRecord:
    info = (type(error), error, error.__traceback__) if error else None
    made = logging.LogRecord("bot.x", logging.WARNING, "", 1, said, parameters, info)
    made.created = 1_768_554_000.25
    vars(made).update(extra)
    return made


def shown(form: str, one: logging.LogRecord, *known: str) -> str:
    return formatter(form, Redaction(known)).format(one)


def test_a_line_for_programs_is_one_object_with_time_level_logger_event_and_fields() -> None:
    line = shown(
        "json", record("delivery %s was sent to %s", "7-1", "discord", delivery="7-1", seconds=0.4)
    )
    assert "\n" not in line
    assert json.loads(line) == {
        "time": "2026-01-16T09:00:00.250Z",
        "level": "warning",
        "logger": "bot.x",
        "event": "delivery 7-1 was sent to discord",
        "delivery": "7-1",
        "seconds": 0.4,
    }
    assert list(json.loads(line))[:4] == ["time", "level", "logger", "event"]


def test_a_line_for_people_says_the_same() -> None:
    one = record("delivery %s has to wait: %s", "7-1", "no", delivery="7-1", outcome="sent late")
    assert shown("console", one) == (
        "2026-01-16T09:00:00.250Z WARNING bot.x: delivery 7-1 has to wait: no"
        '  delivery=7-1 outcome="sent late"'
    )


def test_what_a_library_adds_of_its_own_is_left_out() -> None:
    one = record("it failed", body="what people wrote", message_content="hello")
    for form in ("json", "console"):
        assert "wrote" not in shown(form, one)
        assert "hello" not in shown(form, one)


def test_a_trace_is_text_in_the_same_object() -> None:
    try:
        int("seven")
    except ValueError as error:
        line = shown("json", record("it failed", error=error))
    assert "\n" not in line
    trace = json.loads(line)["exception"]
    assert trace.startswith("Traceback")
    assert "invalid literal for int() with base 10: 'seven'" in trace


@pytest.mark.parametrize("form", ["json", "console"])
@pytest.mark.parametrize("secret", SECRET)
def test_nothing_secret_is_written_wherever_it_stands(form: str, secret: str) -> None:
    try:
        raise RuntimeError(f"can't reach {secret} today") from ValueError(secret)  # noqa: TRY301 -- the text is what is tried
    except RuntimeError as error:
        one = record(f"before {secret} after", error=error, platform=secret)
    also = record("asked for %s", {"url": secret, "all": [secret]}, delivery=[secret])
    for line in (shown(form, one), shown(form, also)):
        assert BLOT in line
        assert not [part for part in TELLING if part in secret and part in line]
        if form == "json":
            json.loads(line)


def test_every_secret_of_the_settings_is_known_wherever_it_stands() -> None:
    settings = load(
        {
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_SIGNING_SECRET": "0123456789abcdef",
            "SLACK_TOKEN_KEY": "first-key-of-all,second-key=",
        }
    )
    line = shown("console", record("0123456789abcdef first-key-of-all second-key%3D"),
                 *settings.secrets)  # fmt: skip
    assert line.endswith(f"{BLOT} {BLOT} {BLOT}")


def test_everyday_lines_stay_as_they_are() -> None:
    for said in (
        "delivery 12-20260116 was sent to discord",
        "Discord is connected: shard 0 with 12 servers",
        "the bot lacks Send Messages in #daily; the bearer of this is Ada",
        "http://127.0.0.1:8080 is open",
        "GET https://discord.com/api/v10/channels/123/messages failed",
    ):
        assert said in shown("console", record("%s", said))


def test_times_are_utc_and_can_be_sorted_as_text() -> None:
    lines = [shown("console", record("a")), shown("console", record("b"))]
    assert all(re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z ", line) for line in lines)

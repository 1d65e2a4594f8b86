import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.errors import BadSettings
from bot.settings import load, open_to_all, table
from bot.settings.roles import Role


def config(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "homeroom.yaml"
    path.write_text(text)
    return path


def faults(environment: dict[str, str], path: Path | None = None) -> str:
    with pytest.raises(BadSettings) as caught:
        load(environment, path)
    return str(caught.value)


def test_without_anything_there_are_the_defaults() -> None:
    settings = load({})
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert settings.classroom_time == dt.time(8)
    assert settings.store_url == "sqlite+aiosqlite:///data/homeroom.db"


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    path = config(tmp_path, "port: 81\nclassroom_time: 12:30\ntimezone: Asia/Seoul\n")
    settings = load({"HOMEROOM_PORT": "82", "HOMEROOM_HOST": ""}, path)
    assert (settings.port, settings.host) == (82, "127.0.0.1")
    assert settings.classroom_time == dt.time(12, 30)
    assert settings.timezone == ZoneInfo("Asia/Seoul")


def test_every_fault_is_told_with_the_name_of_its_setting(tmp_path: Path) -> None:
    path = config(tmp_path, "prot: 1\ntimezone: Mars/Olympus\nhost: [a]\nring_seconds: -1\n")
    told = faults({"HOMEROOM_LOG_LEVEL": "loud"}, path)
    for part in (
        "there is no setting 'prot'. Did you mean port?",
        "timezone in the configuration file: 'Mars/Olympus' won't do",
        "host must be one value",
        "ring_seconds in the configuration file: '-1' won't do",
        "HOMEROOM_LOG_LEVEL: 'loud' won't do: it is one of debug, info",
    ):
        assert part in told


def test_a_secret_may_not_stand_in_the_file(tmp_path: Path) -> None:
    told = faults({}, config(tmp_path, "database_url: sqlite:///sesame.db\n"))
    assert "database_url may hold a password. Take it out; set DATABASE_URL or" in told
    assert "sesame" not in told


def test_a_secret_may_come_from_a_file_of_its_own(tmp_path: Path) -> None:
    secret = tmp_path / "url"
    secret.write_text("sqlite:///other.db\n")
    assert load({"DATABASE_URL_FILE": str(secret)}).store_url == "sqlite+aiosqlite:///other.db"


SECRETS = {
    "DATABASE_URL": "sqlite:///data/sesame.db",
    "HOMEROOM_PAGE_TOKEN": "sesame-sesame-sesame",
    "DISCORD_TOKEN": "sesame.sesame.sesame",
    "SLACK_APP_TOKEN": "xapp-1-A-2-sesame",
    "SLACK_SIGNING_SECRET": "sesame",
    "SLACK_CLIENT_ID": "sesame",
    "SLACK_CLIENT_SECRET": "sesame",
    "SLACK_TOKEN_KEY": "sesame",
}


def test_settings_show_none_of_their_secrets() -> None:
    settings = load(SECRETS)
    for shown in (repr(settings), str(settings), f"{settings}", f"{settings!r:>20}"):
        assert "sesame" not in shown
        assert "slack_bot_token=''" in shown
        assert shown.count("***") == len(SECRETS)
        assert "port=8080" in shown


def test_every_secret_can_come_from_a_file(tmp_path: Path) -> None:
    secret = {row.env: row.name for row in table() if row.secret}
    assert secret.keys() == {*SECRETS, "SLACK_BOT_TOKEN"}
    named = {}
    for env, value in SECRETS.items():
        (tmp_path / env).write_text(f"{value}\n")
        named[f"{env}_FILE"] = str(tmp_path / env)
    from_files, from_environment = load(named), load(SECRETS)
    for name in secret.values():
        assert getattr(from_files, name) == getattr(from_environment, name), name


def test_what_looks_secret_is_a_secret() -> None:
    for row in table():
        assert row.secret or not any(word in row.name for word in ("token", "secret", "key"))


def test_a_secret_given_twice_is_told() -> None:
    told = faults({"DISCORD_TOKEN": "sesame", "DISCORD_TOKEN_FILE": "/nowhere"})
    assert "DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set. Take one of them away" in told
    assert "sesame" not in told


@pytest.mark.parametrize("mistaken", ["xoxb-1-sesame", "postgresql://me:sesame@host/db"])
def test_a_secret_in_the_place_of_its_file_is_not_shown(mistaken: str) -> None:
    told = faults({"DATABASE_URL_FILE": mistaken})
    assert "DATABASE_URL_FILE: the file it names can't be read: No such file" in told
    assert "Put the path of a file there, not the secret" in told
    assert "sesame" not in told


def test_a_secret_file_that_holds_none_is_told(tmp_path: Path) -> None:
    empty, binary = tmp_path / "empty", tmp_path / "binary"
    empty.write_text("\n")
    binary.write_bytes(b"\xff\xfe")
    told = faults({"DISCORD_TOKEN_FILE": str(empty), "DATABASE_URL_FILE": str(binary)})
    assert "DISCORD_TOKEN_FILE: the file it names is empty" in told
    assert "DATABASE_URL_FILE: the file it names is no text in UTF-8" in told


def test_a_secret_file_that_all_can_read_is_warned_about(tmp_path: Path) -> None:
    open_one, closed = tmp_path / "open", tmp_path / "closed"
    for path, mode in ((open_one, 0o644), (closed, 0o640)):
        path.write_text("sesame")
        path.chmod(mode)
    warnings = open_to_all(
        {
            "DISCORD_TOKEN_FILE": str(open_one),
            "DATABASE_URL_FILE": str(closed),
            "SLACK_BOT_TOKEN_FILE": str(tmp_path / "gone"),
            "SLACK_APP_TOKEN_FILE": "/run/secrets/app",
        }
    )
    assert list(warnings) == [
        f"DISCORD_TOKEN_FILE: everybody on this machine can read {open_one}. chmod 600 mends it"
    ]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PAGE_TOKEN", "short", "it is one word of 16 to 200 letters"),
        ("PAGE_TOKEN", "with a space in it, though", "Make one: openssl rand -hex 20"),
        ("PAGE_OPEN", "perhaps", "write yes or no"),
        ("PERSON_PER_MINUTE", "-1", "it is a number from 0, which is no limit, to 1,000,000"),
        ("SERVER_PER_MINUTE", "many", "it is a number from 0"),
    ],
)
def test_what_guards_the_page_and_the_commands_is_checked(name: str, value: str, told: str) -> None:
    shown = faults({f"HOMEROOM_{name}": value})
    assert told in shown
    assert "short" not in shown


def test_limits_and_the_open_page_are_read() -> None:
    assert load({}).page_open is False
    settings = load({"HOMEROOM_PAGE_OPEN": "Yes", "HOMEROOM_SERVER_PER_MINUTE": "0"})
    assert (settings.page_open, settings.person_per_minute, settings.server_per_minute) == (
        True,
        30,
        0,
    )


def test_the_value_of_a_secret_is_never_shown() -> None:
    told = faults({"DATABASE_URL": "mysql://me:sesame@host/db"})
    assert "DATABASE_URL: its value won't do" in told
    assert "sesame" not in told


@pytest.mark.parametrize("text", ["- a\n", "port: [\n", "just text"])
def test_a_file_that_is_no_table_of_settings_is_told(tmp_path: Path, text: str) -> None:
    assert "homeroom.yaml" in faults({}, config(tmp_path, text))


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    told = faults({"HOMEROOM_CONFIG": str(tmp_path / "gone.yaml")})
    assert "gone.yaml is not there. Look at HOMEROOM_CONFIG and --config" in told


def test_a_fault_in_the_file_does_not_show_its_line(tmp_path: Path) -> None:
    path = config(tmp_path, 'port: 1\ndatabase_url: "postgres://me:sesame@host/db\n')
    told = faults({}, path)
    assert "homeroom.yaml, line 3: this is no line of 'name: value'" in told
    assert "sesame" not in told


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///x?y=1",
        "postgresql://db",
        "postgresql://me@db:port/homeroom",
        "postgresql://me:[sesame@db/homeroom",
    ],
)
def test_a_database_that_is_none_or_would_keep_nothing_is_refused(url: str) -> None:
    assert "DATABASE_URL: its value won't do" in faults({"DATABASE_URL": url})


def test_names_are_a_list() -> None:
    assert load({"HOMEROOM_NAMES": "A.example, b.example"}).names == ("a.example", "b.example")


def test_a_setting_that_stands_twice_is_told(tmp_path: Path) -> None:
    assert "'port' stands there twice" in faults({}, config(tmp_path, "port: 1\nport: 2\n"))


def test_a_misspelt_name_in_the_environment_is_told() -> None:
    told = faults({"HOMEROOM_PROT": "81"})
    assert "there is no setting HOMEROOM_PROT. Did you mean HOMEROOM_PORT?" in told
    assert load({"HOMEROOM_SOMETHING_ELSE": "1"}).port == 8080


BOT, APP = "xoxb-1-2-sesame", "xapp-1-A-2-sesame"


def test_of_slack_there_is_nothing_but_names_at_first() -> None:
    settings = load({})
    assert settings.slack_bot_token == settings.slack_url == settings.slack_prefix == ""
    assert (settings.slack_host, settings.slack_port) == ("127.0.0.1", 3000)
    names = ["term", "faq", "quiz", "today", "lesson"]
    assert settings.slack_commands == tuple((name, name) for name in names)
    assert settings.slack_umbrella == "homeroom"
    assert settings.slack_api == "https://slack.com/api/"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SLACK_BOT_TOKEN", APP, "it begins with xoxb-; this looks like an app token"),
        ("SLACK_BOT_TOKEN", "xoxp-sesame", "it begins with xoxb-; this looks like a person's"),
        ("SLACK_BOT_TOKEN", "xoxe.xoxb-sesame", "xoxb-; this looks like a token that expires"),
        ("SLACK_BOT_TOKEN", "sesame", "it begins with xoxb-; this looks like something else"),
        ("SLACK_BOT_TOKEN", "xoxb-sesame street", "a token is one word"),
        ("SLACK_APP_TOKEN", BOT, "it begins with xapp-; this looks like a bot token"),
        ("SLACK_SIGNING_SECRET", BOT, "it is no token; this looks like a bot token"),
        ("SLACK_CLIENT_ID", APP, "it is no token; this looks like an app token"),
        ("SLACK_CLIENT_SECRET", BOT, "it is no token; this looks like a bot token"),
        ("SLACK_TOKEN_KEY", "a sesame", "a token is one word"),
    ],
)
def test_a_secret_of_slacks_is_of_the_right_kind(name: str, value: str, told: str) -> None:
    shown = faults({name: value})
    assert f"{name}: its value won't do: " in shown
    assert told in shown
    assert "sesame" not in shown


def test_each_secret_of_slack_may_come_from_a_file(tmp_path: Path) -> None:
    bot, app = tmp_path / "bot", tmp_path / "app"
    bot.write_text(f"{BOT}\n")
    app.write_text(APP)
    settings = load({"SLACK_BOT_TOKEN_FILE": str(bot), "SLACK_APP_TOKEN_FILE": str(app)})
    assert (settings.slack_bot_token, settings.slack_app_token) == (BOT, APP)


@pytest.mark.parametrize(
    ("there", "told"),
    [
        ({"SLACK_APP_TOKEN": APP}, "SLACK_APP_TOKEN alone does nothing. Set SLACK_BOT_TOKEN"),
        ({"SLACK_SIGNING_SECRET": "a"}, "SLACK_SIGNING_SECRET alone does nothing"),
        ({"SLACK_BOT_TOKEN": BOT}, "SLACK_BOT_TOKEN needs a way for Slack to reach Homeroom"),
        ({"SLACK_CLIENT_ID": "1.2"}, "SLACK_CLIENT_ID needs a way for Slack to reach Homeroom"),
        ({"SLACK_CLIENT_ID": "1.2"}, "SLACK_CLIENT_ID needs SLACK_CLIENT_SECRET"),
        ({"SLACK_CLIENT_ID": "1.2"}, "Make one: homeroom slack key"),
        ({"SLACK_CLIENT_SECRET": "a"}, "SLACK_CLIENT_SECRET does nothing without SLACK_CLIENT_ID"),
        (
            {"SLACK_BOT_TOKEN": BOT, "SLACK_CLIENT_ID": "1.2"},
            "SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for many. Take one of them",
        ),
    ],
)
def test_half_of_slack_is_told_with_what_is_missing(there: dict[str, str], told: str) -> None:
    assert told in faults(there)
    assert load(there, whole=False).slack_port == 3000


@pytest.mark.parametrize(
    "there",
    [
        {"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP},
        {"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": "a"},
        {
            "SLACK_CLIENT_ID": "1.2",
            "SLACK_CLIENT_SECRET": "a",
            "SLACK_TOKEN_KEY": "k,l",
            "SLACK_SIGNING_SECRET": "a",
        },
    ],
)
def test_the_whole_of_slack_is_taken(there: dict[str, str]) -> None:
    assert load(there).slack_port == 3000


def test_who_only_posts_to_slack_needs_no_secret_of_those_who_listen() -> None:
    there = {"SLACK_BOT_TOKEN": BOT}
    for role in (Role.WORKER, Role.SCHEDULER):
        assert load(there, roles=frozenset({role})).slack_bot_token == BOT
    with pytest.raises(BadSettings, match="needs a way for Slack to reach Homeroom"):
        load(there, roles=frozenset({Role.WORKER, Role.GATEWAY}))


def test_commands_on_slack_may_have_other_names() -> None:
    settings = load({"HOMEROOM_SLACK_COMMANDS": " Glossary = term, /quiz, lessons=schedule "})
    assert settings.slack_commands == (
        ("glossary", "term"),
        ("quiz", "quiz"),
        ("lessons", "schedule"),
    )
    assert load({"HOMEROOM_SLACK_COMMANDS": "none"}).slack_commands == ()


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ({"COMMANDS": "trem"}, "there is no command trem. Did you mean term?"),
        ({"COMMANDS": "term, xyzzy"}, "there is no command xyzzy. There are: faq, help, lesson"),
        ({"COMMANDS": "glossary="}, "there is no command glossary. There are: "),
        ({"COMMANDS": "term, term"}, "term stands there twice. Write another name for one: my-"),
        ({"COMMANDS": "say it=term"}, "'say it' can't stand in a command's name"),
        ({"COMMANDS": "용어=term"}, "'용어' can't stand in a command's name"),
        ({"COMMANDS": "read"}, "there is no command read"),
        ({"COMMANDS": "search=term"}, "Slack keeps /search for itself. Look at HOMEROOM_SLACK_"),
        ({"UMBRELLA": "term"}, "/term is the umbrella and a command as well"),
        ({"PREFIX": "x" * 40}, "is longer than Slack's 32 characters"),
        ({"URL": "http://example.org"}, "it is written like https://homeroom.example.org"),
        ({"URL": "https://example.org/?a"}, "it is written like https://"),
        ({"URL": "https://me:sesame@example.org"}, "it is written like https://"),
        ({"URL": "https://example.org:x"}, "it is written like https://"),
        ({"API": "ftp://slack.com/api"}, "it is written like https://"),
        ({"PORT": "70000"}, "a port is a number"),
    ],
)
def test_names_that_won_t_do_on_slack_are_told(names: dict[str, str], told: str) -> None:
    assert told in faults({f"HOMEROOM_SLACK_{name}": value for name, value in names.items()})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://example.org/", "https://example.org"),
        ("https://example.org:8443/homeroom", "https://example.org:8443/homeroom"),
        ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
    ],
)
def test_an_address_is_https_or_on_this_machine(written: str, read: str) -> None:
    settings = load({"HOMEROOM_SLACK_URL": written, "HOMEROOM_SLACK_API": written})
    assert (settings.slack_url, settings.slack_api) == (read, f"{read}/")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", None),
        ("0/1", ((0,), 1)),
        ("0-3/16", ((0, 1, 2, 3), 16)),
        ("1,5-6/8", ((1, 5, 6), 8)),
    ],
)
def test_shards_are_read(text: str, read: object) -> None:
    assert load({"HOMEROOM_DISCORD_SHARDS": text}).discord_shards == read


@pytest.mark.parametrize("text", ["0", "0-3", "4/4", "3-1/4", "0,0/4", "a/4", "0-1/0", "-1/4"])
def test_shards_that_make_no_sense_are_told(text: str) -> None:
    told = faults({"HOMEROOM_DISCORD_SHARDS": text})
    assert "it is written like 0-3/16" in told

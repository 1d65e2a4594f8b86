import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.errors import BadSettings
from bot.settings import load


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
    "url", ["sqlite:///", "sqlite:///:memory:", "sqlite:///x?y=1", "postgresql://db"]
)
def test_a_database_that_would_keep_nothing_is_refused(url: str) -> None:
    assert "DATABASE_URL: its value won't do" in faults({"DATABASE_URL": url})


def test_names_are_a_list() -> None:
    assert load({"HOMEROOM_NAMES": "A.example, b.example"}).names == ("a.example", "b.example")


def test_a_setting_that_stands_twice_is_told(tmp_path: Path) -> None:
    assert "'port' stands there twice" in faults({}, config(tmp_path, "port: 1\nport: 2\n"))


def test_a_misspelt_name_in_the_environment_is_told() -> None:
    told = faults({"HOMEROOM_PROT": "81"})
    assert "there is no setting HOMEROOM_PROT. Did you mean HOMEROOM_PORT?" in told
    assert load({"HOMEROOM_SOMETHING_ELSE": "1"}).port == 8080

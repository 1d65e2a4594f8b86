import subprocess
import sys
from pathlib import Path

import pytest

from bot.app.running import GRACE
from tests.deploy.files import COMPOSE, ROLES, bots, compose, seconds


@pytest.mark.parametrize("path", COMPOSE, ids=lambda path: path.name)
def test_it_is_a_compose_file(path: Path) -> None:
    line = ["check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(path)]
    done = subprocess.run([sys.executable, "-m", *line], stdout=subprocess.PIPE, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", COMPOSE, ids=lambda path: path.name)
def test_every_service_is_walled_in(path: Path) -> None:
    for name, one in compose(path)["services"].items():
        assert one["read_only"], name
        assert one["cap_drop"] == ["ALL"], name
        assert one["security_opt"] == ["no-new-privileges:true"], name
        assert one["mem_limit"], name
        assert one["logging"]["options"]["max-size"], name
        assert one["restart"] == "unless-stopped", name
        assert all(port.startswith("127.0.0.1:") for port in one.get("ports", [])), name
        assert not one.get("privileged"), name


@pytest.mark.parametrize("path", COMPOSE, ids=lambda path: path.name)
def test_the_bot_may_finish_what_it_sends(path: Path) -> None:
    for name, one in bots(path).items():
        assert seconds(one["stop_grace_period"]) > GRACE, name


@pytest.mark.parametrize("path", COMPOSE, ids=lambda path: path.name)
def test_its_health_is_asked_as_the_image_says(path: Path) -> None:
    assert not [name for name, one in bots(path).items() if "healthcheck" in one]


def test_one_box_is_one_service_that_keeps_its_data() -> None:
    (one,) = compose(COMPOSE[0])["services"].values()
    assert "command" not in one
    assert "data:/home/homeroom/data" in one["volumes"]


def test_many_processes_have_all_roles_and_wait_for_the_database() -> None:
    services = bots(COMPOSE[1])
    assert {one["command"][-1] for one in services.values()} == ROLES
    for name, one in services.items():
        assert one["command"] == ["run", "--role", name]
        assert one["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert services["worker"]["deploy"]["replicas"] == 2
    assert "healthcheck" in compose(COMPOSE[1])["services"]["postgres"]


def test_secrets_are_files_and_the_database_is_reached_from_inside_only() -> None:
    content = compose(COMPOSE[1])
    for name, one in content["services"].items():
        for variable, value in one["environment"].items():
            secret = value.removeprefix("/run/secrets/")
            assert variable.endswith("_FILE") == (secret != value), (name, variable)
            assert secret == value or secret in one["secrets"], (name, variable)
    assert {one["file"] for one in content["secrets"].values()} == {
        f"secrets/{name}" for name in content["secrets"]
    }
    for name, one in bots(COMPOSE[1]).items():
        files = {value for value in one["environment"].values() if value.startswith("/run/")}
        assert files == {f"/run/secrets/{secret}" for secret in one["secrets"]}, name
        own = [] if name == "web" else ["discord_token"]
        assert one["secrets"] == ["database_url", *own], name
    postgres = content["services"]["postgres"]
    assert (postgres["networks"], postgres.get("ports")) == (["records"], None)
    assert content["networks"]["records"] == {"internal": True}

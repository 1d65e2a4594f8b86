"""What the files set is what the program knows."""

import re
from pathlib import Path

import pytest

from bot.settings import table
from tests.deploy.files import COMPOSE, KUBERNETES, SYSTEMD
from tests.fakes.paths import ROOT

FILES = [ROOT / "Dockerfile", *COMPOSE, *KUBERNETES.rglob("*.yaml"), *SYSTEMD.iterdir()]
NAME = re.compile(r"\b(HOMEROOM_[A-Z_]+|DISCORD_[A-Z_]+|SLACK_[A-Z_]+|DATABASE_URL[A-Z_]*)\b")
KNOWN = {row.env for row in table()} | {f"{row.env}_FILE" for row in table() if row.secret}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_setting_that_is_named_is_one(path: Path) -> None:
    assert set(NAME.findall(path.read_text("utf-8"))) - KNOWN == set()

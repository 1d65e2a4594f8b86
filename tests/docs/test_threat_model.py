"""What the threat model says is held, is held by something that is there."""

import re

from bot.core.buckets import REMEMBERED
from bot.platforms.web.door import AT_ONCE, PER_SECOND, STAYS
from bot.serving import FIELDS_MAX, PATIENCE
from bot.settings import load
from tests.fakes.paths import ROOT

MODEL = (ROOT / "docs" / "explanation" / "threat-model.md").read_text("utf-8")
SECURITY = (ROOT / "SECURITY.md").read_text("utf-8")


def test_every_file_it_names_is_there() -> None:
    named = set(re.findall(r"`((?:bot|tests|\.ci)/[\w./-]+|\w[\w.-]*\.(?:lock|yaml))`", MODEL))
    assert len(named) > 30
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_its_figures_are_those_of_the_program() -> None:
    settings = load({})
    person, server = settings.person_per_minute, settings.server_per_minute
    for said in (
        f"`person_per_minute` is {person} and `server_per_minute` {server}",
        f"At most {REMEMBERED:,} people",
        f"{FIELDS_MAX} headers, {PATIENCE.head:.0f} s for a head, {PATIENCE.body:.0f} s for a body",
        f"for {STAYS // 86_400} days",
    ):
        assert said in MODEL, said
    assert (AT_ONCE, PER_SECOND * 60) == (10, 6)
    assert "ten wrong ones at once, then six a minute" in MODEL


def test_the_pages_lead_to_each_other() -> None:
    assert "(docs/explanation/threat-model.md)" in SECURITY
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "(SECURITY.md)" in readme
    for name, text in (("SECURITY.md", SECURITY), ("README.md", readme)):
        for target in re.findall(r"\]\(([\w./-]+\.md)[#)]?", text):
            assert (ROOT / target).exists(), (name, target)

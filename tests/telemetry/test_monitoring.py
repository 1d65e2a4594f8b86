"""The dashboard and the alerts know only metrics that the program has; the alerts do what they say.

On Debian ``apt-get install --no-install-recommends prometheus`` has ``promtool``.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiohttp import ClientSession
from prometheus_client.parser import text_string_to_metric_families

from bot.app import Homeroom
from bot.storage.census import BACKUP
from bot.telemetry.metrics import METRICS
from tests.fakes.paths import ROOT
from tests.fakes.study_group import study_group, until

MONITORING = ROOT / "monitoring"
METRIC = re.compile(r"\b(?:homeroom|process)_[a-z0-9_]+")
LABELS = re.compile(r"\bby \(([a-z, ]+)\)|[{,]\s*([a-z]+)=~?\"")
OUTSIDE = {"le", "instance", "job"}
"""Labels that Prometheus itself puts on."""


def rules() -> list[dict[str, Any]]:
    data = yaml.safe_load((MONITORING / "alerts.yaml").read_text("utf-8"))
    return [rule for group in data["groups"] for rule in group["rules"]]


def dashboard() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((MONITORING / "grafana-dashboard.json").read_text("utf-8"))
    return read


def panels() -> list[dict[str, Any]]:
    return [panel for panel in dashboard()["panels"] if panel["type"] != "row"]


def queries() -> Iterator[str]:
    yield from (rule["expr"] for rule in rules())
    yield from (target["expr"] for panel in panels() for target in panel["targets"])
    yield from (variable["definition"] for variable in dashboard()["templating"]["list"])


def rang(homeroom: Homeroom) -> bool:
    rings = homeroom.telemetry.rings
    return rings is not None and rings.last is not None


async def test_every_metric_that_is_asked_for_is_one_that_the_program_has(tmp_path: Path) -> None:
    async with study_group(tmp_path) as group, group.homeroom() as homeroom:
        await group.connected()
        await homeroom.notes.note(BACKUP, "2026-01-16T03:00:00+00:00")
        await (await group.mina.slash(group.daily, "term", word="sovereignty")).message()
        # Until then there is no time of the last ring.
        await until(lambda: rang(homeroom))
        visiting = ClientSession(group.address)
        async with visiting as visitor, visitor.get("/metrics") as answer:
            told = list(text_string_to_metric_families(await answer.text()))
    names = {sample.name for family in told for sample in family.samples}
    asked = {name for query in queries() for name in METRIC.findall(query)}
    assert asked - names == set()
    # And the other way round: nothing is measured that nobody can see.
    shown = {re.sub("_(bucket|count|sum)$", "", name) for name in asked}
    assert {metric.name for metric in METRICS} - shown == set()


def test_labels_that_are_asked_for_are_there() -> None:
    there = OUTSIDE | {label for metric in METRICS for label in metric.labels}
    for query in queries():
        for grouped, matched in LABELS.findall(query):
            wanted = {one.strip() for one in (grouped or matched).split(",")}
            assert wanted <= there, query


def test_each_alert_says_what_is_wrong_what_to_do_and_where_more_stands() -> None:
    guide = (ROOT / "docs" / "how-to" / "watch.md").read_text("utf-8")
    headings = re.findall(r"^### (\w+)$", guide, re.MULTILINE)
    assert headings == [rule["alert"] for rule in rules()]
    for rule in rules():
        said = rule["annotations"]
        assert set(said) == {"summary", "what_to_do", "runbook_url"}
        assert said["runbook_url"] == f"docs/how-to/watch.md#{rule['alert'].casefold()}"
        assert rule["labels"]["severity"] in {"page", "ticket"}


def test_each_alert_is_tried() -> None:
    tried = (MONITORING / "alerts_test.yaml").read_text("utf-8")
    for rule in rules():
        assert f'alertname="{rule["alert"]}"' in tried


def test_the_dashboard_s_panels_lie_beside_each_other() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in dashboard()["panels"]:
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"])
                 for y in range(at["y"], at["y"] + at["h"])}  # fmt: skip
        assert not cells & taken
        assert at["x"] + at["w"] <= 24
        taken |= cells
    numbers = [panel["id"] for panel in dashboard()["panels"]]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize(
    "arguments", [("check", "rules", "alerts.yaml"), ("test", "rules", "alerts_test.yaml")]
)
def test_prometheus_takes_the_rules_and_they_fire_when_they_should(
    arguments: tuple[str, ...],
) -> None:
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("there is no promtool: apt-get install --no-install-recommends prometheus")
    done = subprocess.run(
        [promtool, *arguments],
        cwd=MONITORING,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr

import shutil
import subprocess
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from bot.app.running import GRACE
from tests.deploy.files import KUBERNETES, ROLES, compose, deployments, kustomized, manifests

BASE = kustomized(KUBERNETES / "base")
COMPONENTS = sorted(KUBERNETES.glob("components/*"))
OPTIONAL = [path for folder in COMPONENTS for path in kustomized(folder)]
EXAMPLE = KUBERNETES / "base" / "secret.example.yaml"
KUBECTL = shutil.which("kubectl")
VERSION = "1.33"
UNKNOWN = {"PodMonitor", "Kustomization", "Component"}
"""Kinds that are not Kubernetes' own: it has no schema of them."""
ON_SLACK = {
    "gateway": {"slack_bot_token", "slack_signing_secret"},
    "scheduler": {"slack_bot_token"},
    "worker": {"slack_bot_token"},
}
"""What the component for Slack over HTTP shows to whom, beside the rest."""
PORTS = {"page": 8080, "health": 9464, "slack": 3000}


def pods() -> dict[str, dict[str, Any]]:
    return {role: one["spec"]["template"]["spec"] for role, one in deployments().items()}


def containers() -> dict[str, dict[str, Any]]:
    return {role: one for role, pod in pods().items() for one in pod["containers"]}


@pytest.mark.parametrize("path", [*BASE, *OPTIONAL, EXAMPLE], ids=lambda path: path.name)
def test_every_resource_is_one_of_kubernetes(path: Path) -> None:
    for resource in manifests(path):
        if resource["kind"] not in UNKNOWN:
            kubernetes_validate.validate(resource, VERSION, strict=True)


def test_no_file_is_left_out() -> None:
    patches = [
        folder / one["path"]
        for folder in COMPONENTS
        for one in compose(folder / "kustomization.yaml").get("patches", [])
        if "path" in one
    ]
    there = {path for path in KUBERNETES.rglob("*.yaml") if path.name != "kustomization.yaml"}
    assert there == {*BASE, *OPTIONAL, *patches, EXAMPLE}
    applied = kustomized(KUBERNETES / "example")
    assert [path.resolve() for path in applied] == [path.resolve() for path in BASE]


def test_it_names_no_namespace() -> None:
    assert [one for one in manifests(*BASE) if "namespace" in one["metadata"]] == []


def test_every_role_is_there_and_runs_as_such() -> None:
    assert set(deployments()) == ROLES
    for role, container in containers().items():
        assert container["args"] == ["run", "--role", role]


def test_every_container_is_walled_in() -> None:
    for role, pod in pods().items():
        assert pod["securityContext"]["runAsNonRoot"], role
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}, role
        # A Service called homeroom would set HOMEROOM_PORT to its own address.
        assert pod["enableServiceLinks"] is False, role
        assert pod["automountServiceAccountToken"] is False, role
    for role, container in containers().items():
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }, role
        assert {"cpu", "memory"} <= container["resources"]["requests"].keys(), role
        assert "memory" in container["resources"]["limits"], role


def test_every_container_is_asked_whether_it_lives_and_is_ready() -> None:
    for role, container in containers().items():
        for probe, path in (
            ("startupProbe", "/livez"),
            ("livenessProbe", "/livez"),
            ("readinessProbe", "/readyz"),
        ):
            assert container[probe]["httpGet"] == {"path": path, "port": "health"}, role
        ports = {port["name"]: port["containerPort"] for port in container["ports"]}
        assert ports.items() <= PORTS.items(), role
        assert "health" in ports, role


def test_what_is_being_sent_may_finish() -> None:
    for role, pod in pods().items():
        assert pod["terminationGracePeriodSeconds"] > GRACE, role


def test_an_upgrade_leaves_no_gap_and_no_shard_twice() -> None:
    strategies = {role: one["spec"]["strategy"] for role, one in deployments().items()}
    assert strategies.pop("gateway") == {"type": "Recreate"}
    for role, strategy in strategies.items():
        assert strategy["rollingUpdate"] == {"maxUnavailable": 0, "maxSurge": 1}, role
    replicas = {role: one["spec"]["replicas"] for role, one in deployments().items()}
    assert replicas == {"gateway": 1, "scheduler": 2, "worker": 2, "web": 1}


def test_labels_lead_to_the_pods_that_are_meant() -> None:
    labels = {
        role: one["spec"]["template"]["metadata"]["labels"] for role, one in deployments().items()
    }
    for one in manifests(*BASE, *OPTIONAL):
        spec = one["spec"]
        selector = spec.get("podSelector") or spec["selector"]
        wanted = selector.get("matchLabels", selector)
        chosen = {role for role, there in labels.items() if wanted.items() <= there.items()}
        role = one["metadata"]["labels"].get("app.kubernetes.io/component")
        assert chosen == ({role} if role else ROLES), one["metadata"]["name"]


def test_secrets_come_as_files_that_the_example_has() -> None:
    (example,) = manifests(EXAMPLE)
    for role, container in containers().items():
        for variable in container["env"]:
            assert variable["name"].endswith("_FILE"), role
            folder, _, name = variable["value"].rpartition("/")
            assert folder == "/run/secrets/homeroom", role
            assert name in example["stringData"], role


def shown(pod: dict[str, Any]) -> set[str]:
    """Return the names of the secrets that a pod can read."""
    (volume,) = (one["secret"] for one in pod["volumes"] if one["name"] == "secrets")
    assert all(one["key"] == one["path"] for one in volume["items"])
    return {one["key"] for one in volume["items"]}


def named(pod: dict[str, Any]) -> set[str]:
    """Return the names of the secrets whose files a pod's settings name."""
    (container,) = pod["containers"]
    files = (one for one in container["env"] if one["name"].endswith("_FILE"))
    return {one["value"].rpartition("/")[2] for one in files}


def test_no_role_is_shown_a_secret_that_it_does_not_need() -> None:
    for role, pod in pods().items():
        assert shown(pod) == named(pod), role
        own = {"homeroom_page_token"} if role == "web" else {"discord_token"}
        assert shown(pod) == {"database_url", *own}, role


def test_nobody_comes_in_but_to_the_page_and_from_there_to_the_database_only() -> None:
    for role in ROLES:
        ways: dict[str, set[object]] = {"egress": {53, 5432, 443}, "ingress": set()}
        if role == "web":
            ways = {"egress": {53, 5432}, "ingress": {"page"}}
        assert {way: let_through(role, way) for way in ways} == ways, role


def let_through(role: str, way: str) -> set[object]:
    """Return the ports that the policies leave open to the pods of a role, or from them."""
    policies = manifests(KUBERNETES / "base" / "network.yaml")
    mine = [one["spec"] for one in policies if concerns(one["spec"]["podSelector"], role)]
    assert way.capitalize() in {kind for spec in mine for kind in spec["policyTypes"]}
    rules = [rule for spec in mine for rule in spec.get(way, [])]
    return {port["port"] for rule in rules for port in rule["ports"]}


def concerns(selector: dict[str, Any], role: str) -> bool:
    """Tell whether a policy is for the pods of a role."""
    labels = deployments()[role]["spec"]["template"]["metadata"]["labels"]
    for one in selector.get("matchExpressions", []):
        assert one["operator"] == "NotIn"
        if labels[one["key"]] in one["values"]:
            return False
    return bool(selector["matchLabels"].items() <= labels.items())


def test_every_shard_has_a_gateway() -> None:
    (change,) = compose(KUBERNETES / "components" / "shards" / "kustomization.yaml")["patches"]
    steps = {one["path"]: one["value"] for one in yaml.safe_load(change["patch"]) if "value" in one}
    *_, env = steps.values()
    assert env["value"] == f"$(SHARD)/{steps['/spec/replicas']}"


@pytest.mark.skipif(KUBECTL is None, reason="no kubectl here")
@pytest.mark.parametrize("chosen", [[], COMPONENTS], ids=["alone", "with all components"])
def test_kustomize_makes_the_same_of_it(tmp_path: Path, chosen: list[Path]) -> None:
    tree = shutil.copytree(KUBERNETES, tmp_path / "kubernetes")
    path = tree / "example" / "kustomization.yaml"
    content = {**compose(path), "components": [f"../components/{one.name}" for one in chosen]}
    path.write_text(yaml.safe_dump(content), "utf-8")
    line = [str(KUBECTL), "kustomize", str(path.parent)]
    made = subprocess.run(line, stdout=subprocess.PIPE, text=True, check=True).stdout
    resources = [*yaml.safe_load_all(made)]
    assert {one["metadata"]["namespace"] for one in resources} == {"homeroom"}
    for one in resources:
        if one["kind"] not in UNKNOWN:
            kubernetes_validate.validate(one, VERSION, strict=True)
    # What is listed, and the ConfigMap that is made.
    listed = [*BASE, *(path for folder in chosen for path in kustomized(folder))]
    assert len(resources) == len([*manifests(*listed)]) + 1
    for one in resources:
        if one["kind"] in {"Deployment", "StatefulSet"}:
            pod, role = one["spec"]["template"]["spec"], one["metadata"]["name"]
            assert shown(pod) == named(pod), role
            on_slack = {name for name in shown(pod) if name.startswith("slack_")}
            wanted = ON_SLACK.get(role.removeprefix("homeroom-"), set()) if chosen else set()
            assert on_slack == wanted, role

"""What is shipped to run the bot, read as the data that it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.settings.roles import Role
from tests.fakes.paths import ROOT

KUBERNETES = ROOT / "deploy" / "kubernetes"
SYSTEMD = ROOT / "deploy" / "systemd"
COMPOSE = (ROOT / "compose.yaml", ROOT / "compose.scale.yaml")
ROLES = {role.value for role in Role}


def compose(path: Path) -> dict[str, Any]:
    """Return a Compose file, its anchors followed."""
    content: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return content


def bots(path: Path) -> dict[str, dict[str, Any]]:
    """Return the services of a Compose file that run the bot."""
    services = compose(path)["services"]
    return {name: one for name, one in services.items() if one["image"] == "homeroom"}


def manifests(*files: Path) -> Iterator[dict[str, Any]]:
    """Yield every resource in some files of Kubernetes."""
    for path in files:
        yield from yaml.safe_load_all(path.read_text("utf-8"))


def kustomized(folder: Path) -> list[Path]:
    """Return the files that a kustomization names, those of its own bases included."""
    found: list[Path] = []
    for name in compose(folder / "kustomization.yaml").get("resources", []):
        path = folder / name
        found += kustomized(path) if path.is_dir() else [path]
    return found


def deployments() -> dict[str, dict[str, Any]]:
    """Return what is deployed on Kubernetes, by role."""
    everything = manifests(*kustomized(KUBERNETES / "base"))
    found = (one for one in everything if one["kind"] == "Deployment")
    return {one["metadata"]["labels"]["app.kubernetes.io/component"]: one for one in found}


def seconds(text: str) -> int:
    """Read a duration as it is written here for Compose and systemd. Raises ``ValueError``."""
    return int(text.removesuffix("s"))

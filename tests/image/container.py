"""Runs what the image runs, walled in as compose.yaml and Kubernetes wall it in."""

import shlex
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tests.image.build import Built

WALLED_IN = """
mount --bind {root} {root}
mount -o remount,bind,ro,nosuid {root}
mount -t proc proc {root}/proc
mount --rbind /dev {root}/dev
mount -t tmpfs -o mode=1777,noexec,nosuid,nodev tmpfs {root}/tmp
mount --bind {data} {root}/{volume}
cd {root}
exec env --ignore-environment {environment} chroot {root} \
  setpriv --reuid {uid} --regid {gid} --clear-groups --no-new-privs \
  --inh-caps=-all --bounding-set=-all \
  env --chdir {folder} {command}
"""
"""In a mount namespace of its own: a root that can't be written, no capability, no other user."""


@dataclass(frozen=True, slots=True)
class Container:
    """A place to run the image in: an image, a folder as its volume, more of the environment."""

    image: Built
    data: Path
    environment: dict[str, str] = field(default_factory=dict)

    def start(self, *command: str) -> "subprocess.Popen[str]":
        """Start a command; the process is the command's own, as it is in a container."""
        config = self.image.config
        uid, gid = config["User"].split(":")
        (volume,) = config["Volumes"]
        more = [f"{name}={value}" for name, value in self.environment.items()]
        script = WALLED_IN.format(
            root=self.image.root,
            data=self.data,
            volume=volume.lstrip("/"),
            environment=shlex.join([*config["Env"], *more]),
            uid=uid,
            gid=gid,
            folder=config["WorkingDir"],
            command=shlex.join(command),
        )
        return subprocess.Popen(
            ["unshare", "--mount", "sh", "-ec", script],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *command: str, seconds: float = 60) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end."""
        process = self.start(*command)
        try:
            output, errors = process.communicate(timeout=seconds)
        finally:
            process.kill()
        return subprocess.CompletedProcess(command, process.returncode, output, errors)

    def program(self) -> "subprocess.Popen[str]":
        """Start what the image starts."""
        return self.start(*self.image.config["Entrypoint"], *self.image.config["Cmd"])

    def healthy(self) -> bool:
        """Ask as the image's HEALTHCHECK asks."""
        kind, *command = self.image.config["Healthcheck"]["Test"]
        assert kind == "CMD", "a shell would be one process more, every half minute"
        return self.run(*command).returncode == 0

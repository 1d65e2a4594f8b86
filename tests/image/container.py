"""Runs what the image runs, walled in as compose.yaml and Kubernetes wall it in."""

import shlex
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from bot.app.running import GRACE
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

    def told(self, **more: str) -> Self:
        """Return the same with more in its environment."""
        return replace(self, environment={**self.environment, **more})

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

    @contextmanager
    def running(self, *command: str) -> Iterator["subprocess.Popen[str]"]:
        """Start what the image starts, or another command of its program, until it is healthy."""
        config = self.image.config
        process = self.start(*config["Entrypoint"], *(command or config["Cmd"]))
        try:
            until = time.monotonic() + 60
            while not self.healthy():
                assert process.poll() is None, process.communicate()
                assert time.monotonic() < until
                time.sleep(0.2)
            yield process
        finally:
            process.kill()
            process.communicate()

    def stop(self, process: "subprocess.Popen[str]") -> str:
        """End it as the image says that it is ended; return what it said. It has to end well."""
        process.send_signal(signal.Signals[self.image.config["StopSignal"]])
        output, errors = process.communicate(timeout=GRACE)
        assert process.returncode == 0, errors
        assert "Traceback" not in errors
        return output

    def healthy(self) -> bool:
        """Ask as the image's HEALTHCHECK asks."""
        kind, *command = self.image.config["Healthcheck"]["Test"]
        assert kind == "CMD", "a shell would be one process more, every half minute"
        return self.run(*command).returncode == 0

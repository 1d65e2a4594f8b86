"""``core.ports.Meter`` with Prometheus's own client."""

import time
from collections.abc import Callable, Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics

from bot.core.ports import Outcome, Result
from bot.telemetry.metrics import (
    ACKNOWLEDGEMENT,
    ANSWER,
    CONNECTIONS,
    DELIVERIES,
    LATENESS,
    LIMITED,
    Metric,
)
from bot.telemetry.window import Window

NO_COMMAND = "unknown"
"""Stands for whatever was asked for that is no command: people type anything."""


class PrometheusMeter:
    """Counts and times in a registry of its own.

    ``platforms`` and ``commands`` are those there are. What may become of a delivery is there from
    the start, at zero: the first failure is then seen as a rise, and not as something new.
    ``monotonic`` tells seconds.
    """

    def __init__(
        self,
        platforms: Iterable[str],
        commands: Iterable[str] = (),
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        # Else each is followed by the time of its first value, which nobody asks for.
        disable_created_metrics()  # type: ignore[no-untyped-call]  # the library leaves it so
        self.registry = CollectorRegistry()
        self.windows = {platform: Window(monotonic) for platform in platforms}
        self._monotonic = monotonic
        self._commands = frozenset(commands)
        deliveries, lateness = self._counter(DELIVERIES), self._histogram(LATENESS)
        limited, connections = self._counter(LIMITED), self._counter(CONNECTIONS)
        acknowledgement = self._histogram(ACKNOWLEDGEMENT)
        # To look up a child by its labels takes several times as long as to count.
        self._deliveries = {
            (p, o): deliveries.labels(p, o.value) for p in self.windows for o in Outcome
        }
        self._lateness = {p: lateness.labels(p) for p in self.windows}
        self._limited = {p: limited.labels(p) for p in self.windows}
        self._connections = {p: connections.labels(p) for p in self.windows}
        self._acknowledgement = {p: acknowledgement.labels(p) for p in self.windows}
        self._answer = self._histogram(ANSWER)
        self._answers: dict[tuple[str, Result], Histogram] = {}

    def delivered(
        self, platform: str, outcome: Outcome, *, after: float | None = None, times: int = 1
    ) -> None:
        """Count what became of deliveries; one that stands came ``after`` so many seconds."""
        if child := self._deliveries.get((platform, outcome)):
            child.inc(times)
        if after is not None and platform in self._lateness:
            self._lateness[platform].observe(max(after, 0.0))

    def answered(self, command: str, result: Result, seconds: float) -> None:
        """Count a request, and the seconds from its dispatch to its reply."""
        asked = command if command in self._commands else NO_COMMAND
        child = self._answers.get((asked, result))
        if child is None:
            child = self._answers[asked, result] = self._answer.labels(asked, result.value)
        child.observe(seconds)

    def acknowledged(self, platform: str, seconds: float) -> None:
        """Take in how long somebody's platform waited until it was told that we heard."""
        if child := self._acknowledgement.get(platform):
            child.observe(seconds)

    def limited(self, platform: str) -> None:
        """Count an answer that asks for a pause: 429."""
        if child := self._limited.get(platform):
            child.inc()

    def invalid(self, platform: str) -> None:
        """Count an answer for which a platform may shut us out if there are too many."""
        if window := self.windows.get(platform):
            window.add()

    def connected(self, platform: str) -> None:
        """Count a connection that was made, the first or another."""
        if child := self._connections.get(platform):
            child.inc()

    def _counter(self, metric: Metric) -> Counter:
        return Counter(metric.name, metric.help, metric.labels, registry=self.registry)

    def _histogram(self, metric: Metric) -> Histogram:
        return Histogram(
            metric.name,
            metric.help,
            metric.labels,
            buckets=metric.bounds,
            registry=self.registry,
        )

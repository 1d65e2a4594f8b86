"""What is looked up each time somebody asks for the metrics."""

import datetime as dt
import hashlib
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot import __version__
from bot.core import zone_rules
from bot.core.ports import Census
from bot.core.readiness import Checked
from bot.domain.lesson import Lesson
from bot.telemetry import metrics
from bot.telemetry.metrics import Metric
from bot.telemetry.window import Window

HASH = 12
"""Hexadecimal digits: enough to tell editions of the same lessons apart."""


@dataclass(slots=True)
class Sight:
    """What was seen when it was looked the last time. ``now`` is when that was."""

    now: dt.datetime
    census: Census | None = None
    lessons: int = 0
    content: str = ""
    faults: int = 0
    last_ring: dt.datetime | None = None
    checked: Sequence[Checked] = ()


@dataclass(slots=True, eq=False)
class LookedUp(Collector):
    """Tells the last sight, in Prometheus's way."""

    windows: Mapping[str, Window]
    sight: Sight

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield every metric that there is something to say about."""
        seen = self.sight
        yield _gauge(metrics.LESSONS, seen.lessons)
        yield _gauge(metrics.FAULTS, seen.faults)
        yield _info(metrics.CONTENT, seen.content)
        yield _info(metrics.BUILD, __version__, platform.python_version())
        if edition := zone_rules.edition():
            yield _labelled(metrics.ZONE_RULES, {edition: zone_rules.number(edition)})
        yield _labelled(metrics.INVALID, {name: one.count for name, one in self.windows.items()})
        if seen.last_ring is not None:
            yield _gauge(metrics.LAST_RING, seen.last_ring.timestamp())
        if seen.checked:
            yield _gauge(metrics.READY, float(all(one.ok for one in seen.checked)))
            yield _labelled(metrics.CHECK, {one.name: float(one.ok) for one in seen.checked})
        if seen.census is not None:
            yield from _counted(seen.census, seen.now)


def content_of(lessons: Sequence[Lesson]) -> str:
    """Return a hash of all that lessons say. Takes a quarter of a millisecond for each."""
    return hashlib.sha256(repr(lessons).encode()).hexdigest()[:HASH]


def _counted(census: Census, now: dt.datetime) -> Iterator[GaugeMetricFamily]:
    yield _gauge(metrics.IN_DOUBT, census.in_doubt)
    yield _gauge(metrics.OLDEST_DOUBT, _age(census.oldest_doubt, now))
    yield _gauge(metrics.WAITING, census.waiting)
    yield _gauge(metrics.OLDEST_WAITING, _age(census.oldest_waiting, now))
    yield _info(metrics.SCHEMA, census.schema)
    if census.backup is not None:
        yield _gauge(metrics.LAST_BACKUP, census.backup.timestamp())


def _age(since: dt.datetime | None, now: dt.datetime) -> float:
    return 0.0 if since is None else max((now - since).total_seconds(), 0.0)


def _gauge(metric: Metric, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(metric.name, metric.help, value=value)


def _labelled(metric: Metric, values: Mapping[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(metric.name, metric.help, labels=metric.labels)
    for label, value in values.items():
        family.add_metric([label], value)
    return family


def _info(metric: Metric, *labels: str) -> GaugeMetricFamily:
    family = GaugeMetricFamily(metric.name, metric.help, labels=metric.labels)
    family.add_metric(labels, 1)
    return family

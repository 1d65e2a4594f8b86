import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from prometheus_client.parser import text_string_to_metric_families

from bot.content.library import LessonLibrary
from bot.core.ports import Outcome, Result
from bot.core.readiness import Check, Readiness, Rings
from bot.telemetry.exposing import Telemetry
from bot.telemetry.meter import PrometheusMeter
from bot.telemetry.metrics import METRICS, Kind
from tests.fakes.clock import FakeClock
from tests.fakes.counting import NOTHING, FakeCounts
from tests.fakes.lessons import lesson

UTC = ZoneInfo("UTC")


class Watched:
    """Telemetry over fakes."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.counts = FakeCounts()
        self.meter = PrometheusMeter(("web", "discord"), ("term",), self.clock.monotonic)
        self.library = LessonLibrary([lesson("one")])
        self.telemetry = Telemetry(
            self.meter, self.clock, self.counts, self.library, lambda: 3, Readiness()
        )

    async def values(self) -> dict[str, float]:
        """Every sample, by its name and the values of its labels."""
        return dict(samples(await self.telemetry.exposition()))


def samples(text: str) -> Iterator[tuple[str, float]]:
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = ",".join(sample.labels[name] for name in sorted(sample.labels))
            yield f"{sample.name}{{{labels}}}" if labels else sample.name, sample.value


async def test_what_becomes_of_deliveries_is_counted_with_how_late_they_were() -> None:
    it = Watched()
    it.meter.delivered("discord", Outcome.SENT, after=4.0)
    it.meter.delivered("discord", Outcome.LATE, after=1000.0)
    it.meter.delivered("web", Outcome.SKIPPED, times=3)
    seen = await it.values()
    assert seen["homeroom_deliveries_total{sent,discord}"] == 1
    assert seen["homeroom_deliveries_total{sent late,discord}"] == 1
    assert seen["homeroom_deliveries_total{skipped,web}"] == 3
    assert seen["homeroom_delivery_lateness_seconds_sum{discord}"] == 1004
    assert seen["homeroom_delivery_lateness_seconds_bucket{5.0,discord}"] == 1


async def test_a_first_failure_is_a_rise_from_zero() -> None:
    seen = await Watched().values()
    for outcome in Outcome:
        assert seen[f"homeroom_deliveries_total{{{outcome.value},discord}}"] == 0


async def test_what_people_type_makes_no_label() -> None:
    it = Watched()
    for n in range(50):
        it.meter.answered(f"nonsense{n}", Result.REFUSED, 0.001)
    it.meter.answered("term", Result.ANSWERED, 0.003)
    it.meter.delivered("irc", Outcome.SENT, after=1.0)
    it.meter.limited("irc")
    seen = await it.values()
    assert seen["homeroom_answer_seconds_count{unknown,refused}"] == 50
    assert seen["homeroom_answer_seconds_count{term,answered}"] == 1
    assert not [name for name in seen if "irc" in name or "nonsense" in name]


async def test_invalid_requests_are_counted_over_ten_minutes() -> None:
    it = Watched()
    for _ in range(3):
        it.meter.invalid("discord")
    it.clock.go_on(minutes=5)
    it.meter.invalid("discord")
    assert (await it.values())["homeroom_invalid_requests_10m{discord}"] == 4
    it.clock.go_on(minutes=5, seconds=11)
    assert (await it.values())["homeroom_invalid_requests_10m{discord}"] == 1
    it.clock.go_on(minutes=5)
    assert (await it.values())["homeroom_invalid_requests_10m{discord}"] == 0


async def test_many_invalid_requests_take_no_more_room() -> None:
    it = Watched()
    for _ in range(20_000):
        it.meter.invalid("discord")
        it.clock.go_on(milliseconds=50)
    window = it.meter.windows["discord"]
    assert len(window._counts) <= 62
    assert 12_000 <= window.count <= 12_200


async def test_the_records_are_counted_at_most_every_quarter_of_a_minute() -> None:
    it = Watched()
    since = it.clock.now() - dt.timedelta(minutes=20)
    it.counts.told = replace(NOTHING, in_doubt=2, oldest_doubt=since, backup=since)
    seen = await it.values()
    assert seen["homeroom_deliveries_in_doubt"] == 2
    assert seen["homeroom_oldest_doubt_seconds"] == 1200
    assert seen["homeroom_oldest_waiting_seconds"] == 0
    assert seen["homeroom_last_backup_timestamp_seconds"] == since.timestamp()
    it.clock.go_on(seconds=14)
    # What is known of a doubt goes on ageing.
    assert (await it.values())["homeroom_oldest_doubt_seconds"] == 1214
    assert it.counts.asked == 1
    it.clock.go_on(seconds=1)
    await it.values()
    assert it.counts.asked == 2


async def test_without_the_records_there_is_the_rest_and_nothing_old() -> None:
    it = Watched()
    assert "homeroom_deliveries_in_doubt" in await it.values()
    it.counts.trouble = OSError("the disk is gone")
    it.clock.go_on(seconds=15)
    seen = await it.values()
    assert "homeroom_deliveries_in_doubt" not in seen
    assert seen["homeroom_lessons"] == 1
    assert seen["homeroom_lesson_faults"] == 3


async def test_what_is_not_there_is_absent() -> None:
    it = Watched()
    seen = await it.values()
    assert "homeroom_last_backup_timestamp_seconds" not in seen
    assert "homeroom_last_ring_timestamp_seconds" not in seen
    it.telemetry.rings = Rings(it.clock, 5)
    assert "homeroom_last_ring_timestamp_seconds" not in await it.values()
    it.telemetry.rings.rang()
    rang = (await it.values())["homeroom_last_ring_timestamp_seconds"]
    assert rang == it.clock.now().timestamp()


async def test_one_check_that_is_not_well_makes_it_not_ready() -> None:
    it = Watched()

    async def well() -> tuple[bool, str]:
        return True, ""

    async def unwell() -> tuple[bool, str]:
        return False, "no"

    it.telemetry.readiness.checks += [Check("a", well), Check("b", unwell)]
    seen = await it.values()
    assert (seen["homeroom_ready"], seen["homeroom_check{a}"], seen["homeroom_check{b}"]) == (
        0,
        1,
        0,
    )


async def test_other_lessons_have_another_hash_and_the_same_ones_the_same() -> None:
    def content(seen: dict[str, float]) -> str:
        return next(name for name in seen if name.startswith("homeroom_lessons_info"))

    it, other = Watched(), Watched()
    assert content(await it.values()) == content(await other.values())
    other.library.replace([replace(lesson("one"), title="Another title")])
    assert content(await it.values()) != content(await other.values())


async def test_every_metric_is_of_the_kind_that_the_table_says() -> None:
    it = Watched()
    it.counts.told = replace(NOTHING, backup=it.clock.now())
    it.telemetry.rings = Rings(it.clock, 5)
    it.telemetry.rings.rang()
    it.meter.answered("term", Result.ANSWERED, 0.1)

    async def well() -> tuple[bool, str]:
        return True, ""

    it.telemetry.readiness.checks.append(Check("a", well))
    families = text_string_to_metric_families(await it.telemetry.exposition())
    kinds = {one.name: one.type for one in families if one.name.startswith("homeroom_")}
    assert kinds == {
        metric.name.removesuffix("_total") if metric.kind is Kind.COUNTER else metric.name: (
            metric.kind.value
        )
        for metric in METRICS
    }

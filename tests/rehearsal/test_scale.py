"""Very many channels against the platforms' limits: the crowd, the cases, what they take."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from benchmarks.row_sizes import measured
from bot.cli import main
from bot.domain.calendar import DAY, instant
from bot.platforms.discord.pace import PER_SECOND
from bot.rehearsal.scale import figures
from bot.rehearsal.scale.cases import CASES, Case, Question
from bot.rehearsal.scale.crowd import all_at_once, dues, spread
from bot.rehearsal.scale.figures import FIGURES, RING, Known
from bot.rehearsal.scale.lane import Limit
from bot.rehearsal.scale.lateness import lateness
from bot.rehearsal.scale.needs import (
    Gateways,
    Presses,
    Records,
    carried,
    looked_up_on_discord,
    looked_up_on_slack,
    workers_for,
)
from bot.rehearsal.scale.playing import DISCORD, SLACK, Outcome, play
from bot.rehearsal.scale.report import figures as figures_table
from bot.rehearsal.scale.report import report
from bot.rehearsal.scale.report import zones as zones_table
from bot.storage.database import opened
from tests.fakes.paths import ROOT

QUESTION = Question(4_000, 1, dt.date(2026, 6, 3), 1, 1_000, 40_000)
CASE = {case.name: case for case in CASES}
PAGE = (ROOT / "docs" / "explanation" / "scale.md").read_text("utf-8")


def played(name: str, question: Question = QUESTION) -> Outcome:
    return play(CASE[name], question)


def test_a_crowd_has_many_small_servers_and_some_big_ones_side_by_side() -> None:
    crowd = spread(30_000, 1)
    sizes = Counter(crowd.server_of)
    assert crowd.channels == 30_000 == sum(sizes.values())
    assert [*sizes] == list(range(crowd.servers))
    assert sum(size == 1 for size in sizes.values()) > crowd.servers / 2
    assert 100 < max(sizes.values()) <= figures.MOST_CHANNELS


def test_a_crowd_has_its_lessons_at_popular_times_on_working_days_or_daily() -> None:
    crowd = spread(30_000, 1)
    tables = [crowd.timetables[one] for one in crowd.timetable_of]
    times = Counter(at for _, at, _ in tables)
    assert [at for at, _ in times.most_common(2)] == [dt.time(9), dt.time(8)]
    assert times[dt.time(9)] / 30_000 == pytest.approx(0.22, abs=0.02)
    assert sum(at.minute % 30 != 0 for at in times.elements()) / 30_000 > 0.05
    assert sum(len(days) == 7 for _, _, days in tables) / 30_000 == pytest.approx(0.4, abs=0.01)
    assert crowd.posts_a_day == pytest.approx(30_000 * (0.4 * 7 + 0.6 * 5) / 7, rel=0.01)


def test_channels_are_due_when_the_calendar_says_on_days_with_a_change_of_clocks_too() -> None:
    crowd, start = spread(2_000, 3), dt.date(2026, 3, 28)
    midnight = dt.datetime.combine(start, dt.time(0), dt.UTC)
    expected = []
    for channel, one in enumerate(crowd.timetable_of):
        zone, at, days = crowd.timetables[one]
        for date in (start + n * DAY for n in range(-2, 4)):
            due = instant(date, at, ZoneInfo(zone))
            if due and date.weekday() in days and midnight <= due < midnight + 2 * DAY:
                expected.append(((due - midnight) / dt.timedelta(seconds=1), channel))
    assert dues(crowd, start, 2) == sorted(expected)


def test_the_same_seed_gives_the_same_crowd_and_another_another() -> None:
    assert spread(500, 1) == spread(500, 1) != spread(500, 2)


def test_at_one_time_all_are_due_at_once() -> None:
    crowd = all_at_once(300, 1, "Asia/Seoul", dt.time(9))
    assert dues(crowd, QUESTION.start, 1) == [(0.0, channel) for channel in range(300)]


def test_all_at_once_take_what_the_formula_says() -> None:
    late = lateness(played("one zone at 09:00").gone[DISCORD])
    assert late.most == pytest.approx(4_000 / PER_SECOND + RING / 2, rel=0.02)
    assert late.at[0] == pytest.approx(2_000 / PER_SECOND + RING / 2, rel=0.03)
    assert (late.limit, late.hour, late.posts) == (Limit.TOKEN, 0, 4_000)


def test_no_second_has_more_posts_than_the_token_bears() -> None:
    assert lateness(played("one zone at 09:00").gone[DISCORD]).a_second <= PER_SECOND + 1
    four = lateness(played("one zone, four bots").gone[DISCORD])
    assert PER_SECOND + 1 < four.a_second <= 4 * (PER_SECOND + 1)


def test_threads_halve_the_pace_and_a_second_bot_doubles_it() -> None:
    at_once = CASE["one zone at 09:00"]
    one, threads, two = (
        lateness(play(case, QUESTION).gone[DISCORD]).most - RING / 2
        for case in (at_once, replace(at_once, turns=2), replace(at_once, bots=2))
    )
    assert threads == pytest.approx(2 * one, rel=0.05)
    assert two == pytest.approx(one / 2, rel=0.1)


def test_moved_by_some_minutes_nobody_waits_but_for_the_bell() -> None:
    outcome = played("one zone, moved by up to 15 min")
    late = lateness(outcome.gone[DISCORD])
    assert late.most < 2 * RING
    assert late.limit is Limit.BELL
    assert late.posts == lateness(played("one zone").gone[DISCORD]).posts


def test_after_an_hour_down_everything_comes_after_the_return_and_nothing_before() -> None:
    outcome = played("world, an hour down")
    since, until = outcome.down
    assert until - since == 3600
    gone = outcome.gone[DISCORD]
    assert not [at for at in gone.at if since + RING < at < until]
    missed = sum(since <= post.due < until for post in gone.posts)
    assert missed / PER_SECOND < outcome.caught_up < 2 * missed / PER_SECOND + RING
    assert played("world").caught_up == 0


def test_half_on_slack_are_whole_servers() -> None:
    outcome = played("world, half on Slack")
    of = {name: {post.server for post in gone.posts} for name, gone in outcome.gone.items()}
    assert not of[DISCORD] & of[SLACK]
    assert len(of[SLACK]) == pytest.approx(len(of[DISCORD]), rel=0.2)


def test_posts_of_one_workspace_keep_its_pace() -> None:
    gone = played("one zone at 09:00, on Slack").gone[SLACK]
    times: dict[int, list[float]] = {}
    for post, at in zip(gone.posts, gone.at, strict=True):
        times.setdefault(post.server, []).append(at)
    assert max(map(len, times.values())) > 50
    assert all(b - a > 0.2499 for at in times.values() for a, b in pairwise(at))


def test_workers_are_as_many_as_a_minute_takes_and_no_more_than_the_token_bears() -> None:
    assert carried(2_000) == pytest.approx(1_333, abs=1)
    assert carried(150) == 150
    assert workers_for({"Discord": 1_000_000}, 1, 1_000) == 1
    assert workers_for({"Discord": 1_000_000}, 21, 1_000) == 2
    assert workers_for({"Slack": 100_000}, 1, 1_000) == 2
    assert workers_for({"Slack": 100_000, "Discord": 100_000}, 1, 100) == 18


def test_shards_are_as_many_as_discord_demands() -> None:
    assert (Gateways(2_500).shards, Gateways(2_501).shards, Gateways(0).shards) == (1, 2, 1)
    world = Gateways(39_038)
    assert (world.shards, world.processes, world.starting, world.starts) == (16, 1, 75.0, 62)
    assert world.gigabytes == pytest.approx(0.89, abs=0.01)


def test_a_year_of_records_and_a_peak_of_presses_are_reckoned() -> None:
    records = Records(100_000, 80_000, 10_000)
    assert records.rows == 330_000
    assert records.of_deliveries == pytest.approx(21.9, abs=0.1)
    assert records.of_answers == pytest.approx(1.09, abs=0.01)
    presses = Presses(86_400, 0.1)
    assert presses.a_day == 4 * 86_400
    assert presses.at_peak == pytest.approx(4 * 86_400 * 0.05 / 600 + 2)


def test_what_became_of_posts_is_known_after_a_look_for_each_that_was_out() -> None:
    assert looked_up_on_discord() == pytest.approx(30 + 13 / PER_SECOND)
    assert looked_up_on_slack(1) == 90
    assert looked_up_on_slack(50) == pytest.approx(31.2)


async def test_a_delivery_takes_as_much_as_is_said(tmp_path: Path) -> None:
    async with opened(f"sqlite+aiosqlite:///{tmp_path}/sizes.db") as engine:
        sizes = await measured(engine, channels=500, days=6)
    # Few rows leave more of their last pages empty.
    assert sizes.delivery == pytest.approx(figures.SQLITE_DELIVERY_BYTES, rel=0.15)


def test_every_figure_says_where_it_is_from() -> None:
    assert all(one.source for one in FIGURES)
    assert {one.known for one in FIGURES} == set(Known)


def test_the_command_says_the_same_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for _ in range(2):
        assert main(["rehearse", "--limits", "--channels", "300", "--worker-rate", "50"]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert said[0].startswith(
        "300 channels, 1 day from 2026-06-03 (UTC), seed 1; a worker carries 50 deliveries a second"
    )
    assert all(f"\n{case.name}" in said[0] for case in CASES)


def test_the_page_shows_what_the_command_prints() -> None:
    question = Question(100_000, 1, dt.date(2026, 6, 3), 1, 1_000, 1_000_000)
    some = [CASE["world"], CASE["world, half on Slack"], CASE["one zone at 09:00, on Slack"]]
    printed = report(question, [play(case, question) for case in some])
    missing = [line for line in printed.splitlines() if line not in PAGE]
    assert not missing, "run: python docs/scale.py"


@pytest.mark.parametrize("table", [figures_table(), zones_table()], ids=["figures", "zones"])
def test_the_page_has_the_tables_of_the_program(table: str) -> None:
    assert table in PAGE, "run: python docs/scale.py"


def test_a_case_is_played_with_the_crowd_it_names() -> None:
    alone = play(Case("alone", lambda channels, seed: spread(channels, seed, {"UTC": 1})), QUESTION)
    assert {zone for zone, _, _ in alone.crowd.timetables} == {"UTC"}

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.crash.clock import SharedClock
from tests.crash.days import Counted, Day, Outcome, counted
from tests.crash.ledger import Row
from tests.crash.report import table, wrong
from tests.crash.world import Room

DATE = dt.date(2027, 1, 4)
SENT, DOUBTED, FAILED = (Row(state, "", 1) for state in ("sent", "in doubt", "failed"))


@dataclass
class Quiet:
    """A channel of which it is known what stands there."""

    stands: int = 1
    times_told: int = 0
    deaf: bool = False
    platform: str = "discord"
    server: str = "1"
    channel: str = "2"
    owner: str = "3"

    def standing(self) -> Counter[str]:
        return Counter({"7-20270104": self.stands})

    def told(self, date: dt.date) -> int:
        return self.times_told


@pytest.mark.parametrize(
    ("place", "row", "outcome"),
    [
        (Quiet(), SENT, Outcome.ONCE),
        (Quiet(stands=0), SENT, Outcome.MISSING),
        (Quiet(stands=0), None, Outcome.MISSING),
        (Quiet(stands=0), FAILED, Outcome.MISSING),
        (Quiet(stands=2), SENT, Outcome.DOUBLED),
        (Quiet(stands=2, deaf=True, times_told=1), DOUBTED, Outcome.DOUBLED),
        (Quiet(), FAILED, Outcome.UNSETTLED),
        (Quiet(), DOUBTED, Outcome.UNSETTLED),
        (Quiet(deaf=True, times_told=1), DOUBTED, Outcome.IN_DOUBT),
        (Quiet(stands=0, deaf=True, times_told=1), DOUBTED, Outcome.IN_DOUBT),
        (Quiet(deaf=True), DOUBTED, Outcome.UNTOLD),
        (Quiet(deaf=True, times_told=2), DOUBTED, Outcome.UNTOLD),
    ],
)
def test_what_became_of_a_lesson_is_told_apart(
    place: Quiet, row: Row | None, outcome: Outcome
) -> None:
    assert counted(Room(7, place), DATE, row).outcome is outcome


def test_the_table_names_each_fault_and_what_came_of_it() -> None:
    room = Room(7, Quiet())
    lessons = [Counted(room, DATE, outcome, "sent") for outcome in Outcome]
    day = Day("killed", lessons, starts=2, met=3, phases={"sending": 1})
    lines = table([day]).splitlines()
    assert lines[0].split()[:4] == ["fault", "days", "faults", "met"]
    assert lines[2].split() == ["killed", "1", "3", "1", "2", "6", *["1"] * 6]
    assert lines[-1].split() == ["sending", "1"]
    assert [line.split("; ")[0] for line in wrong([day])] == [
        "killed: discord 7-20270104: in doubt, untold",
        "killed: discord 7-20270104: unsettled",
        "killed: discord 7-20270104: missing",
        "killed: discord 7-20270104: doubled",
    ]


def test_what_one_moves_all_see_but_a_night_is_felt_by_nobody(tmp_path: Path) -> None:
    ours, theirs = (SharedClock(tmp_path / "clock") for _ in range(2))
    ours.begin(dt.datetime(2027, 1, 4, 8, tzinfo=dt.UTC))
    before = theirs.monotonic()
    ours.pass_by(3600)
    ours.advance(60)
    assert f"{theirs.now():%F %H:%M}" == "2027-01-04 09:01"
    assert 3660 <= theirs.monotonic() - before < 3670
    assert theirs.felt == 60

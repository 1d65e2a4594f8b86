"""How often the right term and the right answer is found, on the half that nothing was tuned on."""

from benchmarks.finding.cases import Split
from benchmarks.finding.judging import judge
from benchmarks.finding.targets import targets


def test_the_judged_half_meets_every_target() -> None:
    reached = targets(judge().of(Split.JUDGED))
    assert len(reached) == 21
    missed = [f"{one.name} {one.reached:.3f}, not {one.wanted}" for one in reached if not one.met]
    assert missed == []

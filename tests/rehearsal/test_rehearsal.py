"""The real delivery, rehearsed; and a judge that notices when it is broken."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from bot.cli import rehearse as command
from bot.core.reply import Reply
from bot.domain.subscription import Subscription
from bot.errors import UnknownFault
from bot.rehearsal.faults import BY_NAME, chosen, listing
from bot.rehearsal.parallel import Rehearsed
from bot.rehearsal.platform import RehearsalMessenger, Standing
from bot.rehearsal.report import report
from bot.rehearsal.run import Order, rehearse
from bot.rehearsal.verdict import Outcome, Verdict
from tests.conftest import Homeroom

ORDER = Order(4, 12, frozenset(), 1, dt.date(2026, 3, 27))


class Stutterer(RehearsalMessenger):
    """Posts everything twice."""

    async def send(self, to: Subscription, post: Reply, key: str) -> str:
        post_id = await super().send(to, post, key)
        self._truth.posts[to.channel][key].append(Standing(self._now, post.line))
        return post_id


class Liar(RehearsalMessenger):
    """Says of every post that it was posted, and posts every third."""

    async def send(self, to: Subscription, post: Reply, key: str) -> str:
        self._truth.requests += 1
        return await super().send(to, post, key) if self._truth.requests % 3 == 0 else "lie"


def test_without_faults_everything_is_posted_once_and_in_time() -> None:
    verdict = rehearse(ORDER)
    assert verdict.good, verdict.traces
    assert set(verdict.table) == {"nothing"}
    assert verdict.total(Outcome.ON_TIME) > 20
    assert verdict.total(Outcome.LATE, Outcome.IN_DOUBT) == 0


def test_with_every_fault_nothing_is_missing_and_nothing_doubled() -> None:
    verdict = rehearse(replace(ORDER, days=16, channels=40, faults=chosen("all"), seed=7))
    assert verdict.good, "\n".join(verdict.traces)
    assert len(verdict.table) > 5
    assert verdict.runs > 3


def test_the_same_seed_gives_the_same_run() -> None:
    order = replace(ORDER, faults=chosen("crash,lost-answer,timeout"))
    one, other = rehearse(order), rehearse(order)
    assert (one.table, one.requests, one.rounds) == (other.table, other.requests, other.rounds)
    assert rehearse(replace(order, seed=2)).table != one.table


def test_the_judge_notices_what_is_doubled() -> None:
    verdict = rehearse(ORDER, Stutterer)
    assert verdict.total(Outcome.DOUBLED) == verdict.total(*Outcome) - verdict.total(
        Outcome.SKIPPED
    )
    assert not verdict.good
    assert "doubled" in verdict.traces[0]


def test_the_judge_notices_what_is_missing_whatever_the_records_say() -> None:
    verdict = rehearse(ORDER, Liar)
    assert verdict.total(Outcome.MISSING) > 10
    assert not verdict.good
    assert re.search("missing.* Records: sent", verdict.traces[0])


def test_a_report_reads_as_a_table() -> None:
    verdict = Verdict(requests=12, rounds=9, runs=2)
    verdict.table["nothing"][Outcome.ON_TIME] = 1000
    verdict.table["crash"].update({Outcome.LATE: 2, Outcome.MISSING: 1})
    verdict.note("1-20260101 in channel-1: missing")
    order = replace(ORDER, faults=frozenset({"crash"}))
    assert report(Rehearsed(order, verdict, 2.0)) == (
        """\
4 days from 2026-03-27, 12 channels, seed 1, faults: crash

what befell it              due  sent once       late    skipped   in doubt    missing    doubled
nothing                   1,000      1,000          0          0          0          0          0
crash                         3          2          2          0          0          1          0
all                       1,003      1,002          2          0          0          1          0

12 requests to post, 9 rounds, 2 runs of the program; 2 s, 502 slots a second
- 1-20260101 in channel-1: missing
The promise was broken."""
    )


def test_faults_are_chosen_by_name() -> None:
    assert chosen("none") == frozenset()
    assert chosen("all") == frozenset(BY_NAME)
    assert chosen("crash, locked") == {"crash", "locked"}
    assert len(listing()) == len(BY_NAME)
    with pytest.raises(UnknownFault, match="no fault “rain”"):
        chosen("crash,rain")


def test_the_command_says_how_it_went(homeroom: Homeroom) -> None:
    few = ("--days", "2", "--channels", "4", "--processes", "2", "--faults", "none")
    done = homeroom("rehearse", *few)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("The promise was kept.\n")


def test_the_command_lists_the_faults_and_knows_no_others(homeroom: Homeroom) -> None:
    assert homeroom("rehearse", "--faults", "list").stdout.count("\n") == len(BY_NAME)
    done = homeroom("rehearse", "--faults", "rain")
    assert done.returncode == 1
    assert done.stderr.startswith("homeroom: There is no fault “rain”.")


def test_a_broken_promise_is_the_exit_status(capsys: pytest.CaptureFixture[str]) -> None:
    verdict = Verdict(unasked=1)
    assert command.ended(Rehearsed(ORDER, verdict, 1.0)) == 1
    assert "The promise was broken." in capsys.readouterr().out
    assert command.ended(Rehearsed(ORDER, Verdict(), 1.0)) == 0

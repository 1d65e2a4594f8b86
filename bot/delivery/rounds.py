"""What is done each time the clock rings."""

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.holidays import NO_HOLIDAYS
from bot.core.ports import (
    NO_METER,
    Channels,
    Clock,
    Editions,
    Holidays,
    Job,
    Jobs,
    Ledger,
    Library,
    Messenger,
    Meter,
    Notices,
    Work,
)
from bot.delivery.assigning import Assigning
from bot.delivery.beginning import Beginning
from bot.delivery.correct import Corrector
from bot.delivery.doubts import Doubts
from bot.delivery.follow import Follower
from bot.delivery.jumps import Watch
from bot.delivery.line import Line
from bot.delivery.outbox import LINGER, Outbox
from bot.delivery.outcomes import Outcomes
from bot.delivery.overdue import DeadMan
from bot.delivery.plan import plan_due
from bot.delivery.posts import Posts
from bot.delivery.send import PATIENCE, Sender
from bot.delivery.sweep import Sweep
from bot.delivery.telling import Teller
from bot.delivery.tending import LINE, Tending
from bot.domain.delivery import Delivery, State

log = logging.getLogger(__name__)

EVERYTHING = Work(*[True] * 7)


@dataclass(frozen=True, slots=True)
class Records:
    """What delivery reads and writes."""

    ledger: Ledger
    notices: Notices
    editions: Editions


@dataclass(slots=True)
class Rounds:
    """Goes over everything that is due. Nothing depends on how often, or on being in time.

    What there is to do is planned and becomes ``jobs``; whoever works has them performed here.
    Once ``stopping`` is set, what has begun is finished and nothing more is begun.
    """

    ledger: Ledger
    sender: Sender
    outbox: Outbox
    doubts: Doubts
    sweep: Sweep
    beginning: Beginning
    watch: Watch
    dead_man: DeadMan
    tending: Tending
    assigning: Assigning
    clock: Clock
    holidays: Holidays
    stopping: asyncio.Event
    line: Line = field(init=False)
    jobs: Jobs = field(init=False)
    """Where jobs are put: unless it is told otherwise, done in this process."""
    believed: bool = field(default=False, init=False)
    """Whether the time can be believed: nothing is planned or sent while it can't."""

    def __post_init__(self) -> None:
        self.jobs = self.line = Line(self.perform, self.stopping)
        self.outbox.held = self.held

    async def begin(self, *, alone: bool = True) -> None:
        """Before the first round: find out what the last run left unfinished.

        Unless this process is ``alone``: what another is sending is in nobody's doubt yet.
        """
        self.believed = await self.watch.look()
        if alone:
            await self.sweep.each(self._sending, self.doubts.doubt)
            await self.beginning.note()

    async def go(self) -> None:
        """Do all there is to do now: plan what is due, tend to the rest, and send."""
        work = await self.plan()
        await self.tend(work)
        if work.any:
            await self.send()

    async def ring(self, read: dt.datetime | None = None) -> None:
        """Plan what is due, and have the rest done, unless it is being done still.

        That may take until long after the next ring, and holds up no planning: a platform may
        hang, or ten thousand posts be due at one time. ``read`` is when this process looked at
        its lessons.
        """
        self.tending.read = read

        async def assign() -> None:
            await self._assign(planned=True)

        work = await self.plan(assign)
        if work.any:
            await _carefully("assigning", self.jobs.put(self.tending.jobs(work)))
        if work.planned:
            await _carefully("assigning", self._assign(planned=False))

    async def watch_clock(self, read: dt.datetime | None = None) -> None:
        """See whether the time can be believed, where no rounds are made but jobs are done."""
        self.tending.read = read
        self.believed = await self.watch.look()

    async def plan(self, planned: Callable[[], Awaitable[None]] | None = None) -> Work:
        """Plan what is due, if the time can be believed; call ``planned`` after each part of it.

        Returns what there was to do.
        """
        now = self.clock.now()
        self.believed = await self.watch.look()
        await _carefully("looking for what is missing", self.dead_man.look())
        work = await self._work(now)
        if self.believed and work.due:
            planning = plan_due(
                self.ledger, now, self.holidays.on, planned, self.sender.outcomes.meter
            )
            await _carefully("planning", planning)
        return work

    async def perform(self, job: Job) -> float:
        """Do a job; return 0, or the seconds after which it is to be done again.

        Nothing is settled, followed or given up by a clock that can't be believed: it would look
        too soon, or put off for days. A fault in a job stops no other.
        """
        if job.line != LINE:
            return await self.outbox.perform(job)
        if self.believed:
            await self.tending.perform(job)
        return 0.0

    async def tend(self, work: Work) -> None:
        """Do at once, one after the other, what there is to do beside sending."""
        for job in self.tending.jobs(work):
            await _carefully(job.what, self.perform(job))

    async def send(self) -> None:
        """Send what is planned, until nothing is left that can be sent now."""
        done: set[str] = set()
        while jobs := [job for job in await self._ready() if job.key not in done]:
            done |= {job.key for job in jobs}
            await self.line.put(jobs)
            await self.line.drain()

    async def _ready(self) -> Iterable[Job]:
        jobs = await self.assigning.jobs(planned=True)
        return (job for job in jobs if self.outbox.open(job.line))

    async def _assign(self, *, planned: bool) -> None:
        if jobs := await self.assigning.jobs(planned=planned):
            await self.jobs.put(jobs)

    async def _work(self, now: dt.datetime) -> Work:
        """Tell in one look what there is to do: at nearly every ring, nothing."""
        try:
            return await self.ledger.work(now)
        except Exception:
            log.exception("what there is to do is not known; everything is tried")
            return EVERYTHING

    async def end(self, grace: float) -> None:
        """Begin nothing more; what is under way here has so many seconds to finish."""
        self.stopping.set()
        await self.line.end(grace)

    def held(self, platform: str) -> bool:
        """Tell whether nothing new may be sent to a platform now."""
        return not self.believed or self.watch.ahead or self.beginning.holds(platform)

    def _sending(self, after_id: int, limit: int) -> Awaitable[Sequence[Delivery]]:
        return self.ledger.in_state(State.SENDING, after_id=after_id, limit=limit)


def rounds_over(
    records: Records,
    library: Library,
    messengers: Mapping[str, Messenger],
    clock: Clock,
    *,
    channels: Mapping[str, Channels] | None = None,
    holidays: Holidays = NO_HOLIDAYS,
    patience: float = PATIENCE,
    linger: float = LINGER,
    meter: Meter = NO_METER,
) -> Rounds:
    """Put the parts of delivery together over records and platforms.

    ``patience`` (seconds) is how long a platform may take for one post; ``linger`` (seconds) how
    long a job waits here for its platform, or its server's turn.
    """
    ledger, stopping = records.ledger, asyncio.Event()
    outcomes = Outcomes(ledger, records.notices, clock, meter)
    posts = Posts(library, records.editions)
    follower = Follower(ledger, posts, messengers, outcomes, clock)
    sender = Sender(ledger, posts, messengers, outcomes, follower, clock, patience)
    beginning, doubts = Beginning(ledger, clock), Doubts(sender)
    sweep = Sweep(ledger, stopping)
    watch = Watch(clock, ledger, lambda: [(n, m.skew) for n, m in messengers.items()])
    # Not ``or {}``: it fills as platforms are joined.
    channels = {} if channels is None else channels
    teller = Teller(ledger, records.notices, messengers, channels, clock)
    corrector = Corrector(records.editions, ledger, library, messengers, clock, patience)
    rounds = Rounds(
        ledger=ledger,
        sender=sender,
        outbox=Outbox(sender, doubts, stopping, linger=linger),
        doubts=doubts,
        sweep=sweep,
        beginning=beginning,
        watch=watch,
        dead_man=DeadMan(ledger, records.notices, clock),
        tending=Tending(ledger, sender, doubts, sweep, beginning, watch, teller, corrector, clock),
        assigning=Assigning(ledger, clock, lambda: [*messengers]),
        clock=clock,
        holidays=holidays,
        stopping=stopping,
    )
    rounds.line.linger = linger
    return rounds


async def _carefully(what: str, step: Awaitable[object]) -> None:
    try:
        await step
    except Exception:
        log.exception("%s failed; the next round will try again", what)

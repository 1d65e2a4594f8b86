"""What is done each time the clock rings."""

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.holidays import NO_HOLIDAYS
from bot.core.ports import (
    NO_METER,
    Account,
    Channels,
    Clock,
    Editions,
    Holidays,
    Ledger,
    Library,
    Messenger,
    Meter,
    Notices,
    Work,
)
from bot.delivery.beginning import Beginning
from bot.delivery.correct import Corrector
from bot.delivery.doubts import Doubts
from bot.delivery.follow import Follower
from bot.delivery.jumps import Watch
from bot.delivery.outbox import LINGER, Outbox
from bot.delivery.outcomes import Outcomes
from bot.delivery.overdue import DeadMan
from bot.delivery.plan import plan_due
from bot.delivery.posts import Posts
from bot.delivery.send import PATIENCE, Sender
from bot.delivery.sweep import Page, Step, Sweep
from bot.delivery.telling import Teller
from bot.domain.delivery import Delivery, State

log = logging.getLogger(__name__)

EVERYTHING = Work(*[True] * 7)
STALE = dt.timedelta(minutes=10)
"""What has waited that long to be sent may have waited too long."""


@dataclass(frozen=True, slots=True)
class Records:
    """What delivery reads and writes."""

    ledger: Ledger
    notices: Notices
    editions: Editions


@dataclass(slots=True)
class Rounds:
    """Goes over everything that is due. Nothing depends on how often, or on being in time.

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
    teller: Teller
    corrector: Corrector
    clock: Clock
    holidays: Holidays
    stopping: asyncio.Event
    believed: bool = field(default=False, init=False)
    """Whether the time can be believed: nothing is planned or sent while it can't."""
    _under_way: dict[str, asyncio.Task[None]] = field(default_factory=dict, init=False, repr=False)

    async def begin(self) -> None:
        """Before the first round: find out what the last run left unfinished."""
        self.believed = await self.watch.look()
        await self.sweep.each(self._in(State.SENDING), self.doubts.doubt)
        await self.beginning.note()

    async def go(self) -> None:
        """Do all there is to do now: plan what is due, tend to the rest, and send."""
        work = await self.plan()
        await self.tend(work)
        if work.any:
            await self.send()

    async def ring(self, read: dt.datetime | None = None) -> None:
        """Plan what is due, and begin with the rest, unless that is still under way.

        That may take until long after the next ring, and holds up no planning: a platform may
        hang, or ten thousand posts be due at one time. ``read``: see ``tend``.
        """
        work = await self.plan(self._begin_sending)
        if work.any:
            self._begin("tending", lambda: self.tend(work, read))
            self._begin_sending()

    async def plan(self, planned: Callable[[], None] = lambda: None) -> Work:
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

    async def tend(self, work: Work, read: dt.datetime | None = None) -> None:
        """Settle what is in doubt, finish and correct posts, tell what is wrong.

        Not by a clock that can't be believed: it would look too soon, or put off for days. A fault
        in one of these is logged and stops no other. ``read`` is when the lessons were looked at
        the last time, if they are: nothing is corrected by older ones.
        """
        if not self.believed:
            return
        now = self.clock.now()
        if work.sending:
            await self._each("doubting", self._in(State.SENDING, now), self.doubts.doubt)
        if work.sending or work.in_doubt:
            await self._each("settling", self._in(State.IN_DOUBT, now), self._settle)
        if work.unfinished:
            await self._each("following", self._unfinished, self.sender.follower.again)
        if work.planned:
            stale = self._in(State.PLANNED, now - STALE)
            await self._each("clearing away", stale, self.sender.give_up)
        if work.notices or work.in_doubt:
            await _carefully("telling", self.teller.go())
        if work.corrections and read is not None:
            await _carefully("correcting", self.corrector.go(read))

    async def _each(self, what: str, page: Page, step: Step) -> None:
        """Take a step with everything in a list, but no more once the clock is set far ahead."""

        async def surely(delivery: Delivery, account: Account | None) -> None:
            if not self.watch.ahead:
                await step(delivery, account)

        await _carefully(what, self.sweep.each(page, surely))

    async def send(self) -> None:
        """Send what is planned, until nothing is left that can be sent now."""
        await self.outbox.drain()

    async def _work(self, now: dt.datetime) -> Work:
        """Tell in one look what there is to do: at nearly every ring, nothing."""
        try:
            return await self.ledger.work(now)
        except Exception:
            log.exception("what there is to do is not known; everything is tried")
            return EVERYTHING

    async def end(self, grace: float) -> None:
        """Begin nothing more; what is under way has so many seconds to finish."""
        self.stopping.set()
        if self._under_way:
            _, late = await asyncio.wait(self._under_way.values(), timeout=grace)
            for one in late:
                log.warning("%s did not end in %s s and is broken off", one.get_name(), grace)
                one.cancel()

    def _begin_sending(self) -> None:
        if not self._begin("sending", self.send):
            self.outbox.look_again()

    def _begin(self, name: str, step: Callable[[], Awaitable[None]]) -> bool:
        """Begin a step, unless it is still under way; return whether it was not."""
        before = self._under_way.get(name)
        if before is not None and not before.done():
            return False
        self._under_way[name] = asyncio.create_task(_carefully(name, step()), name=name)
        return True

    async def _settle(self, delivery: Delivery, account: Account | None) -> None:
        if await self.doubts.settle(delivery, account):
            self.beginning.looked_for(delivery)

    def held(self, platform: str) -> bool:
        """Tell whether nothing new may be sent to a platform now."""
        return not self.believed or self.watch.ahead or self.beginning.holds(platform)

    def _in(self, state: State, ready_by: dt.datetime | None = None) -> Page:
        """Return the list of what is in a state, and may be taken a step further by a time."""
        return lambda after_id, limit: self.ledger.in_state(
            state, ready_by=ready_by, after_id=after_id, limit=limit
        )

    def _unfinished(self, after_id: int, limit: int) -> Awaitable[Sequence[Delivery]]:
        return self.ledger.unfinished(self.clock.now(), after_id=after_id, limit=limit)


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
    long a server's turn is waited for before the next ring.
    """
    ledger, stopping = records.ledger, asyncio.Event()
    outcomes = Outcomes(ledger, records.notices, clock, meter)
    posts = Posts(library, records.editions)
    follower = Follower(ledger, posts, messengers, outcomes, clock)
    sender = Sender(ledger, posts, messengers, outcomes, follower, clock, patience)
    beginning = Beginning(ledger, clock)
    outbox = Outbox(sender, stopping, linger=linger)
    rounds = Rounds(
        ledger=ledger,
        sender=sender,
        outbox=outbox,
        doubts=Doubts(sender),
        sweep=Sweep(ledger, stopping),
        beginning=beginning,
        watch=Watch(clock, ledger, lambda: [(n, m.skew) for n, m in messengers.items()]),
        dead_man=DeadMan(ledger, records.notices, clock),
        # Not ``or {}``: it fills as platforms are joined.
        teller=Teller(
            ledger, records.notices, messengers, {} if channels is None else channels, clock
        ),
        corrector=Corrector(records.editions, ledger, library, messengers, clock, patience),
        clock=clock,
        holidays=holidays,
        stopping=stopping,
    )
    outbox.held = rounds.held
    return rounds


async def _carefully(what: str, step: Awaitable[object]) -> None:
    try:
        await step
    except Exception:
        log.exception("%s failed; the next round will try again", what)

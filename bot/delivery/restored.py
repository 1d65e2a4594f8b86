"""After a backup was restored: the world is ahead of the records.

What was posted since the backup was taken is not in them, and would be posted again. So whatever
may have been posted since is put in doubt, with the lesson that it must have brought; what is in
doubt is looked for on its platform by its key before anything is sent.
"""

import asyncio
import datetime as dt
import json
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.core.ports import Account, Clock, Holidays, Ledger, Library, Notes, Plan, Planned
from bot.delivery.posts import Posts
from bot.domain.calendar import deadline, holiday, instant, local_date, quiet, slots_on, upcoming
from bot.domain.delivery import Change, Delivery, Reason, State
from bot.domain.progress import choice_for
from bot.domain.subscription import Slot, Subscription

log = logging.getLogger(__name__)

NOTE = "restored"
"""The note in a restored database of when its backup was taken, until it was seen to."""
SEEN_TO = "restored-last"
MARGIN = dt.timedelta(hours=1)
"""What was due so shortly before the backup may have been posted after it by another clock."""
AT_A_TIME = 500
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moments:
    """When the backup was taken, and when it was restored."""

    backup: dt.datetime
    restored: dt.datetime

    @property
    def text(self) -> str:
        """The note's text."""
        return json.dumps(
            {"backup": self.backup.isoformat(), "restored": self.restored.isoformat()}
        )


def read(text: str, now: dt.datetime) -> Moments:
    """Read a note. One without a time of restoring was put in place by hand: that counts as now.

    Raises ``ValueError`` for one that makes no sense.
    """
    try:
        held = json.loads(text)
        backup = dt.datetime.fromisoformat(held["backup"])
        restored = dt.datetime.fromisoformat(held.get("restored") or now.isoformat())
        return Moments(backup.astimezone(dt.UTC), restored.astimezone(dt.UTC))
    except (KeyError, TypeError, AttributeError) as error:
        message = f"the note '{NOTE}' makes no sense: {text}"
        raise ValueError(message) from error


@dataclass(frozen=True, slots=True)
class Restored:
    """Sees to a restored database, before anything is planned, sent or subscribed.

    Being killed on the way does no harm: it is done again from the beginning. ``reserve`` leaves
    out numbers that subscriptions may have had which the backup does not know.
    """

    ledger: Ledger
    library: Library
    notes: Notes
    clock: Clock
    holidays: Holidays
    reserve: Callable[[], Awaitable[None]]
    _taken: dict[int, frozenset[str]] = field(default_factory=dict, init=False, repr=False)

    async def go(self) -> int:
        """Put in doubt what may have been posted since the backup; return how many deliveries.

        Does nothing to a database that was not restored, or was seen to.
        """
        text = await self.notes.noted(NOTE)
        if not text:
            return 0
        moments = read(text, self.clock.now())
        log.warning("a backup of %s was restored: what may stand is looked for", moments.backup)
        await self.reserve()
        await self._doubt_planned()
        await self._plan_missed(moments)
        doubts = await self._choose()
        await self.notes.note(SEEN_TO, moments.text)
        await self.notes.note(NOTE, "")
        return doubts

    async def _doubt_planned(self) -> None:
        """Put in doubt what waits to be sent by the backup. (What it was sending is anyway.)"""
        while page := await self.ledger.in_state(State.PLANNED, limit=AT_A_TIME):
            now = self.clock.now()
            change = Change(State.IN_DOUBT, now, Reason.RESTORED.value)
            await asyncio.gather(*(self.ledger.move(one, change) for one in page))

    async def _plan_missed(self, moments: Moments) -> None:
        """Record every slot between the backup and its return, and what came early of that day."""
        last, until = 0, moments.restored + DAY
        while due := await self.ledger.due(until, after_id=last, limit=AT_A_TIME):
            await self.ledger.plan_all([*self._plans(due, moments)])
            last, _, _ = due[-1]

    def _plans(
        self, due: Sequence[tuple[int, Subscription | None, Slot]], moments: Moments
    ) -> Iterator[Plan]:
        """Plan each subscription; a fault in one is logged and ends here."""
        for _, to, first in due:
            try:
                if to is not None and (plan := self._plan(to, first, moments)).planned:
                    yield plan
            except Exception:
                log.exception("what subscription %s missed could not be put in doubt", to and to.id)

    def _plan(self, to: Subscription, first: Slot, moments: Moments) -> Plan:
        missed, then = [], first
        following = upcoming(to, first, self.holidays.on)
        today = local_date(moments.restored, to.zone)
        # With /schedule now, one of today's may have come before its time.
        while then.due <= moments.restored or then.date <= today:
            missed.append(self._planned(then, to, moments))
            then = next(following)
        return Plan(to.id, missed, then, moments.restored)

    def _planned(self, slot: Slot, to: Subscription, moments: Moments) -> Planned:
        if name := holiday(to, slot.date, self.holidays.on):
            return Planned(slot, State.SKIPPED, f"a public holiday: {name}")
        if quiet(to, slot.date):
            return Planned(slot, State.SKIPPED, Reason.VACATION.value)
        if deadline(to, slot.date, slot.due) <= moments.backup - MARGIN:
            return Planned(slot, State.SKIPPED, Reason.TOO_LATE.value)
        return Planned(slot, State.IN_DOUBT, Reason.RESTORED.value)

    async def _choose(self) -> int:
        """Give each doubt the lesson it must have brought; return how many there are."""
        last = number = 0
        while page := await self.ledger.in_state(State.IN_DOUBT, after_id=last, limit=AT_A_TIME):
            last = page[-1].id
            ours = sorted(
                (one for one in page if one.assumed),
                key=lambda one: (one.subscription_id, one.slot, one.nth),
            )
            number += len(ours)
            accounts = await self.ledger.accounts({one.subscription_id for one in ours})
            taken = {of: account.taken for of, account in accounts.items()}
            moves = []
            for one in ours:
                account = accounts.get(one.subscription_id)
                if account is not None and one.lesson_id is None:
                    moves.append(self._chosen(one, account.subscription, taken))
            await asyncio.gather(*(self.ledger.move(one, change) for one, change in moves))
        return number

    def _chosen(
        self, one: Delivery, to: Subscription, taken: dict[int, frozenset[str]]
    ) -> tuple[Delivery, Change]:
        now = self.clock.now()
        track = self.library.lessons(to.track)
        choice = choice_for(to, one.slot, track, taken[to.id])
        if choice is None:
            return one, Change(State.SKIPPED, now, Reason.NO_LESSON.value)
        taken[to.id] = frozenset({choice.id}) | (frozenset() if choice.again else taken[to.id])
        ready = max(now, one.due)
        return one, Change(
            State.IN_DOUBT, now, one.reason, ready, lesson_id=choice.id, again=choice.again
        )


def rechosen(delivery: Delivery, account: Account, posts: Posts) -> Delivery:
    """Return a delivery with the lesson that it must have brought by what is known now.

    Of what came before it, something may have turned out not to stand: its lesson came with this.
    """
    if delivery.again:
        return delivery
    others = replace(account, taken=account.taken - {delivery.lesson_id or ""})
    choice = posts.choice(replace(delivery, lesson_id=None), others)
    if choice is None:
        return delivery
    return replace(delivery, lesson_id=choice.id, again=choice.again)


def unwanted(delivery: Delivery, to: Subscription, now: dt.datetime) -> str:
    """Return why one that was not posted is not posted now; empty if it is.

    As of all that was missed, the newest comes, if there is still time.
    """
    if now >= deadline(to, delivery.slot, delivery.due):
        return Reason.TOO_LATE.value
    later = (one for one in slots_on(to, delivery.slot) if one.nth > delivery.nth)
    return Reason.NEWER.value if any(one.due <= now for one in later) else ""


def earliest(delivery: Delivery, to: Subscription) -> dt.datetime:
    """Return from when on it may stand there: its day's begin, for it may have been sent early."""
    return instant(delivery.slot, dt.time(0), to.zone) or delivery.due - DAY

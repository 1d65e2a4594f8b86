"""Compares what stands on the platform with what should, by a reckoning of its own."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.domain.delivery import UNDER_WAY, State
from bot.domain.subscription import Ending, Mode, Subscription
from bot.rehearsal.platform import Standing, Truth
from bot.rehearsal.progress import Progress, in_order
from bot.rehearsal.reckoning import Due, Reckoning
from bot.rehearsal.trouble import Troubles, free
from bot.rehearsal.verdict import UNTROUBLED, Outcome, Verdict
from bot.storage.rehearsed import Entry

LATE = 15 * 60.0
"""Seconds after which a post is late."""
ENOUGH = 75 * 60.0
"""Seconds without a fault in which what was befallen by one must have been posted: the longest
pause between tries is ten minutes, and what is long in doubt is looked for every 45 at least."""
AT_ONCE = 120.0
"""The same, of what was befallen by nothing."""
SOON = 5.0
"""Seconds that a post takes; a fault within them has befallen it."""

LOOK = 2 * 3600.0
"""Seconds after which what is in doubt has been looked for once more."""

Entries = Mapping[tuple[dt.date, int], Entry]


@dataclass(frozen=True, slots=True)
class Case:
    """One channel: its wish and number, what stands in it, what the records say of it.

    ``overtaken``: how many of its lessons came to nothing only after the last slot of their round.
    """

    wish: Subscription
    number: int
    posts: Mapping[str, list[Standing]]
    entries: Entries
    overtaken: int = 0


@dataclass(frozen=True, slots=True)
class _Question:
    """One slot: when, in seconds, it could have been posted, and what befell it."""

    slot: Due
    key: str
    start: float
    end: float
    befell: str


class Judge:
    """Judges the slots that were due between the start and so many seconds after it.

    ``end`` is when it was over, in seconds after the start.
    """

    def __init__(
        self,
        start: dt.datetime,
        seconds: float,
        end: float,
        reckoning: Reckoning,
        troubles: Troubles,
        truth: Truth,
        lessons: Mapping[str, int],
        news: Collection[dt.date],
    ) -> None:
        self._start, self._seconds, self._end = start, seconds, end
        self._reckoning, self._troubles, self._truth = reckoning, troubles, truth
        self._lessons, self._news = lessons, news
        self.verdict = Verdict()

    def judge(self, case: Case) -> None:
        """Judge one channel."""
        known: set[str] = set()
        slots = [one for one in self._reckoning.slots(case.wish) if one.due > self._start]
        thens = [self._elapsed(one.due) for one in slots[1:]]
        held = 0
        for number, slot in enumerate(slots):
            then = thens[number] if number < len(thens) else float("inf")
            question = self._question(case, slot, then)
            known.add(question.key)
            held += _holds(case, question)
            if question.start <= self._seconds:
                self._judge_slot(case, question)
        unasked = [key for key, posts in case.posts.items() if posts and key not in known]
        self.verdict.unasked += len(unasked)
        for key in unasked:
            self.verdict.note(f"{key} in {case.wish.channel}: posted, and nothing was due")
        self._judge_course(case, held)

    def _question(self, case: Case, slot: Due, then: float) -> _Question:
        later = f"-{slot.nth + 1}" if slot.nth else ""
        key = f"{case.number}-{slot.date:%Y%m%d}{later}"
        end = min(self._elapsed(slot.until), then)
        befell = self._truth.befell.get((case.wish.channel, key), "")
        return _Question(slot, key, self._elapsed(slot.due), end, befell)

    def _judge_slot(self, case: Case, asked: _Question) -> None:
        """Count one slot."""
        posts = case.posts.get(asked.key) or []
        entry = case.entries.get((asked.slot.date, asked.slot.nth))
        outcome = self._posted(asked, posts) if posts else self._not_posted(case, asked, entry)
        self.verdict.table[self._cause(case, asked, posts)][outcome] += 1
        state = entry.state if entry else None
        if posts and state is State.IN_DOUBT:
            self.verdict.in_doubt += 1
        elif (state is State.SENT) != bool(posts) and outcome is not Outcome.MISSING:
            self.verdict.untrue += 1
            self._trace(case, asked, entry, "the records do not say what stands")
        if outcome is Outcome.SKIPPED and entry:
            self.verdict.reasons[entry.reason] += 1
        if outcome in {Outcome.MISSING, Outcome.DOUBLED}:
            self._trace(case, asked, entry, outcome.value)

    def _posted(self, asked: _Question, posts: list[Standing]) -> Outcome:
        if len(posts) > 1:
            return Outcome.DOUBLED
        if posts[0].at < asked.start - 1:
            self.verdict.early += 1
        return Outcome.LATE if posts[0].at > asked.start + LATE else Outcome.ON_TIME

    def _not_posted(self, case: Case, asked: _Question, entry: Entry | None) -> Outcome:
        wish = case.wish
        if entry and entry.state is State.IN_DOUBT and self._unreadable(wish, asked):
            return Outcome.IN_DOUBT
        if self._nothing_left(case, asked.slot):
            return Outcome.SKIPPED
        if self._troubles.first("refusal", wish, asked.start - SOON, asked.end):
            # A manager resumes it from then on, not from before.
            return Outcome.SKIPPED
        spells = self._troubles.of(wish, asked.start - SOON, asked.end, hindered=False)
        if spells or asked.befell:
            # Any of them may have left it in doubt.
            spells = self._troubles.of(wish, asked.start - SOON, asked.end, hindered=True)
        needed = ENOUGH if spells or asked.befell else AT_ONCE
        enough = free(asked.start, asked.end, spells) > needed
        return Outcome.MISSING if enough else Outcome.SKIPPED

    def _unreadable(self, wish: Subscription, asked: _Question) -> bool:
        """Tell whether a channel can't be read back for good, or could not until the very end."""
        if self._troubles.first("unreadable", wish, asked.start, asked.end):
            return True
        until = self._troubles.first("unreadable-a-while", wish, self._end - LOOK, self._end)
        return until is not None

    def _nothing_left(self, case: Case, slot: Due) -> bool:
        """Tell whether there is no lesson for a slot: no news, or the course is at its end."""
        if case.wish.mode is Mode.NEWS:
            return slot.date not in self._news or self._had_news(case, slot)
        if case.wish.ending is Ending.AGAIN:
            return False
        had = sum(1 for posts in case.posts.values() if posts)
        doubts = sum(entry.state is State.IN_DOUBT for entry in case.entries.values())
        return had + doubts >= self._lessons[case.wish.track]

    def _had_news(self, case: Case, slot: Due) -> bool:
        """Tell whether a date's lesson came, or may have come, with an earlier slot of the date."""
        earlier = (case.entries.get((slot.date, nth)) for nth in range(len(case.wish.times)))
        states = [entry.state for entry in earlier if entry]
        return State.SENT in states or State.IN_DOUBT in states

    def _cause(self, case: Case, asked: _Question, posts: list[Standing]) -> str:
        if asked.befell:
            return asked.befell
        end = max(posts[0].at if posts else asked.end, asked.start)
        spells = self._troubles.of(case.wish, asked.start - SOON, end, hindered=False)
        return spells[0].fault if spells else UNTROUBLED

    def _judge_course(self, case: Case, held: int) -> None:
        if case.wish.mode is not Mode.COURSE:
            return
        progress = Progress(self._lessons[case.wish.track])
        for standing in in_order(case.posts.values()):
            progress.read(standing.lesson)
        lost = max(0, progress.lost - held)
        overtaken = min(lost, case.overtaken)
        lost -= overtaken
        self.verdict.overtaken += overtaken
        self.verdict.again += progress.again
        self.verdict.lost += lost
        if progress.again or lost:
            self.verdict.note(
                f"{case.wish.channel} ({case.wish.track}): {progress.again} lessons came again,"
                f" {lost} were left out; first at {progress.first}"
            )

    def _elapsed(self, moment: dt.datetime) -> float:
        return (moment - self._start) / dt.timedelta(seconds=1)

    def _trace(self, case: Case, asked: _Question, entry: Entry | None, what: str) -> None:
        posts = ", ".join(f"{one.at - asked.start:.0f} s" for one in case.posts.get(asked.key, ()))
        spells = self._troubles.of(case.wish, asked.start - SOON, asked.end, hindered=True)
        others = ", ".join(
            f"{one.fault} {one.start - asked.start:.0f}…{one.end - asked.start:.0f} s"
            for one in spells
        )
        record = f"{entry.state.value}: {entry.reason}" if entry else "no record"
        self.verdict.note(
            f"{asked.key} in {case.wish.channel} ({case.wish.platform}, {case.wish.zone.key}),"
            f" due {asked.slot.due:%Y-%m-%d %H:%M} UTC: {what}."
            f" Stands after: {posts or 'never'}. Records: {record}."
            f" Befell it: {asked.befell or '-'}. Around it: {others or '-'}"
        )


def _holds(case: Case, asked: _Question) -> bool:
    """Tell whether the records hold a lesson for a slot that does not stand, as it yet may."""
    entry = case.entries.get((asked.slot.date, asked.slot.nth))
    under_way = entry is not None and entry.state in UNDER_WAY
    return under_way and not case.posts.get(asked.key)

"""What is posted for a slot: its lesson, or the word at the end of a course."""

import datetime as dt
from dataclasses import dataclass, field

from bot.core.ports import Account, Editions, Library
from bot.core.reply import Reply
from bot.domain.delivery import Delivery
from bot.domain.lesson import Lesson
from bot.domain.progress import Choice, choice_for
from bot.domain.subscription import Subscription
from bot.replies.finished import congratulation_of
from bot.replies.lesson import post_of

LATE = dt.timedelta(minutes=15)
"""How late a lesson may come before the post says so."""


@dataclass(frozen=True, slots=True)
class Posts:
    """Chooses what is posted, and makes it; of each lesson once, for however many channels."""

    library: Library
    editions: Editions
    made: dict[str, tuple[Lesson, Reply]] = field(default_factory=dict, repr=False)
    """The last post of each lesson, and what it was made of."""

    def choice(self, delivery: Delivery, account: Account) -> Choice | None:
        """Return what a delivery brings.

        What an earlier try chose stays chosen, unless it is gone: it surely was not posted.
        """
        if kept := self.library.lesson(delivery.lesson_id or ""):
            return Choice(kept, delivery.again)
        subscription = account.subscription
        track = self.library.lessons(subscription.track)
        return choice_for(subscription, delivery.slot, track, account.taken)

    def post(self, choice: Choice, delivery: Delivery, to: Subscription, *, late: bool) -> Reply:
        """Return the post, which says of itself if it is late."""
        if choice.lesson is None:
            return congratulation_of(self.library.lessons(to.track))
        if not late:
            return self._made(choice.lesson)
        return post_of(choice.lesson, delivery.due.astimezone(to.zone))

    async def edition(self, choice: Choice, at: dt.datetime) -> int | None:
        """Return the id under which the lesson's text is kept, so that it can be corrected."""
        if choice.lesson is None:
            return None
        return await self.editions.keep(choice.lesson.id, self._made(choice.lesson), at)

    def _made(self, lesson: Lesson) -> Reply:
        made = self.made.get(lesson.id)
        if made is None or made[0] is not lesson:
            made = self.made[lesson.id] = (lesson, post_of(lesson))
        return made[1]

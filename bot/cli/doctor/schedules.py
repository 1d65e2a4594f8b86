"""How every schedule is doing, and what is in its way."""

from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.app import Homeroom
from bot.cli.diagnosis import about
from bot.core.ports import Health, Managed, Obstacle
from bot.core.wellbeing import NEEDS_SOMEBODY, Condition, Wellbeing, wellbeing
from bot.replies.languages import texts_in
from bot.replies.schedule import obstacle_said

AT_A_TIME = 500
MOST = 200
"""Schedules shown if all are well; of more, only those that need somebody, unless asked for."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A schedule, how it is doing, and what a platform says is in its way."""

    health: Health
    well: Wellbeing
    obstacles: Sequence[Obstacle] = ()

    @property
    def sick(self) -> bool:
        """Whether somebody has to do something."""
        return self.well.condition in NEEDS_SOMEBODY or bool(self.obstacles)


async def all_schedules(homeroom: Homeroom) -> Sequence[Seen]:
    """Return every schedule with how it is doing, by the records alone."""
    now = homeroom.clock.now()
    return [Seen(one, wellbeing(one, now)) async for one in _all(homeroom)]


def summary(seen: Sequence[Seen]) -> str:
    """Return how many there are, and how they are doing."""
    if not seen:
        return "none yet. The page's comes with the first homeroom run."
    counted = Counter(one.well.condition for one in seen)
    parts = (f"{counted[one]} {one.value}" for one in Condition if counted[one])
    return f"{len(seen)}: {', '.join(parts)}."


def details(seen: Sequence[Seen], *, everything: bool) -> Iterator[str]:
    """Yield the schedules, those that need somebody first."""
    sick = [one for one in seen if one.sick]
    if sick:
        yield "1 needs somebody:" if len(sick) == 1 else f"{len(sick)} need somebody:"
    shown = seen if everything or len(seen) <= MOST else sick
    for one in sorted(shown, key=lambda it: not it.sick):
        yield from about(one.health, one.well)
        yield from _in_the_way(one)
    if len(shown) < len(seen):
        yield f"{len(seen) - len(shown)} more are well. --all shows them, too."


def _in_the_way(one: Seen) -> Iterator[str]:
    to, texts = one.health.subscription, texts_in("en")
    for obstacle in one.obstacles if to else ():
        people = to is not None and to.platform == "slack"
        managed = Managed.PEOPLE if people else Managed.ROLE
        channel = to.channel if to else ""
        yield f"     in the way: {obstacle_said(channel, obstacle, managed, texts)}"


def with_obstacles(
    seen: Sequence[Seen], obstacles: Mapping[int, Sequence[Obstacle]]
) -> Sequence[Seen]:
    """Return the schedules with what is in their way."""
    return [Seen(one.health, one.well, obstacles.get(one.health.id, one.obstacles)) for one in seen]


async def _all(homeroom: Homeroom) -> AsyncIterator[Health]:
    last = 0
    while page := await homeroom.store.health(limit=AT_A_TIME, after_id=last):
        for one in page:
            yield one
        last = page[-1].id

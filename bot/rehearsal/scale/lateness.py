"""How late posts were, in a few figures."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.rehearsal.scale.lane import Gone, Limit

PERCENTILES = (0.5, 0.9, 0.99)


@dataclass(frozen=True, slots=True)
class Lateness:
    """Seconds late at the percentiles, and at most; the UTC hour with the highest 99th, by when
    posts were due; what held most of the latest hundredth up; most posts in any second and minute.
    """

    posts: int
    at: tuple[float, ...]
    most: float
    hour: int
    limit: Limit
    a_second: int
    a_minute: int


def lateness(gone: Gone) -> Lateness:
    """Sum up what came of a lane's posts; there must be some."""
    ordered = sorted(gone.late)
    at = tuple(percentile(ordered, one) for one in PERCENTILES)
    last = (why for late, why in zip(gone.late, gone.why, strict=True) if late >= at[-1])
    ((limit, _),) = Counter(last).most_common(1)
    hours = by_time(gone, 3600)
    worst = max(hours, key=lambda hour: (percentile(hours[hour], 0.99), -hour))
    seconds = Counter(map(int, gone.at))
    minutes = Counter(int(at // 60) for at in gone.at)
    return Lateness(
        len(ordered),
        at,
        ordered[-1],
        worst % 24,
        limit,
        max(seconds.values()),
        max(minutes.values()),
    )


def by_time(gone: Gone, seconds: int) -> dict[int, list[float]]:
    """Return how late posts were, in order, by the stretch of so many seconds they were due in."""
    found: dict[int, list[float]] = defaultdict(list)
    for post, late in zip(gone.posts, gone.late, strict=True):
        found[int(post.due // seconds)].append(late)
    return {when: sorted(late) for when, late in sorted(found.items())}


def percentile(ordered: Sequence[float], part: float) -> float:
    """Return what so large a part of ordered figures does not exceed."""
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]

"""Plays a case: when what is due has a job, and when it stands."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor
from random import Random

from bot.platforms.discord.pace import PER_SECOND
from bot.platforms.slack.posting.pace import POSTS_PER_MINUTE
from bot.rehearsal.scale.cases import Case, Question
from bot.rehearsal.scale.crowd import Crowd, dues
from bot.rehearsal.scale.figures import PLANS, RING
from bot.rehearsal.scale.lane import Gone, Lane, Post, Way
from bot.rehearsal.scale.needs import workers_for

DISCORD, SLACK = "Discord", "Slack"
NEVER = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case.

    ``servers``, ``at_once`` (posts due at the fullest moment) and ``gone`` are by platform.
    ``workers``: how many it was played with. ``down``: from when to when nothing ran, in seconds.
    """

    case: Case
    crowd: Crowd
    servers: Mapping[str, int]
    at_once: Mapping[str, int]
    gone: Mapping[str, Gone]
    workers: int
    down: tuple[float, float]

    @property
    def caught_up(self) -> float:
        """Seconds after an outage until the last of what was missed stands."""
        since, until = self.down
        missed = (
            at
            for gone in self.gone.values()
            for post, at in zip(gone.posts, gone.at, strict=True)
            if since <= post.due < until
        )
        return max(missed, default=until) - until


def play(case: Case, question: Question) -> Outcome:
    """Play a case, and return what came of it. The same question, the same answer."""
    crowd, due = _crowd(case.crowd, question)
    random = Random(f"{question.seed} {case.name}")  # noqa: S311 -- repeatable
    on = [SLACK if random.random() < case.slack else DISCORD for _ in range(crowd.servers)]
    if case.jitter:
        moves = [random.uniform(-case.jitter, case.jitter) for _ in range(crowd.channels)]
        whole = question.days * 86400.0
        due = sorted(((when + moves[channel]) % whole, channel) for when, channel in due)
    at_once = _at_once(due, crowd, on)
    workers = workers_for(at_once, case.bots, question.worker_rate)
    down = _down(due, case.down)
    posts: dict[str, list[Post]] = defaultdict(list)
    for post in _assigned(due, crowd, down):
        posts[on[post.server]].append(post)
    ways = {
        DISCORD: Way(1 / PER_SECOND, True, case.turns, workers, question.worker_rate),
        SLACK: Way(60 / POSTS_PER_MINUTE, False, 1, workers, question.worker_rate),
    }
    bots = {DISCORD: case.bots, SLACK: 1}
    gone = {name: _gone(posts[name], ways[name], bots[name]) for name in sorted(posts)}
    return Outcome(case, crowd, Counter(on), at_once, gone, workers, down)


@lru_cache(maxsize=1)
def _crowd(
    crowd: Callable[[int, int], Crowd], question: Question
) -> tuple[Crowd, Sequence[tuple[float, int]]]:
    """Return who is due when: most cases in a row have the same crowd."""
    found = crowd(question.channels, question.seed)
    return found, dues(found, question.start, question.days)


def _gone(posts: Sequence[Post], way: Way, bots: int) -> Gone:
    """Send posts, the servers shared out among bots."""
    whole = Gone()
    for bot in range(bots):
        whole.join(Lane([post for post in posts if post.server % bots == bot], way).drain())
    return whole


def _at_once(
    due: Iterable[tuple[float, int]], crowd: Crowd, on: Sequence[str]
) -> Mapping[str, int]:
    """Return how many posts are due within the fullest minute, by platform."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for when, channel in due:
        counts[on[crowd.server_of[channel]]][floor(when / 60)] += 1
    return {name: max(minutes.values()) for name, minutes in counts.items()}


def _down(due: Sequence[tuple[float, int]], seconds: float) -> tuple[float, float]:
    if not seconds:
        return NEVER
    ((fullest, _),) = Counter(when for when, _ in due).most_common(1)
    return fullest - seconds / 2, fullest + seconds / 2


def _assigned(
    due: Iterable[tuple[float, int]], crowd: Crowd, down: tuple[float, float]
) -> Iterator[Post]:
    """Yield posts in the order in which they are planned and have jobs.

    The bell rings half a round after each minute: that is the average.
    """
    last = 0.0
    since, until = down
    for when, channel in due:
        ring = RING * (floor(when / RING) + 0.5)
        ring += RING if ring < when else 0.0
        if since <= ring < until:
            ring = until
        last = max(ring, last) + 1 / PLANS
        yield Post(when, last, crowd.server_of[channel])

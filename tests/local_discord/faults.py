"""What goes wrong on request: rate limits, lost answers, server errors."""

import asyncio
import json
import re
import zlib
from dataclasses import dataclass
from enum import Enum, auto

from aiohttp import web

from tests.local_discord import limits
from tests.local_discord.refusals import Json


class Fault(Enum):
    """What happens to a request. AFTER: it was carried out, and nobody is told."""

    DROP_BEFORE = auto()
    DROP_AFTER = auto()
    HANG_BEFORE = auto()
    HANG_AFTER = auto()
    # Nobody is told, and it is carried out only when `late` is set.
    LATE = auto()
    ERROR_500_BEFORE = auto()
    ERROR_500_AFTER = auto()
    ERROR_502_AFTER = auto()
    ERROR_503_BEFORE = auto()
    RATE_LIMIT_ROUTE = auto()
    RATE_LIMIT_SHARED = auto()
    RATE_LIMIT_GLOBAL = auto()
    # From Cloudflare: no `Via`, not JSON.
    BANNED = auto()


# What `attempts` has for a request that nobody got an answer to; it is never sent.
UNANSWERED = 444
AFTER = {
    Fault.DROP_AFTER,
    Fault.HANG_AFTER,
    Fault.LATE,
    Fault.ERROR_500_AFTER,
    Fault.ERROR_502_AFTER,
}
STATUS = {
    Fault.ERROR_500_BEFORE: 500,
    Fault.ERROR_500_AFTER: 500,
    Fault.ERROR_502_AFTER: 502,
    Fault.ERROR_503_BEFORE: 503,
}
SCOPES = {
    Fault.RATE_LIMIT_ROUTE: "user",
    Fault.RATE_LIMIT_SHARED: "shared",
    Fault.RATE_LIMIT_GLOBAL: "global",
}


@dataclass
class Planned:
    """A fault that waits for its requests; `times` None is until `clear`."""

    method: str
    path: re.Pattern[str]
    fault: Fault
    times: int | None
    wait: float
    skip: int


class Faults:
    """The faults that tests ask for."""

    def __init__(self) -> None:
        self._planned: list[Planned] = []
        self.ending = asyncio.Event()
        self.late = asyncio.Event()
        # How many requests went wrong.
        self.met = 0

    def next(
        self,
        method: str,
        path: str,
        fault: Fault,
        *,
        times: int | None = 1,
        wait: float = 0.05,
        skip: int = 0,
    ) -> None:
        """Plan a fault for the next requests whose path matches; `wait` is a 429's retry_after."""
        self._planned.append(Planned(method, re.compile(path), fault, times, wait, skip))

    def clear(self) -> None:
        """Let everything go well again."""
        self._planned.clear()

    def take(self, method: str, path: str) -> Planned | None:
        """The fault for this request, if there is one."""
        for planned in self._planned:
            if planned.method not in (method, "*") or not planned.path.search(path):
                continue
            if planned.skip:
                planned.skip -= 1
                continue
            self.met += 1
            if planned.times is not None:
                planned.times -= 1
                if planned.times == 0:
                    self._planned.remove(planned)
            return planned
        return None

    async def act(self, planned: Planned, request: web.Request) -> web.Response:
        """Answer, or do not, as the fault demands."""
        fault = planned.fault
        if fault in SCOPES:
            return too_many(planned.wait, SCOPES[fault])
        if fault in STATUS:
            return as_json(STATUS[fault], {"message": "Internal", "code": 0}, {})
        if fault is Fault.BANNED:
            return web.Response(status=429, text="error code: 1015")
        if fault in (Fault.HANG_BEFORE, Fault.HANG_AFTER):
            await self.ending.wait()
        if request.transport is not None:
            request.transport.close()
        return web.Response(status=UNANSWERED)


def too_many(wait: float, scope: str) -> web.Response:
    """429 with what to wait, in seconds (docs.discord.com, topics/rate-limits)."""
    body: Json = {
        "message": "You are being rate limited.",
        "retry_after": wait,
        "global": scope == "global",
    }
    headers = {"X-RateLimit-Scope": scope, "Retry-After": str(max(1, round(wait)))}
    # Without it discord.py takes the answer for Cloudflare's and does not wait.
    headers["Via"] = "1.1 google"
    if scope == "global":
        headers["X-RateLimit-Global"] = "true"
    return as_json(429, body, headers)


def as_json(status: int, body: object, headers: dict[str, str]) -> web.Response:
    """An answer of exactly this type: discord.py compares the header as a whole."""
    text = json.dumps(body).encode()
    return web.Response(status=status, body=text, headers=headers, content_type="application/json")


@dataclass
class Bucket:
    """One bucket's window."""

    limit: int
    per: float
    used: int = 0
    ends: float = 0.0


class Rates:
    """Requests per bucket and in all; generous until a test sets figures."""

    def __init__(self) -> None:
        self.default = (10_000, 1.0)
        self._set: list[tuple[re.Pattern[str], int, float]] = []
        self._buckets: dict[str, Bucket] = {}
        self._global: Bucket | None = None
        # How often anyone was told to wait.
        self.exceeded = 0

    def set(self, route: str, limit: int, per: float) -> None:
        """Limit a route such as `POST /channels/{channel_id}/messages`, for each channel."""
        self._set.insert(0, (re.compile(re.escape(route) + "$"), limit, per))
        self._buckets.clear()

    def set_global(self, limit: int = limits.GLOBAL_PER_SECOND, per: float = 1.0) -> None:
        """Limit everything but interactions and their webhooks."""
        self._global = Bucket(limit, per)

    def count(
        self, route: str, major: str, now: float
    ) -> tuple[dict[str, str], web.Response | None]:
        """The headers for this request, and the 429 if it is one too many."""
        bucket = self._bucket(route, major)
        wait = _overflow(bucket, now)
        headers = {
            "X-RateLimit-Limit": str(bucket.limit),
            "X-RateLimit-Remaining": str(max(0, bucket.limit - bucket.used)),
            "X-RateLimit-Reset": f"{bucket.ends:.3f}",
            "X-RateLimit-Reset-After": f"{max(0.0, bucket.ends - now):.3f}",
            "X-RateLimit-Bucket": f"{zlib.crc32(route.encode()):08x}",
        }
        scope = "user"
        exempt = "/interactions/" in route or "/webhooks/" in route
        if wait is None and self._global and not exempt:
            wait, scope = _overflow(self._global, now), "global"
        if wait is None:
            return headers, None
        self.exceeded += 1
        return headers, too_many(wait, scope)

    def _bucket(self, route: str, major: str) -> Bucket:
        key = f"{route} {major}"
        if key not in self._buckets:
            found = [(limit, per) for path, limit, per in self._set if path.match(route)]
            self._buckets[key] = Bucket(*(found[0] if found else self.default))
        return self._buckets[key]


def _overflow(bucket: Bucket, now: float) -> float | None:
    """Count one request; what to wait in seconds if it is one too many."""
    if now >= bucket.ends:
        bucket.used, bucket.ends = 0, now + bucket.per
    if bucket.used >= bucket.limit:
        return bucket.ends - now
    bucket.used += 1
    return None

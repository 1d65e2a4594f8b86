"""``/livez``, ``/readyz`` and ``/metrics``: for whatever watches the program, and for a browser."""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from aiohttp import hdrs, web

from bot.core.readiness import Checked, Readiness
from bot.platforms.web.guards import refusal
from bot.platforms.web.here import is_local

TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8"
"""Prometheus's (prometheus.io, instrumenting/exposition_formats)."""
NOT_HERE = (
    "Metrics are for this machine only. Ask for them here by 127.0.0.1 and without a proxy, or set"
    " HOMEROOM_HEALTH_PORT to have them on a port of their own."
)

Metrics = Callable[[], Awaitable[str]]
"""Returns all metrics as text."""


async def no_metrics() -> str:
    """Return none."""
    return ""


@dataclass(frozen=True, slots=True)
class Health:
    """Answers how the process is doing.

    ``open_to_all``: also tells those who ask from elsewhere the reasons, and the metrics. It is
    then on a port that only those reach who may know.
    """

    readiness: Readiness = field(default_factory=Readiness)
    metrics: Metrics = no_metrics
    open_to_all: bool = False

    def join(self, app: web.Application, *, metrics: bool = True) -> None:
        """Have an application answer, with or without metrics."""
        app.router.add_get("/livez", self.livez)
        app.router.add_get("/readyz", self.readyz)
        if metrics:
            app.router.add_get("/metrics", self.tell_metrics)

    async def livez(self, _request: web.Request) -> web.Response:
        """Say that the process runs and its loop turns: else nothing would be said."""
        return web.Response(text="ok")

    async def readyz(self, request: web.Request) -> web.Response:
        """Say whether it can do its work now, check by check; status 503 if not."""
        checked = await self.readiness.look()
        ready = all(one.ok for one in checked)
        shown = self.open_to_all or is_local(request)
        text = json.dumps(_told(checked, ready=ready, reasons=shown), indent=2, ensure_ascii=False)
        status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
        return web.Response(status=status, text=text + "\n", content_type="application/json")

    async def tell_metrics(self, request: web.Request) -> web.Response:
        """Tell the metrics, to those who may know them."""
        if not (self.open_to_all or is_local(request)):
            return refusal(HTTPStatus.FORBIDDEN, NOT_HERE)
        headers = {hdrs.CONTENT_TYPE: TEXT_FORMAT}
        return web.Response(body=(await self.metrics()).encode(), headers=headers)


def _told(checked: Sequence[Checked], *, ready: bool, reasons: bool) -> dict[str, object]:
    checks = [
        {"check": one.name, "ok": one.ok} | ({"why": one.said} if one.said and reasons else {})
        for one in checked
    ]
    return {"ready": ready, "checks": checks}

"""A rehearsal on all of a machine's cores: the channels are shared out, and the counts added."""

import multiprocessing
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

from bot.rehearsal.run import Order, rehearse
from bot.rehearsal.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What came of it, and the seconds it took."""

    order: Order
    verdict: Verdict
    seconds: float


def rehearse_all(order: Order) -> Rehearsed:
    """Rehearse all parts of an order, each in a process of its own if there are several."""
    began = time.monotonic()
    parts = [replace(order, part=part) for part in range(order.parts)]
    verdict = Verdict()
    for part in _each(parts):
        verdict.add(part)
    return Rehearsed(order, verdict, time.monotonic() - began)


def _each(parts: Sequence[Order]) -> Sequence[Verdict]:
    if len(parts) == 1:
        return [rehearse(parts[0])]
    # Not forked: what this process has open is none of theirs.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(len(parts), mp_context=context) as pool:
        return list(pool.map(rehearse, parts))

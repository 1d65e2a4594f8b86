"""What is done each time the clock rings."""

import datetime as dt
from dataclasses import dataclass

from bot.core.ports import Clock, Ledger
from bot.delivery.plan import plan_due
from bot.delivery.send import PATIENCE, Sender

GIVEN_UP = dt.timedelta(seconds=2 * PATIENCE)
"""How long a delivery may be on its way before its sender is held to be gone."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """Goes over everything that is due. Nothing depends on how often, or on being in time."""

    ledger: Ledger
    sender: Sender
    clock: Clock

    async def begin(self) -> None:
        """Before the first round: find out what became of the last run's unfinished posts."""
        await self.sender.doubt_unfinished(before=self.clock.now())
        await self.sender.settle_doubts()

    async def go(self) -> None:
        """Settle doubts, plan what is due, send what is planned."""
        await self.sender.doubt_unfinished(before=self.clock.now() - GIVEN_UP)
        await self.sender.settle_doubts()
        await plan_due(self.ledger, self.clock.now())
        await self.sender.send_planned()

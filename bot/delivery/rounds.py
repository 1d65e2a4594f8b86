"""What is done each time the clock rings."""

from dataclasses import dataclass

from bot.core.ports import Clock, Ledger
from bot.delivery.plan import plan_due
from bot.delivery.send import Sender


@dataclass(frozen=True, slots=True)
class Rounds:
    """Goes over everything that is due. Nothing depends on how often, or on being in time."""

    ledger: Ledger
    sender: Sender
    clock: Clock

    async def begin(self) -> None:
        """Before the first round: find out what became of the last run's unfinished posts."""
        await self.sender.resume()
        await self.sender.settle_doubts()

    async def go(self) -> None:
        """Settle doubts, plan what is due, send what is planned."""
        await self.sender.settle_doubts()
        await plan_due(self.ledger, self.clock.now())
        await self.sender.send_planned()

"""Who asks on Slack: in which language and zone, and what they may do."""

import logging

from bot.core.ports import Clock, Store
from bot.core.request import Asker, Rank
from bot.errors import SendError
from bot.platforms.slack.admission.workspaces import PLATFORM, Workspaces
from bot.platforms.slack.knowing.described import ENGLISH, PERSON, Person
from bot.platforms.slack.knowing.facts import Facts
from bot.platforms.slack.posting.methods import Methods

log = logging.getLogger(__name__)

PATIENCE = 1.5
"""Seconds that an answer waits for what Slack says of its asker."""
PROFILE_AGE = 600.0
"""Seconds after which somebody may speak another language, or be somewhere else."""
RANK_AGE = 60.0
"""Seconds after which somebody may not be an admin any more."""


class People:
    """Knows who asks, by asking Slack. ``patience`` is in seconds."""

    def __init__(
        self, workspaces: Workspaces, store: Store, clock: Clock, patience: float = PATIENCE
    ) -> None:
        self._store = store
        methods = Methods(workspaces, patience=patience)
        self._people = Facts(PERSON, methods, lambda: clock.now().timestamp())

    async def asker(self, server: str, user: str, *, rank: bool) -> Asker:
        """Return who asks. Never raises.

        Their rank is looked for only if ``rank`` says so. Where Slack does not tell in time who
        they are, what it told last still stands, but for the rank: they are learners.
        """
        person: Person | None
        try:
            person = await self._people.of(server, user, RANK_AGE if rank else PROFILE_AGE)
        except SendError as error:
            log.info("Slack does not tell who asks: %s", error)
            person, rank = self._people.last(server, user), False
        return Asker(
            id=f"{server}.{user}",
            language=person.language if person else ENGLISH,
            rank=await self._rank(person, server, user) if person and rank else Rank.LEARNER,
            zone=person.zone if person else None,
        )

    async def _rank(self, person: Person, server: str, user: str) -> Rank:
        if not person.full or server not in person.teams:
            return Rank.LEARNER
        if person.admin:
            return Rank.ADMIN
        try:
            managers = await self._store.managers(PLATFORM, server)
        except Exception:
            log.exception("it can't be looked up who manages the lessons of %s", server)
            return Rank.LEARNER
        return Rank.MANAGER if user in managers.split() else Rank.LEARNER

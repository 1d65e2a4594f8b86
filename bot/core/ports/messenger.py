"""Sending to one platform what nobody asked for."""

import datetime as dt
from typing import Protocol

from bot.core.reply import Reply
from bot.domain.subscription import Subscription


class Messenger(Protocol):
    """Sends to the channels of one platform what nobody asked for.

    Everything here raises ``SendRefused`` if the platform says no for good, ``SendPostponed`` if
    it surely did nothing but may later, and ``SendInDoubt`` if it can't be known what it did.
    """

    @property
    def ready(self) -> bool:
        """Whether it can send now. What is due waits until it can."""

    @property
    def settling(self) -> dt.timedelta:
        """How long after a send got no answer the post may yet appear."""

    @property
    def skew(self) -> dt.timedelta | None:
        """The platform's clock less ours; ``None`` if it was not measured lately."""

    def repeatable(self, to: Subscription) -> dt.timedelta:
        """Return how long after its first try a post may be sent again without standing twice.

        For that long the platform knows it again by its key. Zero where it does not, as far as is
        known now.
        """

    async def turn(self, to: Subscription) -> float:
        """Wait for one's turn to send there, and take it; return 0.

        If it is more than a few seconds off, none is taken: return the seconds until it is worth
        asking again. Of the whole server, if not only this channel has to wait.
        """

    async def send(self, to: Subscription, post: Reply, key: str) -> str:
        """Post under a key and return the post's id."""

    async def follow(self, to: Subscription, post: Reply, post_id: str) -> None:
        """Do what a schedule wants done about a post that stands, such as opening a thread.

        Doing it again does no harm.
        """

    async def edit(self, to: Subscription, post: Reply, key: str, post_id: str) -> None:
        """Change a post that stands. Doing it again does no harm."""

    async def find(self, to: Subscription, key: str, since: dt.datetime) -> str | None:
        """Return the id of the post with this key, or ``None`` if it surely was not posted.

        It was not posted before ``since``. Raises ``SendInDoubt`` if that can't be known.
        """

    async def tell(self, to: Subscription, notice: Reply, key: str) -> None:
        """Say something in private to whoever made a subscription, or else to an admin.

        Under a key, by which the platform may know it again. Raises ``SendRefused`` if nobody can
        be told.
        """

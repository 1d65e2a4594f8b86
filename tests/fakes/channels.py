"""A platform's channels in memory, some of which the bot may not use."""

from collections.abc import Sequence

from bot.core.ports import Managed, Obstacle
from bot.domain.subscription import Subscription


class FakeChannels:
    """Knows channels by their id. ``standing`` is what stands in the way of posting."""

    def __init__(self) -> None:
        self.names = {"100": "daily", "101": "news", "102": "forum", "200": "elsewhere"}
        self.private: set[str] = set()
        self.people = {"77": "tutors", "U1": "Ann", "U2": "Bob"}
        self.left: set[str] = set()
        self.tags = {"102": {"lesson": "900"}}
        self.standing: dict[str, list[Obstacle]] = {}
        self.asked: list[Subscription] = []
        self.managed = Managed.ROLE
        self.forms = False

    async def name(self, server: str, channel: str) -> str:
        return f"#{self.names.get(channel, channel)}"

    async def public(self, server: str, channel: str) -> bool:
        return channel not in self.private

    async def who(self, server: str, managers: str) -> str:
        return ", ".join(f"@{self.people.get(one, one)}" for one in managers.split())

    async def gone(self, server: str) -> bool:
        return server in self.left

    async def obstacles(self, wish: Subscription) -> Sequence[Obstacle]:
        self.asked.append(wish)
        return self.standing.get(wish.channel, [])

    async def tag(self, channel: str, name: str) -> str:
        return self.tags.get(channel, {}).get(name, "")

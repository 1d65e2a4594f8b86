"""A platform in memory that can be told to misbehave."""

from collections.abc import Awaitable, Callable

from bot.core.reply import Reply


class FakeMessenger:
    """Keeps what was posted. ``before`` and ``after`` run round each post and may raise."""

    def __init__(self) -> None:
        self.posts: list[tuple[str, str, Reply]] = []
        self.before: Callable[[str], None] = lambda key: None
        self.after: Callable[[str], None] = lambda key: None
        self.finding: Callable[[str], None] = lambda key: None
        self.waiting: Callable[[str], Awaitable[None]] | None = None

    async def send(self, channel: str, post: Reply, key: str) -> str:
        self.before(key)
        if self.waiting:
            await self.waiting(key)
        self.posts.append((channel, key, post))
        self.after(key)
        return str(len(self.posts))

    async def find(self, channel: str, key: str) -> str | None:
        self.finding(key)
        for number, (where, name, _) in enumerate(self.posts, 1):
            if (where, name) == (channel, key):
                return str(number)
        return None

    @property
    def keys(self) -> list[str]:
        return [key for _, key, _ in self.posts]

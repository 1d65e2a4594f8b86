"""Everything the local Discord knows, in one place for its routes."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.local_discord.interactions import Interactions
from tests.local_discord.nonces import Nonces
from tests.local_discord.refusals import Json, unknown
from tests.local_discord.world import Channel, Clock, Guild, Message, User

TOKEN = "local.discord.token"  # noqa: S105 - opens nothing


@dataclass
class Commands:
    """The application's registered commands, by scope: a guild's id, or None for everywhere."""

    by_scope: dict[int | None, list[Json]] = field(default_factory=dict)
    # Each write as (method, scope), so that a test can see that nothing was synced twice.
    writes: list[tuple[str, int | None]] = field(default_factory=list)


class State:
    """The world, the application in it, and what is under way."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.token = TOKEN
        self.owner = User(self.clock.snowflake(), "Owner")
        self.bot = User(self.clock.snowflake(), "Homeroom", bot=True)
        self.users = {self.owner.id: self.owner, self.bot.id: self.bot}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        # Ephemeral messages stand in no channel.
        self.whispers: dict[int, Message] = {}
        self.commands = Commands()
        self.nonces = Nonces(self.clock.now)
        self.interactions = Interactions(self.clock)
        self.shards = 1
        self.max_concurrency = 1
        self.url = ""
        # Whether Discord lets the application read what others write.
        self.message_content = False
        # How often a message older than an hour may be edited; Discord prints no figure.
        self.edits_of_old_messages: int | None = None
        self.tell: Callable[[str, Json, Guild | None], None] = lambda _event, _data, _guild: None

    @property
    def application_id(self) -> int:
        """The application's id, which its bot user shares."""
        return self.bot.id

    @property
    def bot_guilds(self) -> list[Guild]:
        """The guilds the bot is in."""
        return [guild for guild in self.guilds.values() if guild.has(self.bot)]

    def guild(self, number: int) -> Guild:
        """A guild the bot is in."""
        guild = self.guilds.get(number)
        if guild is None or not guild.has(self.bot) or guild.unavailable:
            raise unknown("Guild")
        return guild

    def user(self, number: int) -> User:
        """Somebody with an account."""
        if number not in self.users:
            raise unknown("User")
        return self.users[number]

    def add_channel(self, channel: Channel) -> Channel:
        """Put a channel or thread where it belongs."""
        self.channels[channel.id] = channel
        if channel.guild:
            channel.guild.channels[channel.id] = channel
        return channel

"""The channels that lessons are posted in, and what stands there."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from bot.platforms.discord.ids import key_in
from bot.platforms.slack.drawing.reading import words_in_message
from tests.fakes.team import is_post, metadata_key
from tests.local_discord.people import Member
from tests.local_discord.permissions import May
from tests.local_discord.server import LocalDiscord
from tests.local_discord.world import Channel as DiscordChannel
from tests.local_discord.world import Kind, Message, walk
from tests.local_slack.people import Person
from tests.local_slack.server import LocalSlack
from tests.local_slack.world import SCOPES
from tests.local_slack.world import Channel as SlackChannel

HISTORY = ("channels:history", "groups:history")


class Place(Protocol):
    """A channel on some platform, and who is told when it breaks."""

    platform: str
    deaf: bool
    """Whether the bot may not read there what it has posted."""

    @property
    def server(self) -> str:
        """The id of its guild or workspace."""

    @property
    def channel(self) -> str:
        """Its id."""

    @property
    def owner(self) -> str:
        """The id of who made the schedule."""

    def standing(self) -> Counter[str]:
        """How often a post stands there, by its key; under "" what has none."""

    def told(self, date: dt.date) -> int:
        """How many private messages about a date the owner has had from the bot."""


@dataclass
class OnDiscord:
    """A channel on Discord."""

    discord: LocalDiscord
    there: DiscordChannel
    person: Member
    deaf: bool = False
    platform: str = "discord"

    @property
    def server(self) -> str:
        """The guild's id."""
        assert self.there.guild is not None
        return str(self.there.guild.id)

    @property
    def channel(self) -> str:
        """The channel's id."""
        return str(self.there.id)

    @property
    def owner(self) -> str:
        """The id of who made the schedule."""
        return str(self.person.user.id)

    def deafen(self, *, deaf: bool) -> None:
        """Take Read Message History from the bot, or give it back."""
        assert self.there.guild is not None
        role = self.discord.bot_role(self.there.guild)
        denied = May.READ_MESSAGE_HISTORY if deaf else 0
        self.discord.overwrite(self.there, role, deny=denied)
        self.deaf = deaf

    def standing(self) -> Counter[str]:
        """How often a post stands there, by its key."""
        bot = self.discord.bot
        return Counter(_key(one) for one in self.there.messages.values() if one.author is bot)

    def told(self, date: dt.date) -> int:
        """How many private messages about a date the owner has had from the bot."""
        user, bot = self.person.user, self.discord.bot
        direct = (
            one
            for one in self.discord.state.channels.values()
            if one.kind is Kind.DM and one.recipients == [user]
        )
        said = (message for one in direct for message in one.said if message.author is bot)
        return sum(_named(date) in message.text for message in said)


@dataclass
class OnSlack:
    """A channel on Slack."""

    slack: LocalSlack
    there: SlackChannel
    person: Person
    deaf: bool
    platform: str = "slack"

    @property
    def server(self) -> str:
        """The workspace's id."""
        return self.there.space.id

    @property
    def channel(self) -> str:
        """The channel's id."""
        return self.there.id

    @property
    def owner(self) -> str:
        """The id of who made the schedule."""
        return self.person.id

    def standing(self) -> Counter[str]:
        """How often a post stands there, by its key."""
        space = self.there.space
        return Counter(metadata_key(one) for one in self.there.said if is_post(one, space))

    def told(self, date: dt.date) -> int:
        """How many messages about a date the owner has had from the bot that nobody else sees."""
        direct = (
            one for one in self.slack.channels.values() if one.direct and self.owner in one.members
        )
        said = [one for one in self.there.said if one.ephemeral_for == self.owner]
        said += [one for channel in direct for one in channel.said]
        bot = self.there.space.bot_user
        words = (words_in_message(one.told()) for one in said if one.by == bot)
        return sum(_named(date) in one for one in words)


def _named(date: dt.date) -> str:
    """Return how the bot calls a date, in English."""
    return f"{date:%A}, {date.day} {date:%B}"


def _key(message: Message) -> str:
    ids = (str(one.get("custom_id", "")) for one in walk(message.components))
    return next(filter(None, map(key_in, ids)), "")


def on_discord(discord: LocalDiscord, channels: int) -> Iterator[OnDiscord]:
    """Open a guild with channels."""
    guild = discord.guild("Hearing")
    for number in range(channels):
        owner = discord.member(guild, f"Owner {number}", permissions=May.MANAGE_GUILD)
        yield OnDiscord(discord, discord.channel(guild, f"daily-{number}"), owner)


def on_slack(slack: LocalSlack, channels: int, *, deaf: bool = False) -> Iterator[OnSlack]:
    """Open a workspace with channels; in a deaf one the bot lacks the scopes for history."""
    space = slack.workspace("Deaf" if deaf else "Hearing")
    space.scopes = [one for one in SCOPES if not (deaf and one in HISTORY)]
    for number in range(channels):
        owner = slack.person(space, f"Owner {number}", admin=True)
        channel = slack.channel(space, f"daily-{number}", members=[owner])
        yield OnSlack(slack, channel, owner, deaf)

"""What somebody may name: a channel that they are in themselves, and no other."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.platforms.slack.asked import Asked
from bot.platforms.slack.knowing.channels import SlackChannels

NOWHERE = "unknown"
"""Takes the place of a channel that somebody must not learn about: none has this id."""


@dataclass(frozen=True, slots=True)
class Guards:
    """Keeps people from reaching, with an id typed by hand, channels that they are not in."""

    channels: SlackChannels

    async def passed(self, asked: Asked, options: Mapping[str, str]) -> dict[str, str]:
        """Return options in which every channel is one that its asker may know of."""
        checked = dict(options)
        named = checked.get("channel", "")
        by_hand = named and named != asked.channel and not named.startswith("#")
        if by_hand and not await self._may_know(asked, named):
            checked["channel"] = NOWHERE
        return checked

    async def _may_know(self, asked: Asked, channel: str) -> bool:
        return await self.channels.public(asked.server, channel) or await self.channels.member(
            asked.server, channel, asked.user
        )

"""What Slack tells of its channels."""

import asyncio
import logging
import time
from collections.abc import Iterator, Mapping, Sequence

from bot.core.ports import Hurdle, Managed, Obstacle
from bot.domain.subscription import PostOptions, Subscription
from bot.errors import SendError, SendRefused
from bot.platforms.slack.admission.workspaces import Workspaces
from bot.platforms.slack.knowing.described import CHANNEL, PERSON, Channel
from bot.platforms.slack.knowing.facts import Facts
from bot.platforms.slack.knowing.members import Members
from bot.platforms.slack.posting.methods import Methods
from bot.platforms.slack.posting.pace import Now, Rests

log = logging.getLogger(__name__)

WITHOUT: Mapping[str, str] = {
    "thread": "on Slack every message can be answered in a thread: none has to be opened",
    "publish": "Slack has no announcement channels that others follow",
    "mention": "Slack has no roles, and apps must not call everybody unasked",
    "tag": "Slack has no forums, and its messages have no tags",
}
"""The options of a post that Slack does not have, each with the reason."""
_HURDLES: Mapping[str, Hurdle] = {
    "thread": Hurdle.NO_THREADS,
    "publish": Hurdle.NOT_PUBLISHABLE,
    "mention": Hurdle.ROLE_NOT_MENTIONABLE,
    "tag": Hurdle.UNKNOWN_TAG,
}

NAME_AGE = 600.0
"""Seconds after which a channel or person may have another name."""
KIND_AGE = 60.0
"""Seconds after which a channel may have become private."""
PATIENCE = 3.0
"""Seconds that an answer waits for what Slack says of one channel."""
SILENCE = 10.0
"""Seconds for which Slack is not asked for names once it did not answer."""
ASKED_AT_ONCE = 10


class SlackChannels:
    """``core.ports.Channels`` by asking Slack. ``now`` tells seconds on a clock nobody sets."""

    def __init__(
        self, workspaces: Workspaces, now: Now = time.monotonic, patience: float = PATIENCE
    ) -> None:
        self._workspaces = workspaces
        methods = Methods(workspaces, Rests(now), patience)
        self._channels = Facts(CHANNEL, methods, now, silence=SILENCE)
        self._people = Facts(PERSON, methods, now, silence=SILENCE)
        self._members = Members(methods)

    @property
    def managed(self) -> Managed:
        """A workspace's admins choose people: it has no roles."""
        return Managed.PEOPLE

    @property
    def forms(self) -> bool:
        """A button can open a form."""
        return True

    async def name(self, server: str, channel: str) -> str:
        """Return a channel's name with its ``#``; its id if Slack does not tell it."""
        known = await self._channels.roughly(server, channel, NAME_AGE)
        return known.name if known and known.name else channel

    async def public(self, server: str, channel: str) -> bool:
        """Return whether it surely is a channel that everybody in the workspace can find."""
        try:
            return (await self._channels.of(server, channel, KIND_AGE)).public
        except SendError as error:
            log.info("Slack does not tell what kind of channel %s is: %s", channel, error)
            return False

    async def member(self, server: str, channel: str, user: str) -> bool:
        """Return whether somebody surely is in a channel. Never raises."""
        return await self._members.has(server, channel, user)

    async def who(self, server: str, managers: str) -> str:
        """Return people, by their ids with blanks between, as ``@Ada, @Ben``. Never raises."""
        turns = asyncio.Semaphore(ASKED_AT_ONCE)

        async def name(user: str) -> str:
            async with turns:
                known = await self._people.roughly(server, user, NAME_AGE)
            return f"@{known.name if known and known.name else user}"

        ids = dict.fromkeys(managers.split())
        return ", ".join(await asyncio.gather(*map(name, ids)))

    async def gone(self, server: str) -> bool:
        """Return whether Homeroom surely is not installed in a workspace now. Never raises."""
        try:
            if server in await self._workspaces.servers():
                return False
            await self._workspaces.client(server)
        except SendRefused:
            return True
        except SendError as error:
            log.info("it is not known whether Homeroom is in %s: %s", server, error)
        except Exception:
            log.exception("it is not known whether Homeroom is in %s", server)
        return False

    async def obstacles(self, wish: Subscription) -> Sequence[Obstacle]:
        """Return everything that stands in the way of a subscription.

        Raises ``SendError`` if Slack can't be asked.
        """
        try:
            channel = await self._channels.of(wish.server, wish.channel)
        except SendRefused as error:
            hurdle = _unseen(wish.channel, error)
            if hurdle is None:
                raise
            return [Obstacle(hurdle)]
        standing = _standing(channel, wish.server)
        return [Obstacle(one) for one in (*standing, *_lacking(wish.options))]

    async def tag(self, channel: str, name: str) -> str:
        """Return nothing: there are no tags."""
        return ""


def _unseen(channel: str, error: SendRefused) -> Hurdle | None:
    """Return the hurdle if Slack said that Homeroom can't see a channel."""
    match error.details.get("word"):
        case "channel_not_found" | "invalid_arguments":
            # A direct message that Homeroom does not see is one between others.
            return Hurdle.WRONG_KIND if channel.startswith("D") else Hurdle.UNKNOWN_CHANNEL
        case "not_in_channel" | "no_permission":
            return Hurdle.NOT_A_MEMBER
        # Without the optional scope im:read no lessons come to direct messages.
        case "missing_scope" if channel.startswith("D"):
            return Hurdle.WRONG_KIND
        case _:
            return None


def _standing(channel: Channel, server: str) -> Iterator[Hurdle]:
    """Yield what is wrong with a channel; only what has to be mended first."""
    if not _is_of(channel, server):
        yield Hurdle.UNKNOWN_CHANNEL
    elif channel.several or not (channel.direct or channel.name.startswith("#")):
        yield Hurdle.WRONG_KIND
    elif channel.archived:
        yield Hurdle.ARCHIVED
    elif not (channel.direct or channel.member):
        yield Hurdle.NOT_A_MEMBER
    elif channel.closed:
        yield Hurdle.MISSING_PERMISSIONS


def _is_of(channel: Channel, server: str) -> bool:
    """Tell whether a channel is a workspace's own, or shared with it.

    An id can be typed by hand: another workspace's channel is none of ours. One that all of an
    organisation's workspaces share names the organisation.
    """
    teams = channel.teams
    return not teams or server in teams or any(team.startswith("E") for team in teams)


def _lacking(options: PostOptions) -> Iterator[Hurdle]:
    return (hurdle for option, hurdle in _HURDLES.items() if getattr(options, option))

"""Where a schedule's posts stand, and whether they can; if not, what is wrong and its mend."""

import discord

from bot.domain.subscription import PostOptions, Subscription
from bot.errors import SendInDoubt, SendRefused
from bot.platforms.discord.anywhere import Anywhere
from bot.platforms.discord.failures import GONE
from bot.platforms.discord.permissions import (
    EMBED,
    HISTORY,
    IN_THREADS,
    VIEW,
    Need,
    is_locked,
    missing,
)
from bot.platforms.discord.reach import WHENEVER, Reach


async def place_of(reach: Reach, to: Subscription, since: float = WHENEVER) -> Anywhere:
    """Return a schedule's channel. Raises ``SendRefused`` if it is not there for us."""
    guild = await reach.guild(to.server, since)
    channel = await reach.channel(to.server, to.channel, since)
    if channel is None or channel.guild.id != guild.id:
        raise SendRefused(why=GONE)
    return channel


def check_allowed(channel: Anywhere, options: PostOptions) -> None:
    """Raise ``SendRefused`` if a permission is missing: each refusal by Discord counts."""
    if lacking := missing(channel, options):
        raise SendRefused(why=_lacks(channel, *lacking))
    if is_locked(channel):
        raise SendRefused(why=_locked(channel))


def check_changeable(channel: Anywhere) -> None:
    """Raise ``SendRefused`` if a post that stands there can't be changed."""
    thread = isinstance(channel, discord.Thread)
    if isinstance(channel, discord.Thread) and channel.parent is None:
        return
    granted = channel.permissions_for(channel.guild.me)
    needed = (VIEW, IN_THREADS, EMBED) if thread else (VIEW,)
    if lacking := [need for need in needed if not getattr(granted, need.name)]:
        raise SendRefused(why=_lacks(channel, *lacking))
    if is_locked(channel):
        raise SendRefused(why=_locked(channel))


def check_readable(channel: Anywhere) -> None:
    """Raise ``SendInDoubt`` if the channel can't be read back.

    Without Read Message History Discord shows an empty channel, not an error.
    """
    granted = channel.permissions_for(channel.guild.me)
    for need in (VIEW, HISTORY):
        if not getattr(granted, need.name):
            raise SendInDoubt(why=f"to look whether it was posted, {_lacks(channel, need)}")


def _lacks(channel: Anywhere, *lacking: Need) -> str:
    """Say which permissions are missing, and where to click to give them."""
    parent = channel.parent if isinstance(channel, discord.Thread) else channel
    names = ", ".join(need.title for need in lacking)
    return (
        f"Homeroom lacks {names} in #{channel.name}. Open the settings of"
        f" #{(parent or channel).name} (Edit Channel), choose Permissions, add Homeroom's role and"
        f" allow {names}"
    )


def _locked(thread: Anywhere) -> str:
    return (
        f"the thread #{thread.name} is locked. A moderator can unlock it in the thread's menu"
        " (Unlock Thread); or choose another channel with /schedule add"
    )

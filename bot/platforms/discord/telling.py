"""A word to whoever made a schedule; to the server's owner, or where admins are, if need be."""

from collections.abc import AsyncIterator

import discord

from bot.core.reply import Reply
from bot.domain.subscription import Subscription
from bot.errors import SendError, SendRefused
from bot.platforms.discord.drawn import Drawn, answer_in_pages
from bot.platforms.discord.failures import UNKNOWN_MESSAGE, told
from bot.platforms.discord.nonces import nonce_of
from bot.platforms.discord.permissions import SEND, VIEW
from bot.platforms.discord.reach import Reach
from bot.platforms.discord.wording import words_in

NOBODY = discord.AllowedMentions.none()
UNHEARD = (
    "nobody could be told. Whoever made the schedule, and the server's owner, can allow direct"
    " messages in the server's Privacy Settings"
)

Ear = discord.Object | discord.TextChannel
"""Somebody, by their id, or a channel."""


async def tell(reach: Reach, to: Subscription, notice: Reply, key: str) -> None:
    """Say something to the first who can be told. Raises what discord.py raises.

    Raises ``SendRefused`` if nobody can be. Said twice in some minutes, it stands there once.
    """
    client, pages = reach.connected(), answer_in_pages(notice, words_in(to.language), 1)
    why = UNHEARD
    async for ear in _ears(reach, to):
        try:
            await _say(client, ear, pages, key)
        except Exception as error:
            refused: SendError = told(error)
            if not isinstance(refused, SendRefused):
                raise refused from error
            why = f"{UNHEARD} (last: {refused.details['why']})"
        else:
            return
    raise SendRefused(why=why)


async def _ears(reach: Reach, to: Subscription) -> AsyncIterator[Ear]:
    asked = int(to.owner) if to.owner.isdecimal() else None
    if asked:
        yield discord.Object(asked)
    try:
        guild = await reach.guild(to.server)
    except SendRefused:
        return
    if guild.owner_id and guild.owner_id != asked:
        yield discord.Object(guild.owner_id)
    # The first is for those who run the server, the second for all.
    for channel in (guild.public_updates_channel, guild.system_channel):
        if channel is not None and _may_post(channel):
            yield channel


def _may_post(channel: discord.TextChannel) -> bool:
    granted = channel.permissions_for(channel.guild.me)
    return all(getattr(granted, need.name) for need in (VIEW, SEND))


async def _say(client: discord.Client, ear: Ear, pages: list[Drawn], key: str) -> None:
    somebody = isinstance(ear, discord.Object)
    there = await client.create_dm(ear) if isinstance(ear, discord.Object) else ear
    for number, page in enumerate(pages):
        nonce = nonce_of(f"{'user' if somebody else 'channel'} {ear.id}", f"{key} {number}")
        try:
            await there.send(view=page, nonce=nonce, allowed_mentions=NOBODY)
        except discord.NotFound as error:
            # Somebody has read and deleted it: what Discord says of a nonce that it knows.
            if error.code != UNKNOWN_MESSAGE:
                raise

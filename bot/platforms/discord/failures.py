"""What a failure means for a message: surely not sent, refused for good, or not known.

What is refused is shown to an admin: it says what is wrong, and where to mend it.
"""

from collections.abc import Mapping
from http import HTTPStatus

import aiohttp
import discord

from bot.errors import SendError, SendInDoubt, SendPostponed, SendRefused

# docs.discord.com, topics/opcodes-and-status-codes
UNKNOWN_CHANNEL = 10003
UNKNOWN_MESSAGE = 10008
ARCHIVED = 50083
NO_TEXT = 50008
"""Nothing can be said there: a forum, or a heading over channels."""
PAUSE = 60.0
AN_HOUR = 3600.0

GONE = (
    "the channel is gone, or Homeroom may not see it. If it is there, open its settings and, under"
    " Permissions, allow Homeroom View Channel; if not, choose another channel with /schedule add"
)
DELETED = "the post was deleted"
_NOT_ALLOWED = (
    "Discord does not allow Homeroom that in this channel. Open the channel's settings and, under"
    " Permissions, allow it View Channel, Send Messages, Embed Links and Read Message History"
)
_BLOCKED = (
    "the server's AutoMod blocked it. In Server Settings, under AutoMod, except the channel or"
    " Homeroom's role from the rule"
)
REFUSED: Mapping[int, str] = {
    UNKNOWN_CHANNEL: GONE,
    10004: "Homeroom is not on that server any more. Add it again with its invitation",
    UNKNOWN_MESSAGE: DELETED,
    10013: "Discord knows nobody with that id",
    30013: "the server has as many channels as Discord allows. Delete some that nobody needs",
    40067: "posts in that forum need a tag. Choose one with /schedule change",
    50001: GONE,
    50005: "the post was made by another bot, and only that can change it",
    50007: "they take no direct messages from Homeroom",
    NO_TEXT: "nothing can be posted there. Choose a text channel with /schedule add",
    50013: _NOT_ALLOWED,
    50024: "that can't be done in this kind of channel. Choose another with /schedule add",
    50033: "Discord knows nobody with that id",
    ARCHIVED: "the thread is archived. Open it again in the thread's menu",
    50278: "they are on no server together with Homeroom, and can't be written to",
    160005: "the thread is locked. Unlock it in the thread's menu, or choose another channel",
    160006: "the server has as many open threads as Discord allows. Close some of them",
    200000: _BLOCKED,
    200001: _BLOCKED,
}
"""Discord's numbers for a no, in our words."""
_PLAIN = {50005, 50007, 50278, 200000, 200001}
"""Those of them that need no look at the channel to be understood."""
LATER: Mapping[int, tuple[str, float]] = {
    20016: ("the channel's slow mode holds it back", PAUSE),
    20022: ("announcements are changed too often there", AN_HOUR),
    20028: ("too much is written in that channel just now", PAUSE),
    30046: ("too many older posts were changed there; Discord allows a few an hour", AN_HOUR),
    40003: ("Homeroom has opened too many conversations just now", PAUSE),
    130000: ("Discord has too much to do just now", PAUSE),
}
"""Discord's numbers for a no that holds for a while, and for how many seconds; our estimates."""


_ASK = {NO_TEXT, ARCHIVED, 40067, 50024, 50035, 160005}
_NO = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


def unexplained(error: discord.HTTPException) -> bool:
    """Tell whether it says no, and a look at the channel may say why, or how else it goes."""
    if error.code in LATER or error.code in _PLAIN:
        return False
    return error.status in _NO or error.code in _ASK


def told(error: BaseException) -> SendError:
    """Return what an exception of discord.py, or below it, says about a message."""
    match error:
        case SendError():
            return error
        # What kept its body from being written.
        case aiohttp.ClientConnectionError(__cause__=SendError() as cause):
            return cause
        case discord.RateLimited():
            return SendPostponed(why="Discord asks for a pause", after=error.retry_after)
        case discord.HTTPException():
            return _answered(error)
        # Nothing was written yet: there was nobody to write to.
        case aiohttp.ClientConnectorError():
            return SendPostponed(why="Discord can't be reached", after=PAUSE)
        # Made wrong by ourselves, before anything was written.
        case ValueError() | TypeError() | discord.ClientException():
            return SendRefused(why=f"Homeroom could not make the post: {error}")
        case _:
            return SendInDoubt(why=type(error).__name__)


def _answered(error: discord.HTTPException) -> SendError:
    if error.code in LATER:
        why, after = LATER[error.code]
        return SendPostponed(why=f"{why} ({error.code})", after=after)
    if isinstance(error, discord.DiscordServerError):
        return SendInDoubt(why=f"Discord had a fault ({error.status})")
    if error.status in {401, 429}:
        why = f"Discord takes nothing from us now ({error.status})"
        return SendPostponed(why=why, after=PAUSE)
    said = REFUSED.get(error.code) or error.text or "no reason given"
    return SendRefused(why=f"{said} ({error.code})")

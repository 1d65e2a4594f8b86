"""Who may do what where: Discord's own computation (docs.discord.com, topics/permissions)."""

from enum import IntFlag

from tests.local_discord.world import Channel, Guild, Kind, User


class May(IntFlag):
    """The permission bits that matter here."""

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    SEND_TTS = 1 << 12
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    SEND_POLLS = 1 << 49
    USE_EXTERNAL_APPS = 1 << 50
    PIN_MESSAGES = 1 << 51


EVERYTHING = (1 << 53) - 1

# What a new guild gives everyone, as far as it matters here.
EVERYONE = (
    May.VIEW_CHANNEL
    | May.SEND_MESSAGES
    | May.EMBED_LINKS
    | May.ATTACH_FILES
    | May.READ_MESSAGE_HISTORY
    | May.USE_APPLICATION_COMMANDS
    | May.CREATE_PUBLIC_THREADS
    | May.SEND_MESSAGES_IN_THREADS
    | May.SEND_POLLS
    | May.USE_EXTERNAL_APPS
)

# Without Send Messages these are worth nothing (docs.discord.com, implicit permissions).
NEED_SENDING = May.MENTION_EVERYONE | May.SEND_TTS | May.ATTACH_FILES | May.EMBED_LINKS


def in_guild(guild: Guild, user: User) -> int:
    """What a member may in the whole guild."""
    if guild.owner_id == user.id:
        return EVERYTHING
    membership = guild.members.get(user.id)
    if membership is None:
        return 0
    bits = guild.roles[guild.id].permissions
    for role in membership.roles:
        bits |= guild.roles[role].permissions
    return EVERYTHING if bits & May.ADMINISTRATOR else bits


def in_channel(channel: Channel, user: User) -> int:
    """What a member may in one channel; a thread goes by the channel it hangs on."""
    if channel.guild is None:
        return EVERYTHING if user in channel.recipients or user.bot else 0
    bits = in_guild(channel.guild, user)
    if bits == EVERYTHING:
        return bits
    bits = _overwritten(bits, channel.parent if channel.is_thread else channel, user)
    return _implied(bits, channel)


def _overwritten(bits: int, channel: Channel | None, user: User) -> int:
    if channel is None or channel.guild is None:
        return bits
    membership = channel.guild.members.get(user.id)
    if membership is None:
        return 0
    rows = {(row.kind, row.id): row for row in channel.overwrites}
    if everyone := rows.get((0, channel.guild.id)):
        bits = bits & ~everyone.deny | everyone.allow
    own = [rows[0, role] for role in membership.roles if (0, role) in rows]
    for row in own:
        bits &= ~row.deny
    for row in own:
        bits |= row.allow
    if mine := rows.get((1, user.id)):
        bits = bits & ~mine.deny | mine.allow
    return bits


def _implied(bits: int, channel: Channel) -> int:
    if not bits & May.VIEW_CHANNEL:
        return 0
    if not bits & sending(channel):
        return bits & ~NEED_SENDING
    return bits


def sending(channel: Channel) -> May:
    """The permission that posting there takes."""
    return May.SEND_MESSAGES_IN_THREADS if channel.is_thread else May.SEND_MESSAGES


def pings_everyone(channel: Channel, user: User) -> bool:
    """Whether @everyone and unmentionable roles ring when that user names them."""
    return channel.kind != Kind.DM and bool(in_channel(channel, user) & May.MENTION_EVERYONE)

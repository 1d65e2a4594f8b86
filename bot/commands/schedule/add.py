"""/schedule add: lessons come to a channel by themselves from now on."""

from typing import Annotated

from bot.commands.schedule import (
    DAYS,
    ENDING,
    HERE,
    HOLIDAYS,
    LATE,
    MENTION,
    MODE,
    NO_ROLE,
    PUBLISH,
    SCHEDULE,
    STARTS,
    TAG,
    THREAD,
    TIME,
    TRACK,
    WHERE,
    ZONE,
)
from bot.core.command import ChannelId, RoleId, command
from bot.core.context import Context
from bot.core.holidays import region_of
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.schedules import (
    channel_name,
    channels_of,
    coming,
    free_slot,
    refuse_a_second,
    today_in,
)
from bot.core.wishes import catch_up_of, days_of, start_of, tag_of, times_of, track_of, zone_of
from bot.domain.subscription import Ending, Mode, PostOptions, Subscription
from bot.replies import schedule as words
from bot.replies.languages import texts_in


@command(
    family=SCHEDULE,
    least=Rank.MANAGER,
    names={"ko": "추가"},
    translations={"ko": "수업이 저절로 올라오게 해요."},
)
async def add(
    context: Context,
    time: Annotated[str, TIME],
    zone: Annotated[str, ZONE],
    channel: Annotated[ChannelId, WHERE] = HERE,
    days: Annotated[str, DAYS] = "every day",
    track: Annotated[str, TRACK] = "",
    mode: Annotated[Mode, MODE] = Mode.COURSE,
    thread: Annotated[bool, THREAD] = False,
    publish: Annotated[bool, PUBLISH] = False,
    mention: Annotated[RoleId, MENTION] = NO_ROLE,
    tag: Annotated[str, TAG] = "",
    holidays: Annotated[str, HOLIDAYS] = "",
    starts: Annotated[str, STARTS] = "",
    ending: Annotated[Ending, ENDING] = Ending.STOP,
    late: Annotated[str, LATE] = "",
) -> Reply:
    """Have lessons come to a channel by themselves."""
    texts, channels = texts_in(context.language), channels_of(context)
    place = context.place
    where, there = channel or place.channel, zone_of(zone)
    wish = Subscription(
        id=0,
        platform=place.platform,
        channel=where,
        times=times_of(time),
        zone=there,
        track=track_of(track, context.library),
        days=days_of(days),
        mode=mode,
        server=place.server,
        options=PostOptions(thread, publish, mention, await tag_of(channels, where, tag)),
        holidays=region_of(holidays, context.holidays, context.language) if holidays else "",
        ending=ending,
        starts=start_of(starts, today_in(context, there)) if starts else None,
        catch_up=catch_up_of(late) if late else None,
        owner=context.asker.id,
        language=context.language,
    )
    if obstacles := await channels.obstacles(wish):
        return words.obstructed(
            await channel_name(context, where), obstacles, channels.managed, texts
        )
    await refuse_a_second(context, wish)
    first = await free_slot(context.store, wish, context.clock.now(), context.holidays.on)
    made = await context.store.subscribe(wish, first)
    return words.added(await coming(context, made), texts)

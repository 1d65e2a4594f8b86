"""/schedule change: another time, other days, another way; the place in the course is kept."""

import datetime as dt
from dataclasses import replace
from typing import Annotated
from zoneinfo import ZoneInfo

from bot.commands.schedule import (
    DAYS,
    ENDING,
    HERE,
    HOLIDAYS,
    LATE,
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
from bot.core.command import About, ChannelId, RoleId, command
from bot.core.context import Context
from bot.core.holidays import region_of
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.schedules import (
    channel_name,
    channels_of,
    coming,
    free_slot,
    meant,
    name_of,
    refuse_a_second,
    today_in,
)
from bot.core.wishes import catch_up_of, days_of, start_of, tag_of, times_of, track_of, zone_of
from bot.domain.subscription import Ending, Mode, PostOptions, Subscription
from bot.replies import schedule as words
from bot.replies.languages import texts_in

AGAIN = replace(
    HOLIDAYS,
    help="No lessons on the public holidays of …: KR, or DE-BY. “none”: lessons on them again.",
    translations={"ko": "이곳의 공휴일에는 쉬어요. 예: 한국, DE-BY. ‘없음’: 공휴일에도 올라와요."},
)

AT_ONCE = replace(
    STARTS,
    help="The first day, such as 2026-12-01 or “next Monday”. “now”: at once.",
    translations={"ko": "시작하는 날. 예: 2026-12-01, 다음 주 월요일. ‘바로’: 곧바로."},
)


@command(
    family=SCHEDULE,
    least=Rank.MANAGER,
    names={"ko": "변경"},
    translations={"ko": "시간, 요일 따위를 바꿔요. 과정은 하던 데서 이어져요."},
)
async def change(
    context: Context,
    channel: Annotated[ChannelId, WHERE] = HERE,
    time: Annotated[str, TIME] = "",
    zone: Annotated[str, ZONE] = "",
    days: Annotated[str, DAYS] = "",
    track: Annotated[str, TRACK] = "",
    mode: Annotated[Mode | None, MODE] = None,
    thread: Annotated[bool | None, THREAD] = None,
    publish: Annotated[bool | None, PUBLISH] = None,
    mention: Annotated[
        RoleId,
        About(
            "The role it calls. @everyone stands for: none any more.",
            {"ko": "함께 부를 역할. @everyone을 고르면 부르지 않아요."},
            names={"ko": "역할"},
        ),
    ] = NO_ROLE,
    tag: Annotated[str, TAG] = "",
    holidays: Annotated[str, AGAIN] = "",
    starts: Annotated[str, AT_ONCE] = "",
    ending: Annotated[Ending | None, ENDING] = None,
    late: Annotated[str, LATE] = "",
    number: Annotated[
        int,
        About(
            "Which one, if the channel has several: the number in the list.",
            {"ko": "채널에 일정이 여럿일 때: 목록에 있는 번호."},
            names={"ko": "번호"},
            most=10**9,
        ),
    ] = 0,
) -> Reply:
    """Change when and how lessons come."""
    texts = texts_in(context.language)
    match await meant(context, f"#{number}" if number else channel):
        case [before]:
            pass
        case several:
            return words.which_number(await name_of(context, several), several, texts)
    options = await _options(context, before, thread, publish, mention, tag)
    there = zone_of(zone) if zone else before.zone
    changed = replace(
        before,
        times=times_of(time) if time else before.times,
        zone=there,
        days=days_of(days) if days else before.days,
        track=track_of(track, context.library) if track else before.track,
        mode=mode or before.mode,
        options=options,
        holidays=(
            region_of(holidays, context.holidays, context.language) if holidays else before.holidays
        ),
        ending=ending or before.ending,
        starts=_start(context, before, starts, there) if starts else before.starts,
        catch_up=catch_up_of(late) if late else before.catch_up,
    )
    return await _save(context, before, changed)


def _start(context: Context, before: Subscription, words: str, zone: ZoneInfo) -> dt.date | None:
    # A form sends in what stood there, though it has begun long ago.
    if words == str(before.starts):
        return before.starts
    return start_of(words, today_in(context, zone))


async def _options(
    context: Context,
    before: Subscription,
    thread: bool | None,
    publish: bool | None,
    mention: str,
    tag: str,
) -> PostOptions:
    kept = before.options
    # The role of everybody has the server's id; it is never called.
    nobody = mention == context.place.server
    return PostOptions(
        thread=kept.thread if thread is None else thread,
        publish=kept.publish if publish is None else publish,
        mention="" if nobody else mention or kept.mention,
        tag=await tag_of(channels_of(context), before.channel, tag) if tag else kept.tag,
    )


async def _save(context: Context, before: Subscription, changed: Subscription) -> Reply:
    texts, channels = texts_in(context.language), channels_of(context)
    if changed == before:
        return words.nothing_to_change(texts)
    if obstacles := await channels.obstacles(changed):
        return words.obstructed(
            await channel_name(context, changed.channel), obstacles, channels.managed, texts
        )
    await refuse_a_second(context, changed)
    changed = replace(changed, owner=context.asker.id, language=context.language)
    slot = await free_slot(context.store, changed, context.clock.now(), context.holidays.on)
    await context.store.reschedule(changed, slot)
    return words.shown(await coming(context, changed), texts, texts.schedule.changed)

"""/schedule pause: nothing comes until it is resumed, or until a date."""

import datetime as dt
from dataclasses import replace
from typing import Annotated

from bot.commands.schedule import HERE, SCHEDULE, WHERE
from bot.core.command import About, ChannelId, command
from bot.core.context import Context
from bot.core.options import is_date, suggest_dates
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.schedules import channel_name, channels_of, coming, meant, name_of, today_in
from bot.core.vacations import paused_for, save
from bot.core.wishes import date_of
from bot.domain.calendar import DAY
from bot.domain.subscription import Status, Subscription, Vacation
from bot.errors import UntilToday
from bot.replies import outlook
from bot.replies import schedule as words
from bot.replies.languages import texts_in

UNTIL = About(
    "The date on which it goes on, such as 2026-12-01. Without one: when you resume it.",
    {"ko": "다시 시작할 날짜. 예: 2026-12-01. 비우면 다시 시작할 때까지 쉬어요."},
    suggest_dates,
    names={"ko": "언제까지"},
    most=40,
    fits=is_date,
)


@command(
    family=SCHEDULE,
    least=Rank.MANAGER,
    names={"ko": "멈춤"},
    translations={"ko": "한동안 올라오지 않게 해요."},
    turns=True,
)
async def pause(
    context: Context,
    channel: Annotated[ChannelId, WHERE] = HERE,
    until: Annotated[str, UNTIL] = "",
) -> Reply:
    """Have nothing come for a while."""
    texts = texts_in(context.language)
    match await meant(context, channel):
        case [one] if until:
            return await _pause_until(context, one, until)
        case [one]:
            resting = replace(one, status=Status.PAUSED, reason="")
            await context.store.amend(resting)
            return words.paused(await coming(context, resting), texts)
        case several:
            date = _date(context, several[0], until) if until else None
            more = [f"until:{date}"] if date else []
            name = await name_of(context, several)
            return words.which("schedule pause", name, several, texts, *more)


async def _pause_until(context: Context, one: Subscription, until: str) -> Reply:
    texts, channels = texts_in(context.language), channels_of(context)
    date, today = _date(context, one, until), today_in(context, one.zone)
    active = replace(one, status=Status.ACTIVE, reason="")
    # It goes on by itself then, so what stands in the way is said now.
    if one.status is not Status.ACTIVE and (obstacles := await channels.obstacles(active)):
        name = await channel_name(context, one.channel)
        return words.obstructed(name, obstacles, channels.managed, texts)
    resting = paused_for(active, Vacation(today, date - DAY), today)
    await save(context, resting)
    return outlook.paused_until(await coming(context, resting), texts)


def _date(context: Context, one: Subscription, until: str) -> dt.date:
    today = today_in(context, one.zone)
    date = date_of(until, today)
    if date == today:
        raise UntilToday
    return date

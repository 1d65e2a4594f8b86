"""/schedule vacation: days on which nothing comes to a channel."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from bot.commands.schedule import HERE, SCHEDULE, WHERE
from bot.core.command import About, ChannelId, command
from bot.core.context import Context
from bot.core.options import is_date, suggest_dates
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.schedules import coming, meant, today_in
from bot.core.vacations import save, with_vacation
from bot.core.wishes import date_of
from bot.domain.subscription import Subscription, Vacation
from bot.errors import DatesTurnedRound
from bot.replies import outlook
from bot.replies.languages import texts_in

FIRST = About(
    "The first day, such as 2026-12-24. Without any: see which vacations there are.",
    {"ko": "첫날. 예: 2026-12-24. 비우면 정해진 쉬는 기간을 보여 줘요."},
    suggest_dates,
    names={"ko": "첫날"},
    most=40,
    fits=is_date,
)
LAST = About(
    "The last day, such as 2027-01-01. Without one: the first day only.",
    {"ko": "마지막 날. 예: 2027-01-01. 비우면 첫날 하루."},
    suggest_dates,
    names={"ko": "마지막날"},
    most=40,
    fits=is_date,
)
CLEAR = About(
    "Take all vacations back?", {"ko": "쉬는 기간을 모두 지울까요?"}, names={"ko": "지우기"}
)


@command(
    family=SCHEDULE,
    least=Rank.MANAGER,
    names={"ko": "쉬는날"},
    translations={"ko": "며칠 동안 쉴지 정해요."},
    turns=True,
)
async def vacation(
    context: Context,
    first: Annotated[str, FIRST] = "",
    last: Annotated[str, LAST] = "",
    channel: Annotated[ChannelId, WHERE] = HERE,
    clear: Annotated[bool, CLEAR] = False,
) -> Reply:
    """Have nothing come on some days."""
    texts, found = texts_in(context.language), await meant(context, channel)
    # Of a channel with several schedules, all rest.
    added = _vacation(context, found[0], first, last) if first or last else None
    if clear:
        found = await _saved(context, [replace(one, vacations=()) for one in found])
    if added is not None:
        resting = [with_vacation(one, added, _today(context, one)) for one in found]
        found = await _saved(context, resting)
    all_coming = [await coming(context, one) for one in found]
    return outlook.vacations(all_coming, texts, added=added, cleared=clear and added is None)


def _vacation(context: Context, one: Subscription, first: str, last: str) -> Vacation:
    today = _today(context, one)
    begins = date_of(first, today) if first else today
    ends = date_of(last, today) if last else begins
    if ends < begins:
        raise DatesTurnedRound(first=begins, last=ends)
    return Vacation(begins, ends)


async def _saved(context: Context, changed: Sequence[Subscription]) -> Sequence[Subscription]:
    for one in changed:
        await save(context, one)
    return changed


def _today(context: Context, one: Subscription) -> dt.date:
    return today_in(context, one.zone)

"""The family /schedule: what comes by itself, where and when. Its options stand here."""

from bot.core.command import About, ChannelId, Family, RoleId
from bot.core.options import (
    are_days,
    are_times,
    is_date,
    is_region,
    is_span,
    is_zone,
    suggest_dates,
    suggest_days,
    suggest_regions,
    suggest_spans,
    suggest_times,
    suggest_tracks,
    suggest_zones,
)

SCHEDULE = Family(
    "schedule",
    "Lessons that come by themselves.",
    names={"ko": "일정"},
    translations={"ko": "저절로 올라오는 수업을 정해요."},
)

TIME = About(
    "When it comes, such as 08:00; or several times a day: 8am and 6pm.",
    {"ko": "올라올 시간. 예: 08:00, 하루에 여러 번이면 오전 8시와 오후 6시"},
    suggest_times,
    names={"ko": "시간"},
    most=120,
    fits=are_times,
)
ZONE = About(
    "The city whose clock counts, such as Asia/Seoul.",
    {"ko": "어느 도시의 시간인지. 예: 서울"},
    suggest_zones,
    names={"ko": "시간대"},
    most=64,
    fits=is_zone,
)
DAYS = About(
    "“every day”, “weekdays”, or some: mon, wed, fri.",
    {"ko": "매일, 평일, 주말, 또는 월수금처럼."},
    suggest_days,
    names={"ko": "요일"},
    most=100,
    fits=are_days,
)
HOLIDAYS = About(
    "No lessons on the public holidays of …: a country such as KR, or DE-BY.",
    {"ko": "이곳의 공휴일에는 쉬어요. 예: 한국, KR, DE-BY"},
    suggest_regions,
    names={"ko": "공휴일"},
    most=100,
    fits=is_region,
)
TRACK = About(
    "Which lessons. Without one: the first track.",
    {"ko": "어느 과정인지. 비우면 첫 과정."},
    suggest_tracks,
    names={"ko": "과정"},
    most=100,
)
MODE = About(
    "course: one lesson after the other; news: the lesson dated that day.",
    {"ko": "course: 차례대로. news: 그날 날짜의 수업."},
    names={"ko": "방식"},
)
ENDING = About(
    "After the last lesson: stop until there are new ones, or begin again.",
    {"ko": "마지막 수업 다음에. stop: 새 수업이 생길 때까지 쉬기. again: 처음부터 다시."},
    names={"ko": "끝나면"},
)
STARTS = About(
    "The first day, such as 2026-12-01 or “next Monday”. Without one: at once.",
    {"ko": "시작하는 날. 예: 2026-12-01, 다음 주 월요일. 비우면 바로."},
    suggest_dates,
    names={"ko": "시작일"},
    most=40,
    fits=is_date,
)
LATE = About(
    "How late one may still come, such as “2 hours”. Without it: the rest of the day.",
    {"ko": "얼마나 늦게까지 올려도 되는지. 예: 2시간. 비우면 그날 안."},
    suggest_spans,
    names={"ko": "늦어도"},
    most=40,
    fits=is_span,
)
THREAD = About(
    "Open a thread to talk in under each lesson?",
    {"ko": "수업마다 이야기할 스레드를 열까요?"},
    names={"ko": "스레드"},
)
PUBLISH = About(
    "Pass it on to the channels that follow an announcement channel?",
    {"ko": "공지 채널을 팔로우하는 채널에도 전달할까요?"},
    names={"ko": "발행"},
)
MENTION = About("The role it calls.", {"ko": "함께 부를 역할."}, names={"ko": "역할"})
TAG = About(
    "In a forum: the name of the tag it gets.",
    {"ko": "포럼에서: 붙일 태그의 이름."},
    names={"ko": "태그"},
    most=40,
)
WHERE = About(
    "The channel they come to. Without one: this one.",
    {"ko": "올라올 채널. 비우면 이 채널."},
    names={"ko": "채널"},
)
HERE = ChannelId("")
NO_ROLE = RoleId("")

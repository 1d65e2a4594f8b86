"""What the bot says of schedules, in Korean."""

import datetime as dt

from bot.core.ports import Hurdle, Managed
from bot.domain.regions import region_name
from bot.domain.subscription import EVERY_DAY, WORKING_DAYS
from bot.domain.timetable import WEEKEND
from bot.replies.schedule_texts import ScheduleTexts

_LETTERS = "월화수목금토일"
_GROUPS = {EVERY_DAY: "매일", WORKING_DAYS: "평일", WEEKEND: "주말"}


def _days(days: frozenset[int]) -> str:
    letters = "·".join(_LETTERS[day] for day in sorted(days))
    return _GROUPS.get(days, f"매주 {letters}요일")


def _day(date: dt.date) -> str:
    return f"{date.month}월 {date.day}일 {_LETTERS[date.weekday()]}요일"


def _span(span: dt.timedelta) -> str:
    hours, minutes = divmod(span // dt.timedelta(minutes=1), 60)
    return " ".join(f"{count}{unit}" for count, unit in ((hours, "시간"), (minutes, "분")) if count)


def _region(code: str) -> str:
    return region_name(code, "ko")


KOREAN_SCHEDULE = ScheduleTexts(
    days=_days,
    day=_day,
    region=_region,
    times=", ".join,
    when="{days} {time}",
    course="{channel} 채널에 {days} {time}({zone})마다 {track} 과정의 다음 수업이 올라와요.",
    news="{channel} 채널에 {days} {time}({zone})마다 {track} 과정에서 그날 날짜의 수업이"
    " 올라와요. 그날 수업이 없으면 쉬어요.",
    thread="수업마다 이야기할 스레드가 열려요.",
    publish="이 채널을 팔로우하는 채널에도 전달돼요.",
    mention="올라올 때마다 고르신 역할을 불러요.",
    tag="수업마다 고르신 태그가 붙어요.",
    holidays="공휴일에는 쉬어요({region}).",
    holidays_unknown="{region}의 공휴일에는 쉬어야 하는데, 이제 그 공휴일을 알 수 없어요. 다시 골라"
    " 주세요.",
    starts="{date}에 시작해요.",
    vacations="이때는 쉬어요: {vacations}.",
    vacation="{first}부터 {last}까지",
    vacation_day="{date}",
    vacation_and=", ",
    begins_again="마지막 수업 다음에는 처음부터 다시 이어져요.",
    at_most_late="제때 올라오지 못하면 {span} 안에만 올라와요.",
    span=_span,
    first="첫 수업은 {moment}에 올라와요: “{title}”",
    next="다음 수업은 {moment}에 올라와요: “{title}”",
    next_again="다음 수업은 {moment}에 올라와요: “{title}” (과정이 처음부터 다시 시작돼요.)",
    next_finishing="이 채널은 모든 수업을 다 받았어요. {moment}에 축하 인사가 올라오고, 그다음에는"
    " 새 수업이 생길 때까지 쉬어요.",
    next_unknown="다음 차례는 {moment}인데, 그날의 수업이 아직 없어요.",
    not_on="그 전에 이런 공휴일이 있어서 쉬어요: {dates}",
    not_on_one="{date}({name})",
    finished="이 채널은 모든 수업을 다 받았어요. 새 수업이 생기면 저절로 이어져요.",
    paused="지금은 멈춰 있어요. 다시 시작할 때까지 올라오지 않아요.",
    paused_because="지금은 멈춰 있어요: {reason}",
    away="Homeroom이 한동안 여기에 없어서 쉬고 있어요. 다시 시작하면 이어져요.",
    preview_button="미리 보기",
    change_button="바꾸기",
    now_button="지금 보내기",
    skip_button="다음 것 건너뛰기",
    next_button="다음 10번",
    pause_button="멈추기",
    resume_button="다시 시작",
    remove_button="삭제",
    list_button="모든 일정",
    title="일정",
    none="아직 저절로 올라오는 수업이 없어요. 날마다 받으려면 /schedule add 에 시간과 시간대를"
    " 적어 주세요. 예: 08:00, Asia/Seoul",
    pick="고르면 내용을 보고 바꿀 수 있어요.",
    which="{channel} 채널에는 일정이 여러 개 있어요. 어느 것을 말씀하시나요?",
    which_number="{channel} 채널에는 일정이 여러 개 있어요. ‘번호’ 옵션으로 골라 주세요.",
    paused_now="멈췄어요. 다시 시작할 때까지 {channel} 채널에 수업이 올라오지 않아요."
    " 어디까지 했는지는 기억해 둘게요.",
    resumed="다시 시작했어요.",
    skipped="{moment}에는 올라오지 않아요.",
    not_lost="“{title}” 수업은 사라지지 않고 그다음에 올라와요.",
    changed="바꿨어요.",
    resting="{channel} 채널의 일정이 멈춰 있어서 그대로 두었어요. 먼저 다시 시작해 주세요.",
    sending="“{title}” 수업을 {channel} 채널로 보내고 있어요.",
    brought_forward="오늘 수업은 이미 나갔기 때문에 {date} 수업을 먼저 보내요.",
    previewed="{moment}에 {channel} 채널에 올라올 수업이에요. 지금은 나에게만 보여요.",
    previewed_resting="다시 시작하면 {channel} 채널에 올라올 수업이에요. 지금은 나에게만 보여요.",
    nothing_to_change="무엇을 바꿀지 알려 주세요. 시간, 시간대, 요일이나 다른 옵션을 적으면 돼요.",
    remove="이 일정을 삭제할까요?",
    remove_hint="올라온 수업은 그대로 남아요. 나중에 다시 만들면 과정이 첫 수업부터 시작돼요."
    " 잠시만 쉬려면 멈추기를 눌러 주세요.",
    remove_yes="네, 삭제할게요",
    remove_no="그대로 둘게요",
    removed="삭제했어요. 이제 {channel} 채널에 {track} 수업이 올라오지 않아요.",
    managers_none={
        Managed.ROLE: "지금은 관리자만 /schedule 을 쓸 수 있어요. 다른 사람도 쓰게 하려면 역할을"
        " 하나 주고, /schedule managers 의 ‘역할’ 옵션으로 골라 주세요.",
        Managed.PEOPLE: "지금은 관리자만 /schedule 을 쓸 수 있어요. 다른 사람도 쓰게 하려면"
        " /schedule managers @지민 @서준 처럼 이름을 적어 주세요.",
    },
    managers_are={
        Managed.ROLE: "관리자와 {who} 역할이 있는 사람이 /schedule 을 쓸 수 있어요.",
        Managed.PEOPLE: "관리자 말고 이런 분들이 /schedule 을 쓸 수 있어요: {who}",
    },
    managers_set={
        Managed.ROLE: "됐어요. 이제 {who} 역할이 있는 사람도 /schedule 을 쓸 수 있어요.",
        Managed.PEOPLE: "됐어요. 이제 이런 분들도 /schedule 을 쓸 수 있어요: {who}",
    },
    managers_hint={
        Managed.ROLE: "디스코드에서 명령이 안 보이면 서버 설정 → 연동 → Homeroom 에서 그 역할에"
        " 허용해 주세요.",
        Managed.PEOPLE: "",
    },
    managers_clear={Managed.ROLE: "역할 빼기", Managed.PEOPLE: "모두 빼기"},
    obstructed="아직은 할 수 없어서 아무것도 바꾸지 않았어요.",
    obstructed_hint="고친 다음 다시 시도해 주세요.",
    hurdles={
        Hurdle.UNKNOWN_CHANNEL: "그 채널이 저에게 보이지 않아요. 채널 설정의 권한에서 Homeroom에"
        " ‘채널 보기’(View Channel)를 허용하거나 다른 채널을 골라 주세요.",
        Hurdle.NOT_A_MEMBER: "{channel} 채널에 제가 아직 없어요. 그 채널에서 /invite @Homeroom 을"
        " 친 다음 다시 시도해 주세요.",
        Hurdle.ARCHIVED: "{channel} 채널은 보관되어 있어서 글을 올릴 수 없어요. 보관을 풀거나 다른"
        " 채널을 골라 주세요.",
        Hurdle.WRONG_KIND: "{channel} 채널에는 글을 올릴 수 없어요. 텍스트 채널이나 포럼을 골라"
        " 주세요.",
        Hurdle.MISSING_PERMISSIONS: "{channel} 채널에서 Homeroom에 권한이 모자라요: {details}."
        " 채널 설정의 권한에서 허용해 주세요.",
        Hurdle.NO_THREADS: "{channel} 채널에는 스레드를 열 수 없어요. ‘스레드’를 빼거나 다른"
        " 채널을 골라 주세요.",
        Hurdle.NOT_PUBLISHABLE: "{channel} 채널은 공지 채널이 아니어서 전달할 수 없어요. ‘발행’을"
        " 빼거나 공지 채널을 골라 주세요.",
        Hurdle.ROLE_NOT_MENTIONABLE: "{details} 역할을 부를 수 없어요. 서버 설정의 역할에서 누구나"
        " 멘션할 수 있게 하거나 다른 역할을 골라 주세요.",
        Hurdle.TAG_NEEDED: "{channel} 채널의 글에는 태그가 있어야 해요. ‘태그’에서 골라 주세요:"
        " {details}",
        Hurdle.UNKNOWN_TAG: "{channel} 채널에 그런 태그는 없어요. 있는 태그: {details}",
    },
    hurdles_bare={
        Hurdle.MISSING_PERMISSIONS: "{channel} 채널에 글을 올릴 권한이 없어요. 채널 설정의"
        " 권한에서 허용해 주세요.",
        Hurdle.ROLE_NOT_MENTIONABLE: "그 역할은 부를 수 없어요. 다른 역할을 골라 주세요.",
        Hurdle.TAG_NEEDED: "{channel} 채널의 글에는 태그가 있어야 해요. ‘태그’를 적어 주세요.",
        Hurdle.UNKNOWN_TAG: "{channel} 채널에는 태그가 없어요. ‘태그’를 빼 주세요.",
    },
    hurdles_among_people={
        Hurdle.UNKNOWN_CHANNEL: "그 채널이 저에게 보이지 않아요. 비공개 채널이면 그곳에서"
        " /invite @Homeroom 을 친 다음 다시 시도하거나, 다른 채널을 골라 주세요.",
        Hurdle.WRONG_KIND: "{channel}에는 수업을 올릴 수 없어요. 채널을 골라 주세요.",
        Hurdle.MISSING_PERMISSIONS: "Homeroom이 {channel} 채널에 글을 올릴 수 없어요. 누가 올릴 수"
        " 있는지는 채널 설정에서 관리자가 바꿀 수 있어요. 다른 채널을 골라도 돼요.",
        Hurdle.NO_THREADS: "여기서는 Homeroom이 스레드를 열지 않아요. 누구나 답글을 달면 열려요."
        " ‘스레드’를 빼 주세요.",
        Hurdle.NOT_PUBLISHABLE: "{channel} 채널의 글은 다른 채널로 전달할 수 없어요. ‘발행’을 빼"
        " 주세요.",
        Hurdle.ROLE_NOT_MENTIONABLE: "여기서는 수업과 함께 누구를 부를 수 없어요."
        " ‘역할’을 빼 주세요.",
        Hurdle.UNKNOWN_TAG: "{channel} 채널에는 태그가 없어요. ‘태그’를 빼 주세요.",
    },
)

"""What the bot says in Korean."""

import datetime as dt

from bot.replies.home_korean import KOREAN_HOME, KOREAN_PRACTICE
from bot.replies.misses_korean import KOREAN_MISSES
from bot.replies.outlook_korean import KOREAN_OUTLOOK
from bot.replies.schedule_korean import KOREAN_SCHEDULE
from bot.replies.search_korean import KOREAN_SEARCH
from bot.replies.texts import Texts
from bot.replies.unasked_korean import KOREAN_UNASKED

_WEEKDAYS = "월화수목금토일"


def _date(day: dt.date) -> str:
    return f"{day.year}년 {day.month}월 {day.day}일"


def _moment(moment: dt.datetime) -> str:
    weekday = _WEEKDAYS[moment.weekday()]
    return f"{moment.month}월 {moment.day}일 {weekday}요일 {moment:%H:%M}"


KOREAN = Texts(
    language="ko",
    date=_date,
    moment=_moment,
    headings={
        "news": "뉴스",
        "key_points": "핵심 요약",
        "definition": "무엇인가요",
        "why_it_matters": "왜 중요한가요",
        "key_issues": "남은 쟁점",
        "terms": "관련 용어",
        "faq": "자주 묻는 질문",
    },
    read_on="더 읽기",
    terms_button="용어",
    faq_button="질문",
    quiz_button="퀴즈 풀기",
    late="이 수업은 {moment}에 올라올 예정이었는데 늦었어요.",
    page="{title} · {count}쪽 중 {number}쪽",
    next_page="다음: {title}",
    lessons="수업 목록",
    lessons_intro="읽고 싶은 수업을 고르세요.",
    lessons_more="{count}개가 더 있어요. /lesson 뒤에 제목의 낱말을 적어 보세요.",
    pick_term="용어를 누르면 설명이 나와요. /term 뒤에 낱말을 적어도 돼요.",
    pick_question="질문을 누르면 답이 나와요. /faq 뒤에 궁금한 것을 적어도 돼요.",
    also_called="다른 이름: {names}",
    from_lesson="「{title}」 수업, {date}",
    to_lesson="수업 전체 보기",
    also_explained="다른 수업에서도 설명했어요.",
    which_term="“{words}”(이)라는 말이 어떤 용어인지 확실하지 않아요. 이 가운데 있나요?",
    unknown_term="“{words}”(이)라는 용어는 아직 없어요.",
    which_question="꼭 맞는 답을 찾지 못했어요. 이 가운데 있나요?",
    unknown_question="이 질문에 답하는 수업은 아직 없어요.",
    nearest="가장 최근 수업에는 이런 것이 있어요.",
    closest="혹시 이 가운데 찾는 것이 있나요?",
    # Explaining a message
    terms_there="이 메시지에 나온 용어",
    more_there="이런 용어도 나와요: {names}. /term 뒤에 용어를 적으면 설명이 나와요.",
    no_terms_there="이 메시지에는 수업에서 다룬 용어가 없어요."
    " 궁금한 말이 있으면 /term 뒤에 적어 보세요.",
    # The quiz
    which_term_is_meant="무엇을 설명한 글일까요?",
    what_does_it_mean="{name}의 뜻은 무엇일까요?",
    right="✓ 맞았어요: {answer}",
    wrong="✗ 아쉬워요. 정답: {answer}",
    answered_before="이미 풀어 본 문제예요. 처음 고른 답이 기록돼요.",
    another="한 문제 더",
    read_about_it="설명 읽기",
    nothing_to_ask="「{title}」 수업은 아직 문제를 낼 수 없어요. 다른 수업은 /lesson 에 있어요.",
    next_lesson="다음 수업은 {moment}에 올라와요.",
    track_finished="이 과정의 마지막 수업이었어요. 수고하셨어요!",
    help_title="이렇게 물어보세요",
    help_intro="수업은 매일 저절로 올라와요. 그 사이에는 이렇게 물어볼 수 있어요.",
    help_example="예: {example}",
    chat_hint="/help 를 치면 물어볼 수 있는 것이 나와요. 버튼은 번호로 누르고, /quit 으로 나가요.",
    search=KOREAN_SEARCH,
    misses=KOREAN_MISSES,
    practice=KOREAN_PRACTICE,
    home=KOREAN_HOME,
    schedule=KOREAN_SCHEDULE,
    outlook=KOREAN_OUTLOOK,
    unasked=KOREAN_UNASKED,
    sorry="죄송해요. 처리하지 못했어요. 잘못 입력하신 것이 아니니 다시 시도해 주세요."
    " 또 그러면 봇을 운영하는 분에게 코드 {reference}을(를) 알려 주세요.",
    errors={
        "UnknownCommand": "{name}(이)라는 명령은 없어요. {help} 를 치면 목록이 나와요.",
        "NotACommand": "그런 명령은 없어요. {example} 말인가요? 목록은 {help} 에 있어요.",
        "NoSuchButton": "{number}번 버튼은 없어요. {help} 같은 명령을 적어 주세요.",
        "MissingOption": "{command} 뒤에 {option}을(를) 적어 주세요. 쓰는 법: {usage}",
        "NoSuchNumber": "{option}에는 {least}부터 {most}까지의 수를 적어 주세요. 쓰는 법: {usage}",
        "NoSuchChoice": "{option}은(는) {choices} 가운데 하나예요. 쓰는 법: {usage}",
        "TooLong": "{command}에 쓰기에는 너무 길어요. {most}자까지 쓸 수 있어요.",
        "TooManyWords": "{command}에는 “{extra}”이(가) 필요 없어요. 쓰는 법: {usage}",
        "MissingWord": "{command} 뒤에 낱말이 하나 더 있어야 해요. 쓸 수 있는 것: {words}",
        "ManagersOnly": "{command}은(는) 관리자와 관리자가 정한 담당자만 쓸 수 있어요.",
        "AdminsOnly": "{command}은(는) 관리자만 쓸 수 있어요.",
        "NotAnId": "“{value}”은(는) {option}에 쓸 수 없어요. 목록에서 골라 주세요. 쓰는 법:"
        " {usage}",
        "NotOnAServer": "일정은 그룹의 채널에서만 다룰 수 있어요. 그런 채널에서 다시 시도해"
        " 주세요.",
        "NoSchedule": "{channel} 채널에는 저절로 올라오는 수업이 없어요. {add} 로 정할 수 있고,"
        " {list} 에 모두 나와요.",
        "NotATime": "“{value}”은(는) 몇 시인지 알 수 없어요. 08:00, 오후 6시 30분처럼 적어 주세요.",
        "TimeTwice": "{value}이(가) 두 번 나와요. 시간은 한 번씩만 적어 주세요.",
        "TooManyTimes": "하루에 {most}번까지 올릴 수 있어요. 시간을 몇 개 빼 주세요.",
        "NotADate": "“{value}”은(는) 며칠인지 알 수 없어요. 2026-12-01, 12월 1일, 내일처럼 적어"
        " 주세요.",
        "DateOver": "“{value}”은(는) 이미 지났어요. 오늘이나 그 뒤의 날짜를 적어 주세요.",
        "DateTooFar": "“{value}”은(는) 너무 멀어요. 2년 안의 날짜를 적어 주세요.",
        "DatesTurnedRound": "끝나는 날({last})이 시작하는 날({first})보다 앞서요. 시작하는 날을"
        " 먼저 적어 주세요.",
        "TooManyVacations": "쉬는 기간이 이미 {most}개 있어요. 먼저 지워 주세요: {clear}",
        "UntilToday": "오늘보다 뒤의 날짜를 적어 주세요. 그날부터 다시 시작돼요.",
        "NotASpan": "“{value}”은(는) 얼마나 늦어도 되는지 알 수 없어요. 2시간, 90분처럼 {least}분"
        " 이상으로 적거나 ‘하루’라고 적어 주세요.",
        "NotAZone": "“{value}”(이)라는 시간대를 모르겠어요. 서울, Europe/Berlin처럼 도시로"
        " 적어 주세요.",
        "NotDays": "“{value}”은(는) 무슨 요일인지 알 수 없어요. 매일, 평일, 월수금처럼 적어"
        " 주세요.",
        "NotARegion": "“{value}”의 공휴일은 모르겠어요. 한국, KR처럼 나라로 적거나 DE-BY처럼"
        " 지역으로 적어 주세요. ‘없음’이라고 적으면 공휴일에도 올라와요.",
        "NoSuchRegion": "“{value}”의 공휴일은 모르겠어요. {meant} 말인가요?",
        "UnknownHolidays": "{region}의 공휴일은 모르겠어요. 그 나라에서는 이 가운데 고를 수 있어요:"
        " {parts}",
        "NoTrack": "“{track}”(이)라는 과정은 없어요. 있는 과정: {tracks}",
        "AlreadyScheduled": "{channel} 채널에는 이미 {track} 과정이 올라와요. {number} 일정이에요."
        " {change} 로 바꿀 수 있어요.",
        "NotPaused": "{channel} 채널의 일정은 멈춰 있지 않아요. {list} 에 다음 차례가 나와요.",
        "NoLessonLeft": "{channel} 채널은 {track} 과정의 수업을 다 받았어요. 새 수업이 생기면"
        " 저절로 이어져요.",
        "NoLessonThatDay": "{track} 과정에 {date} 수업이 없어요. 그 전에 생기면 저절로 올라와요.",
        "NoSuchMiss": "이 말은 이제 목록에 없어요. 이미 답을 정했거나 오래 아무도 묻지 않은"
        " 말이에요. 남은 것은 {misses} 에 있어요.",
        "NotLinked": "이 말은 이곳에서 연결되어 있지 않아요. 답하지 못한 말은 {misses} 에 있어요.",
        "NotJustNow": "지금은 확인할 수 없어요: {why}. 잠시 뒤에 다시 시도해 주세요.",
        "Outdated": "예전 Homeroom에서 만든 것이라 이제는 열리지 않아요. {help} 를 치면 무엇이"
        " 있는지 나와요.",
        "TooFast": "한꺼번에 너무 많이 물었어요. {seconds}초 뒤에 이어 가요.",
        "TooFastHere": "지금 이곳에서 질문이 한꺼번에 몰렸어요. {seconds}초 뒤에 다시 시도해"
        " 주세요.",
        "SettledAlready": "이미 정리됐어요. {channel} 채널의 상태는 {status} 로 볼 수 있어요.",
        "OnItsWay": "{channel} 채널의 수업은 이미 보내는 중이에요. 곧 올라와요.",
        "NoLessons": "아직 수업이 없어요. 봇을 운영하는 분이 lessons 폴더에 넣을 수 있어요.",
        "UnknownLesson": "{lesson}(이)라는 수업은 없어요. {help} 를 치면 목록이 나와요.",
        "ButtonExpired": "지금은 수업에 없는 내용이에요. 있는 것은 {help} 에서 볼 수 있어요.",
    },
)

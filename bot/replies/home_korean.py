"""What the bot says of somebody's practice and on the start page, in Korean."""

from bot.replies.home_texts import HomeTexts, PracticeTexts


def _days(count: int) -> str:
    return f"{count}일"


def _score(answered: int, right: int) -> str:
    return f"{answered}문제 중 {right}문제 정답"


KOREAN_PRACTICE = PracticeTexts(
    title="나의 연속 기록과 퀴즈",
    days=_days,
    first_day="오늘이 연속 1일째예요. 내일 또 만나요!",
    running="오늘까지 {days} 연속으로 풀었어요. 잘하고 있어요!",
    until_yesterday="어제까지 {days} 연속으로 풀었어요. 오늘 한 문제만 풀면 계속 이어져요.",
    resting="지금은 이어지는 기록이 없어요. 오늘 한 문제만 풀면 다시 시작돼요.",
    longest="가장 긴 연속 기록",
    lately="최근 {days}",
    in_all="지금까지",
    score=_score,
    counted="같은 문제는 처음 고른 답으로 한 번만 세요.",
    latest="최근에 푼 문제",
    answer="{mark} {day} · {title}",
    lost_lesson="지금은 없는 수업",
    again="수업을 누르면 그 수업의 문제를 다시 풀 수 있어요.",
    nothing="아직 기록이 없지만 괜찮아요. 한 문제라도 푼 날은 기록으로 남으니, 가볍게 하나부터"
    " 풀어 보세요.",
)

KOREAN_HOME = HomeTexts(
    title="안녕하세요, Homeroom이에요",
    intro="날마다 짧은 수업을 전해 드리고, 궁금한 것에 답해 드려요.",
    next="다음 수업",
    at="{moment}: “{title}”",
    at_if_any="{moment}, 그날의 수업이 있으면",
    all_sent="모든 수업이 나갔어요. 새 수업이 생기면 이어져요.",
    your_zone="시간은 내 시간대({zone})로 적었어요.",
    their_zone="{moment}({zone})",
    private_channel="비공개 채널",
    here="여기",
    more_schedules="… 이 밖에 {count}개가 더 있어요.",
    nothing_next="지금은 저절로 올라오는 수업이 없어요. 관리자가 /schedule add 로 정할 수 있어요.",
    nothing_next_admin="아직 저절로 올라오는 수업이 없어요. 날마다 받으려면 채널에서"
    " /schedule add 에 시간과 시간대를 적어 주세요. 예: 08:00, {zone}",
    all_paused="일정이 모두 멈춰 있어요. 아래에서 골라 다시 시작할 수 있어요.",
    today="오늘의 수업",
    latest="가장 최근 수업",
    my_quizzes="내 퀴즈 기록",
    ask="무엇이든 물어보세요",
    ask_hint="궁금한 말을 넣어 이렇게 적어 보세요.",
    settings="일정",
    paused="{channel} (멈춤)",
    add_button="새 일정",
    managers_button="일정을 맡은 사람",
)

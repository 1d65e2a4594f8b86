"""What the bot says of the time ahead and of how channels are doing, in Korean."""

from bot.core.wellbeing import Condition
from bot.replies.outlook_texts import OutlookTexts


def _need(count: int) -> str:
    return f"살펴봐야 할 일정이 {count}개 있어요."


KOREAN_OUTLOOK = OutlookTexts(
    ahead="{channel} 채널에 이렇게 올라와요. 시간은 {zone} 기준이에요.",
    comes="{moment}: “{title}”",
    comes_again="{moment}: “{title}” (처음부터 다시 시작)",
    no_news="{moment}: 그날의 수업이 아직 없어요",
    congratulated="{moment}: 과정을 마친 축하 인사",
    holiday="{date}에는 쉬어요({name})",
    vacation="쉬는 날: {vacation}",
    no_more="그다음에는 새 수업이 생길 때까지 쉬어요.",
    once_resumed="지금 다시 시작하면 이렇게 올라와요.",
    status="수업이 잘 올라오고 있나요?",
    all_well="모두 잘 올라오고 있어요.",
    need=_need,
    last="마지막: {moment}, “{title}”.",
    last_finished="마지막: {moment}, 과정을 마친 축하 인사.",
    none_yet="아직 올라온 수업이 없어요.",
    conditions={
        Condition.WELL: "",
        Condition.ON_ITS_WAY: "{day} 수업을 보내고 있어요.",
        Condition.RESTING: "",
        Condition.STOPPED: "글을 올릴 수 없어서 제가 멈췄어요: {reason}. 고친 다음 다시 시작해"
        " 주세요.",
        Condition.IN_DOUBT: "{day} 수업이 올라갔는지 알 수 없어요: {reason}. 채널을 살펴보고"
        " /schedule now 로 알려 주세요.",
        Condition.FAILED: "{day} 수업을 올리지 못했어요: {reason}. /schedule now 를 치면 다시"
        " 보내요.",
        Condition.LATE: "{day} 수업이 늦어지고 있어요. 계속 시도하고 있어요: {reason}.",
        Condition.OVERDUE: "{day} 수업을 보낼 때가 지났는데 아직 시작하지 못했어요. 계속 이러면"
        " 봇을 운영하는 분에게 알려 주세요.",
        Condition.UNREADABLE: "",
    },
    no_reason="이유는 아직 몰라요",
    lost_lesson="지금은 없는 수업",
    unreadable="{number} 일정을 읽을 수 없어서 수업이 올라오지 않아요. 봇을 운영하는 분에게 알려"
    " 주세요.",
    mend="고르면 고칠 수 있어요.",
    vacation_added="{channel} 채널은 이때 쉬어요: {vacation}.",
    vacations="{channel} 채널이 쉬는 기간: {vacations}.",
    no_vacations="{channel} 채널에는 정해진 쉬는 기간이 없어요.",
    vacation_hint="쉬는 기간을 넣으려면 /schedule vacation 에 첫날과 마지막 날을 적어 주세요."
    " 예: 2026-12-24, 2027-01-01",
    vacations_cleared="{channel} 채널의 쉬는 기간을 모두 지웠어요.",
    clear_button="모두 지우기",
    paused_until="멈췄어요. {channel} 채널에는 {date} 전까지 수업이 올라오지 않아요. 어디까지"
    " 했는지는 기억해 둘게요.",
    back="쉬는 기간을 끝내고 다시 시작했어요.",
    doubt="{channel} 채널에 {day} 수업 “{title}”이(가) 올라갔는지 알 수 없어요: {reason}.",
    doubt_hint="채널을 살펴봐 주세요. 있는데 없다고 하시면 두 번 올라가요.",
    there_button="올라와 있어요",
    not_there_button="없어요",
    was_there="고마워요. 올라온 것으로 해 둘게요.",
    sent_again="고마워요. “{title}” 수업을 {channel} 채널로 보내고 있어요.",
    comes_next="고마워요. 그날이 지났으니 다음 차례에 올라와요.",
)

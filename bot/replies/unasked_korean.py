"""What the bot says unasked, in Korean."""

from bot.core.ports import Trouble
from bot.replies.unasked_texts import UnaskedTexts


def _all_lessons(count: int) -> str:
    return f"이 과정의 수업 {count}개를 모두 마쳤어요. 다들 정말 수고하셨어요!"


KOREAN_UNASKED = UnaskedTexts(
    finished="과정을 마쳤어요",
    all_lessons=_all_lessons,
    more_to_come="새 수업이 생기면 여기에 저절로 올라와요.",
    practise="얼마나 기억하는지 궁금하면 /quiz 를 쳐 보세요.",
    begin_again="처음부터 다시 하려면 담당자가 이 채널에서 /schedule change 의 ‘끝나면’ 옵션을"
    " again으로 바꾸면 돼요.",
    what={
        Trouble.REFUSED: "{channel} 채널에 글을 올릴 수 없어서 {track} 수업({number})을 멈췄어요.",
        Trouble.IN_DOUBT: "{channel} 채널에 {day} {track} 수업이 올라갔는지 알 수 없어요.",
        Trouble.MISSING: "{channel} 채널에 {day} {track} 수업이 올라왔어야 하는데 아직 없어요.",
        Trouble.UNFINISHED: "{channel} 채널에 {day} {track} 수업은 올라왔는데, 스레드처럼 함께"
        " 있어야 할 것이 빠졌어요.",
    },
    why="이유: {reason}",
    mend={
        Trouble.REFUSED: "고친 다음 그곳의 아무 채널에서나 /schedule list 를 치고 ‘다시 시작’을"
        " 눌러 주세요. 빠지는 수업 없이 다음 수업부터 이어져요.",
        Trouble.IN_DOUBT: "두 번 올라가지 않도록 다시 보내지 않고 있어요. {channel} 채널을 살펴본"
        " 다음 거기에서 /schedule now 를 쳐 주세요. 수업이 있는지 여쭤보고, 없으면 보낼게요.",
        Trouble.MISSING: "어떤 상태인지는 그곳의 아무 채널에서나 /schedule status 로 볼 수 있어요."
        " 저절로 올라오지 않으면 {channel} 채널에서 /schedule now 를 쳐 주세요. 바로 보낼게요.",
        Trouble.UNFINISHED: "수업은 그대로 읽을 수 있어요. 고치고 나면 다음 수업부터는 빠짐없이"
        " 올라와요.",
    },
)

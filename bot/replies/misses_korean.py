"""What the bot says in Korean of what nobody could answer."""

from bot.replies.misses_texts import MissesTexts


def _missed(times: int, unsure: int, last: str) -> str:
    nothing = f"못 찾음 {times:,}번" if times else ""
    offered = f"비슷한 것만 보여 줌 {unsure:,}번" if unsure else ""
    return ", ".join(filter(None, (nothing, offered, f"마지막 {last}")))


KOREAN_MISSES = MissesTexts(
    title="답하지 못한 말",
    intro="이곳에서 물었지만 찾지 못했거나 확실하지 않았던 말이에요."
    " 누가 물었는지는 남기지 않아요.",
    missed=_missed,
    pick="하나를 고르면 어떤 용어나 질문으로 이어 줄지 정할 수 있어요.",
    none="요즘 이곳에서 물은 말에는 모두 답했어요. 답하지 못한 말이 생기면 여기에 나와요.",
    which="“{words}”에 맞는 답은 어느 것인가요?",
    none_near="“{words}”와(과) 비슷한 용어나 질문이 없어요.",
    other_ways="맞는 것이 없으면 새 수업에서 다룰 만한 내용일 수 있어요.",
    linked_here="이제 이 서버에서 “{words}”을(를) 물으면 “{entry}”이(가) 나와요.",
    linked_everywhere="이제 어디서나 “{words}”을(를) 물으면 “{entry}”이(가) 나와요.",
    undo="되돌리기",
    unlinked="“{words}”의 연결을 끊었어요. 누가 다시 물으면 목록에 다시 나와요.",
    back="목록으로",
    link_it="항목에 이어 주기…",
    home="답하지 못한 말 ({count})",
)

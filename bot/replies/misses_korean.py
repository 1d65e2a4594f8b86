"""What the bot says in Korean of what it did not find."""

from bot.replies.misses_texts import MissesTexts


def _miss(times: int, unsure: int) -> str:
    found = f"못 찾음 {times:,}번" if times else ""
    offered = f"확실하지 않음 {unsure:,}번" if unsure else ""
    return ", ".join(filter(None, (found, offered)))


KOREAN_MISSES = MissesTexts(
    title="답하지 못한 말",
    intro=(
        "누군가 물었지만 찾지 못했거나 확실하지 않았던 말이에요. 누가 물었는지는 남기지 않아요."
    ),
    none="여기서 물어본 것에는 모두 답했어요. 지금은 배울 것이 없어요.",
    miss=_miss,
    last="마지막 {date}",
    pick="항목에 이어 주시면 다음부터는 찾을 수 있어요.",
    link_it="항목에 이어 주기…",
    home=lambda count: f"답하지 못한 말 ({count:,})",
    which_entry="“{words}”에 답하는 항목은 어느 것인가요?",
    no_entry=(
        "“{words}”에 가까운 항목이 없어요. 수업에 새로 쓰거나, homeroom teach로 아무 항목에나"
        " 이어 주세요."
    ),
    linked="됐어요. 이제 여기서 “{words}”(이)라고 물으면 “{entry}”을(를) 보여 드려요.",
    undo="되돌리기",
    unlinked="되돌렸어요. “{words}”은(는) 이제 아무 항목에도 이어지지 않아요.",
    back="목록으로",
)

"""What the bot says in Korean when it has searched."""

from bot.replies.search_texts import SearchTexts

KOREAN_SEARCH = SearchTexts(
    title="검색: {words}",
    lesson="수업",
    term="용어",
    question="질문",
    not_all="이 낱말이 모두 나오는 것은 없어요. 가장 가까운 것을 보여 드려요.",
    more=lambda count: (
        f"{count:,}개가 더 있어요."
        " 낱말을 더하거나, 그대로 찾을 말을 따옴표로 묶으면 좁힐 수 있어요."
    ),
    nothing="{words}에 관한 내용을 찾지 못했어요.",
    nearest="혹시 이 가운데 있나요?",
    try_other="낱말을 줄이거나 다른 말로 찾아보세요.",
)

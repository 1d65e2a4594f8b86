"""What the bot says in English when it has searched."""

from bot.replies.search_texts import SearchTexts

ENGLISH_SEARCH = SearchTexts(
    title="Search: {words}",
    lesson="Lesson",
    term="Term",
    question="Question",
    not_all="Nothing has all of these words. This comes nearest.",
    more=lambda count: (
        f"There {'is 1 more' if count == 1 else f'are {count:,} more'}."
        " To see others, add a word, or put an exact phrase in quotes."
    ),
    nothing="I found nothing about {words}.",
    nearest="Is it one of these?",
    try_other="Fewer or other words may find it.",
)

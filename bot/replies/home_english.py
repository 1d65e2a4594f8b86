"""What the bot says of somebody's practice and on the start page, in English."""

from bot.replies.home_texts import HomeTexts, PracticeTexts


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _score(answered: int, right: int) -> str:
    return f"{answered} {'question' if answered == 1 else 'questions'}, {right} right"


ENGLISH_PRACTICE = PracticeTexts(
    title="Your streak and your quizzes",
    days=_days,
    first_day="Today is day 1 of your streak. Come back tomorrow for day 2.",
    running="{days} in a row, today included. Well done!",
    until_yesterday="{days} in a row up to yesterday. One question today keeps it going.",
    resting="No streak at the moment. One question today begins a new one.",
    longest="Longest streak",
    lately="Last {days}",
    in_all="In all",
    score=_score,
    counted="Each question counts once, with your first answer.",
    latest="Your latest answers",
    answer="{mark} {day} · {title}",
    lost_lesson="a lesson that is no longer here",
    again="Press a lesson to be asked about it again.",
    nothing="Nothing here yet, and that's all right. Every day on which you answer a question"
    " counts, and one question is enough to begin.",
)

ENGLISH_HOME = HomeTexts(
    title="Hello, this is Homeroom",
    intro="A short lesson every day, and answers in between.",
    next="What comes next",
    at="{moment}: “{title}”",
    at_if_any="{moment}, if there is a lesson for that day",
    all_sent="Every lesson was sent. New ones will follow.",
    your_zone="Times are in your time zone: {zone}.",
    their_zone="{moment} ({zone})",
    private_channel="A private channel",
    here="Here",
    more_schedules="… and {count} more.",
    nothing_next="No lessons come by themselves at the moment. An admin can change that with"
    " /schedule add.",
    nothing_next_admin="No lessons come by themselves yet. To have one every morning, type"
    " /schedule add in a channel, with a time and a zone, such as 08:00 and {zone}.",
    all_paused="All schedules are paused. Pick one below to resume it.",
    today="Today's lesson",
    latest="The latest lesson",
    my_quizzes="My quizzes",
    ask="Ask me anything",
    ask_hint="Type one of these, with your own words in it:",
    settings="Schedules",
    paused="{channel} (paused)",
    add_button="New schedule",
    managers_button="Who may change them",
)

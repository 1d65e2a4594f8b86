"""What the bot says of the time ahead and of how channels are doing, in English."""

from bot.core.wellbeing import Condition
from bot.replies.outlook_texts import OutlookTexts


def _need(count: int) -> str:
    return "One schedule needs you." if count == 1 else f"{count} schedules need you."


ENGLISH_OUTLOOK = OutlookTexts(
    ahead="What comes to {channel}, in its own time ({zone}):",
    comes="{moment}: “{title}”",
    comes_again="{moment}: “{title}”, as the course begins again",
    no_news="{moment}: no lesson for that day yet",
    congratulated="{moment}: a word of congratulation, as the course is finished",
    holiday="Nothing on {date} ({name})",
    vacation="Nothing {vacation}",
    no_more="After that nothing comes until there are new lessons.",
    once_resumed="That is what would come if it were resumed now.",
    status="How the lessons here are doing",
    all_well="All is well.",
    need=_need,
    last="Last: {moment}, “{title}”.",
    last_finished="Last: {moment}, a word of congratulation.",
    none_yet="Nothing was posted yet.",
    conditions={
        Condition.WELL: "",
        Condition.ON_ITS_WAY: "The lesson for {day} is on its way.",
        Condition.RESTING: "",
        Condition.STOPPED: "I paused it, as I can't post there: {reason}. Mend that, then resume"
        " it.",
        Condition.IN_DOUBT: "I don't know whether the lesson for {day} stands there: {reason}."
        " Look, then tell me with /schedule now.",
        Condition.FAILED: "The lesson for {day} could not be posted: {reason}. /schedule now"
        " tries again.",
        Condition.LATE: "The lesson for {day} is late, and I keep trying: {reason}.",
        Condition.OVERDUE: "The lesson for {day} is overdue, and I have not begun with it. If"
        " that stays so, tell whoever runs Homeroom.",
        Condition.UNREADABLE: "",
    },
    no_reason="the reason is not known",
    lost_lesson="a lesson that is no longer here",
    unreadable="Schedule {number} can't be read, so nothing comes of it. Tell whoever runs"
    " Homeroom.",
    mend="Pick one to mend it:",
    vacation_added="Nothing comes to {channel} {vacation}.",
    vacations="{channel} is on vacation {vacations}.",
    no_vacations="{channel} has no vacation ahead.",
    vacation_hint="To add one: /schedule vacation with a first and a last day, such as 2026-12-24"
    " and 2027-01-01.",
    vacations_cleared="All vacations of {channel} are taken back.",
    clear_button="Take all back",
    paused_until="Paused. {channel} gets no lessons before {date}; it keeps its place.",
    back="The vacation is over: it goes on.",
    doubt="I don't know whether “{title}” for {day} stands in {channel}: {reason}.",
    doubt_hint="Look there. If you say that it is missing and it is not, it stands there twice.",
    there_button="It is there",
    not_there_button="It is missing",
    was_there="Thank you. It counts as posted.",
    sent_again="Thank you. “{title}” is on its way to {channel}.",
    comes_next="Thank you. Its day is over, so it comes with the next one.",
)

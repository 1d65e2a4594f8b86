"""What the bot says unasked, in English."""

from bot.core.ports import Trouble
from bot.replies.unasked_texts import UnaskedTexts


def _all_lessons(count: int) -> str:
    if count == 1:
        return "You have had the one lesson that this course has. Well done, everybody!"
    return f"You have had all {count} lessons of this course. Well done, everybody!"


ENGLISH_UNASKED = UnaskedTexts(
    finished="The course is finished",
    all_lessons=_all_lessons,
    more_to_come="When there are new lessons, they come here by themselves.",
    practise="To see what has stayed with you, type /quiz.",
    begin_again="To have the course begin again, a manager types /schedule change in this channel"
    " and sets “ending” to “again”.",
    what={
        Trouble.REFUSED: "I can't post in {channel}, so I paused its lessons of {track}"
        " ({number}).",
        Trouble.IN_DOUBT: "I don't know whether the lesson of {track} for {day} stands in"
        " {channel}.",
        Trouble.MISSING: "{channel} should have had a lesson of {track} on {day}, and has none"
        " yet.",
        Trouble.UNFINISHED: "The lesson of {track} for {day} stands in {channel}, but something"
        " that belongs to it is missing, such as its thread.",
    },
    why="Why: {reason}",
    mend={
        Trouble.REFUSED: "Once this is mended, type /schedule list in any channel there, and"
        " press Resume. It goes on with the next lesson; none is lost.",
        Trouble.IN_DOUBT: "I don't post it again, so that it does not stand there twice. Please"
        " look in {channel}, then type /schedule now there: I ask what you saw, and if it is"
        " missing, I send it.",
        Trouble.MISSING: "Type /schedule status in any channel there to see how it is doing. If"
        " it does not come by itself, /schedule now in {channel} sends it at once.",
        Trouble.UNFINISHED: "The lesson can be read as it is. Once this is mended, the next one"
        " has all that belongs to it.",
    },
)

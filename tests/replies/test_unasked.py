"""What is said without anybody's asking: at the end of a course, and when something is wrong."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from bot.core.ports import Notice, Trouble
from bot.core.reply import Button, Buttons, Reply
from bot.domain.subscription import Subscription
from bot.replies.finished import congratulation_of
from bot.replies.languages import texts_in
from bot.replies.notices import notice_reply
from tests.fakes.lessons import entry, lesson, term
from tests.fakes.talk import lines

WISH = Subscription(
    12, "discord", "100", (dt.time(8),), ZoneInfo("Asia/Seoul"), "korea-news", server="1"
)
TERMS = [term("GPU", "It does many sums."), term("Wafer", "A thin slice.")]
ASKED = [entry("Why?", "Because."), entry("How?", "Like this.")]


def told(
    trouble: Trouble, language: str = "en", reason: str = "Homeroom lacks Send Messages"
) -> Reply:
    notice = Notice(12, trouble, dt.date(2026, 1, 16), reason)
    return notice_reply(notice, WISH, "#daily", texts_in(language))


def pressed(reply: Reply) -> list[Button]:
    return [one for block in reply.blocks if isinstance(block, Buttons) for one in block.buttons]


def test_a_course_ends_with_a_word_of_congratulation() -> None:
    post = congratulation_of([lesson("one", terms=TERMS, faq=ASKED), lesson("two")])
    assert not post.private
    assert lines(post) == [
        "The course is finished",
        "You have had all 2 lessons of this course. Well done, everybody!",
        "• When there are new lessons, they come here by themselves.",
        "• To see what has stayed with you, type /quiz.",
        "• To have the course begin again, a manager types /schedule change in this channel and"
        " sets “ending” to “again”.",
        "[Quiz me] [Lessons]",
    ]
    # Of the last lesson that has something to ask about.
    assert [one.line for one in pressed(post)] == ["/quiz one", "/lesson"]


def test_it_is_in_the_language_of_the_last_lesson() -> None:
    post = congratulation_of([lesson("one"), lesson("two", language="ko")])
    assert lines(post)[:2] == [
        "과정을 마쳤어요",
        "이 과정의 수업 2개를 모두 마쳤어요. 다들 정말 수고하셨어요!",
    ]
    assert [one.line for one in pressed(post)] == ["/lesson"]


def test_a_course_of_one_lesson_is_spoken_of_as_one() -> None:
    assert lines(congratulation_of([lesson("one")]))[1] == (
        "You have had the one lesson that this course has. Well done, everybody!"
    )


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (
            Trouble.REFUSED,
            [
                "I can't post in #daily, so I paused its lessons of korea-news (#12).",
                "Why: Homeroom lacks Send Messages",
                "Once this is mended, type /schedule list in any channel there, and press Resume."
                " It goes on with the next lesson; none is lost.",
            ],
        ),
        (
            Trouble.IN_DOUBT,
            [
                "I don't know whether the lesson of korea-news for Friday, 16 January stands in"
                " #daily.",
                "Why: Homeroom lacks Send Messages",
                "I don't post it again, so that it does not stand there twice. Please look in"
                " #daily, then type /schedule now there: I ask what you saw, and if it is"
                " missing, I send it.",
            ],
        ),
        (
            Trouble.MISSING,
            [
                "#daily should have had a lesson of korea-news on Friday, 16 January, and has"
                " none yet.",
                "Why: Homeroom lacks Send Messages",
                "Type /schedule status in any channel there to see how it is doing. If it does"
                " not come by itself, /schedule now in #daily sends it at once.",
            ],
        ),
        (
            Trouble.UNFINISHED,
            [
                "The lesson of korea-news for Friday, 16 January stands in #daily, but something"
                " that belongs to it is missing, such as its thread.",
                "Why: Homeroom lacks Send Messages",
                "The lesson can be read as it is. Once this is mended, the next one has all that"
                " belongs to it.",
            ],
        ),
    ],
)
def test_an_admin_is_told_what_where_why_and_what_to_do(trouble: Trouble, said: list[str]) -> None:
    assert lines(told(trouble)) == said


@pytest.mark.parametrize("trouble", list(Trouble))
def test_a_notice_is_private_and_has_no_button_that_a_direct_message_could_not_press(
    trouble: Trouble,
) -> None:
    for language in ("en", "ko"):
        notice = told(trouble, language)
        assert notice.private
        assert pressed(notice) == []
        assert "#daily" in lines(notice)[0]
        assert "{" not in "".join(lines(notice))


def test_a_notice_without_a_reason_gives_none() -> None:
    assert len(lines(told(Trouble.MISSING, "ko", reason=""))) == 2
    assert lines(told(Trouble.MISSING, "ko"))[:2] == [
        "#daily 채널에 1월 16일 금요일 korea-news 수업이 올라왔어야 하는데 아직 없어요.",
        "이유: Homeroom lacks Send Messages",
    ]

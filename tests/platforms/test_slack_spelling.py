import pytest

from bot import commands
from bot.core.discovery import discover
from bot.core.reply import (
    Bullets,
    Button,
    Buttons,
    Facts,
    Heading,
    Note,
    Quote,
    Reply,
    Text,
    press,
    reply,
)
from bot.platforms.slack.naming.spelling import Spelling

COMMANDS = discover(commands)
USUAL = (("term", "term"), ("faq", "faq"), ("quiz", "quiz"), ("today", "today"))
AS_USUAL = Spelling(COMMANDS, USUAL)
RENAMED = Spelling(
    COMMANDS, (("glossary", "term"), ("lessons", "schedule")), prefix="hr-", umbrella_name="class"
)
UNDER_ONE = Spelling(COMMANDS, ())


@pytest.mark.parametrize(
    ("spelling", "name", "typed"),
    [
        (AS_USUAL, "term", "/term"),
        (AS_USUAL, "schedule add", "/homeroom schedule add"),
        (AS_USUAL, "schedule", "/homeroom schedule"),
        (RENAMED, "term", "/hr-glossary"),
        (RENAMED, "schedule add", "/hr-lessons add"),
        (RENAMED, "quiz", "/class quiz"),
        (UNDER_ONE, "term", "/homeroom term"),
    ],
)
def test_how_a_command_is_typed(spelling: Spelling, name: str, typed: str) -> None:
    assert spelling.typed(name) == typed


@pytest.mark.parametrize(
    ("slash", "text", "line"),
    [
        ("/term", "AI sovereignty", "/term AI sovereignty"),
        ("/term", "", "/term"),
        ("/term", " R&amp;D &lt;b&gt; ", "/term R&D <b>"),
        ("/term", "<https://example.com|example.com>", "/term example.com"),
        ("/term", "<@U1|anna> in <#C1|general>", "/term @anna in #general"),
        ("/term", "&lt;@U1|anna&gt;", "/term <@U1|anna>"),
        ("/homeroom", "", "/help"),
        ("/homeroom", "help", "/help"),
        ("/homeroom", "term AI sovereignty", "/term AI sovereignty"),
        ("/homeroom", "/term AI", "/term AI"),
        ("/homeroom", "용어 인공지능 주권", "/용어 인공지능 주권"),
        ("/homeroom", "schedule", "/schedule"),
        (
            "/homeroom",
            "schedule add 08:00 Asia/Seoul <#C1|general>",
            "/schedule add 08:00 Asia/Seoul C1",
        ),
        ("/homeroom", "schedule pause channel:<#C1>", "/schedule pause channel:C1"),
        ("/homeroom", "schedule managers <@U1|ann>,<@W2>", "/schedule managers  U1 , W2 "),
        ("/homeroom", "schedule managers <!subteam^S1|@team>", "/schedule managers  S1 "),
        ("/HomeRoom", "Term AI", "/Term AI"),
    ],
)
def test_what_is_typed_becomes_the_cores_line(slash: str, text: str, line: str) -> None:
    assert AS_USUAL.line_of(slash, text) == line


def test_names_of_ones_own_and_those_of_an_older_manifest() -> None:
    assert RENAMED.line_of("/hr-glossary", "AI") == "/term AI"
    assert RENAMED.line_of("/hr-lessons", "list") == "/schedule list"
    assert RENAMED.line_of("/class", "quiz") == "/quiz"
    assert RENAMED.line_of("/class", "glossary AI") == "/term AI"
    assert RENAMED.line_of("/class", "hr-lessons pause <#C1|a>") == "/schedule pause C1"
    assert RENAMED.line_of("/class", "term AI") == "/term AI"
    assert RENAMED.line_of("/term", "AI") == "/term AI"
    assert RENAMED.line_of("/homeroom", "term AI") == "/homeroom term AI"


def test_what_is_no_command_is_not_guessed_at() -> None:
    # The core answers a line without a slash, or with a wrong name, with what one can type.
    assert AS_USUAL.line_of("/homeroom", "AI sovereignty") == "AI sovereignty"
    assert AS_USUAL.line_of("/homeroom", "R&amp;D") == "R&D"
    assert AS_USUAL.line_of("/homeroom", "shedule add 08:00") == "/shedule add 08:00"
    # But a question is one.
    assert (
        AS_USUAL.line_of("/homeroom", "why was Naver excluded?") == "/faq why was Naver excluded?"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<@B1> term AI sovereignty", "/term AI sovereignty"),
        ("<@B1|homeroom>: term AI sovereignty", "/term AI sovereignty"),
        ("<@B1> /term AI", "/term AI"),
        ("<@B1> /homeroom term AI", "/term AI"),
        ("<@B1> homeroom term AI", "/term AI"),
        ("term AI", "/term AI"),
        ("AI sovereignty", "/term AI sovereignty"),
        ("*AI sovereignty*", "/term AI sovereignty"),
        ("R&amp;D", "/term R&D"),
        ("<@B1>", "/help"),
        ("   ", "/help"),
        ("hey <@B1> quiz", "/quiz"),
        ("AI sovereignty <@B1>", "/term AI sovereignty"),
        ("<@B1> quiz me, please!", "/quiz"),
        ("퀴즈 내줘", "/퀴즈"),
        ("Help me with this", "/help"),
        ("schedule pause <#C1|general>", "/schedule pause C1"),
        ("What is AI sovereignty?", "/term What is AI sovereignty?"),
        ("what does GPU stand for", "/term what does GPU stand for"),
        ("AI sovereignty?", "/term AI sovereignty?"),
        ("explain AI sovereignty", "/term explain AI sovereignty"),
        ("AI 주권이 뭐야?", "/term AI 주권이 뭐야?"),
        ("why was Naver excluded", "/faq why was Naver excluded"),
        ("Naver was left out because of what?", "/faq Naver was left out because of what?"),
        ("네이버는 왜 빠졌어", "/faq 네이버는 왜 빠졌어"),
        ("네이버도 뽑혔나요?", "/faq 네이버도 뽑혔나요?"),
        ("<@B1> <@U2|anna>", "/term @anna"),
        ("read heat pumps", "/term read heat pumps"),
        ("/foo bar", "/foo bar"),
    ],
)
def test_a_message_to_the_bot_is_understood_with_or_without_a_slash(text: str, line: str) -> None:
    assert AS_USUAL.line_of_message(text, "B1") == line


def test_in_a_message_commands_have_their_names_on_slack_as_well() -> None:
    assert RENAMED.line_of_message("<@B1> /hr-glossary AI", "B1") == "/term AI"
    assert RENAMED.line_of_message("hr-glossary AI", "B1") == "/term AI"
    assert RENAMED.line_of_message("class quiz", "B1") == "/quiz"
    assert RENAMED.line_of_message("term AI", "") == "/term AI"


def test_a_quote_keeps_its_marks_where_it_names_no_command() -> None:
    kept, renamed = Quote("the tide", ((4, 8),)), Quote("/term tide", ((6, 10),))
    assert RENAMED.respelled(reply(kept, renamed)).blocks == (kept, Quote("/hr-glossary tide"))


def test_a_reply_names_commands_as_they_are_typed_there() -> None:
    button = Button("/term", press("read", "ai-sovereignty", "terms"))
    said = reply(
        Heading("Ask /term"),
        Text("Type /schedule add with a time, or /help."),
        Bullets(("/quiz", "“/faq why”")),
        Facts((("/schedule add | list", "see /today를"),)),
        Quote("/read"),
        Note("/lesson <name>"),
        Buttons((button,)),
        line=press("term", "#ai"),
    )
    assert RENAMED.respelled(said).blocks == (
        Heading("Ask /hr-glossary"),
        Text("Type /hr-lessons add with a time, or /class help."),
        Bullets(("/class quiz", "“/class faq why”")),
        Facts((("/hr-lessons add | list", "see /class today를"),)),
        Quote("/class read"),
        Note("/class lesson <name>"),
        Buttons((Button("/hr-glossary", button.line),)),
    )
    assert RENAMED.respelled(said).line == said.line
    assert RENAMED.respelled(said) is RENAMED.respelled(said)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/help and example.org/term",
        "~/lesson/today, /term/x, /help.html, a/faq, and/or",
        "/invite @Homeroom",
        "/terms and /helper",
        "1/quiz",
        "no command at all",
    ],
)
def test_what_is_no_command_is_left_as_it_is(text: str) -> None:
    said = Reply((Text(text),))
    assert RENAMED.respelled(said) is said


def test_every_listed_command_can_be_typed_and_is_understood() -> None:
    for spelling in (AS_USUAL, RENAMED, UNDER_ONE):
        for command in COMMANDS:
            slash, _, rest = spelling.typed(command.name).partition(" ")
            assert spelling.line_of(slash, rest) == f"/{command.name}"

"""The format of a lesson file, as a table. Everything that knows the format knows it from here."""

from bot.content.fields import Day, Field, Id, Line, ListOf, OneOf, Prose, Record

LANGUAGES = ("en", "ko")

NEWS = Record(
    "news",
    {
        "topic": Field(Line(300), "What the news is about, as the issue's first heading says it."),
        "headline": Field(Line(400), "The headline.", required=True),
        "text": Field(Prose(6_000), "The news itself, in a paragraph or two."),
    },
)

POINTS = Record(
    "points",
    {
        "lead": Field(Line(600), "The line that leads in to the bullets."),
        "bullets": Field(ListOf(Line(1_500), 40), "The bullets."),
    },
)

GROUP = Record(
    "group",
    {
        "emoji": Field(Line(8), "An emoji before the heading."),
        "title": Field(Line(200), "The heading."),
        "points": Field(ListOf(POINTS, 20), "Bullets, each list under its lead-in line."),
    },
)

SECTION = Record(
    "section",
    {
        "title": Field(Line(200), "The heading.", required=True),
        "groups": Field(ListOf(GROUP, 20), "The parts of the section, each with its heading."),
    },
)

KEY_ISSUE = Record(
    "key issue",
    {
        "name": Field(Line(120), "The issue in a word or two."),
        "text": Field(Line(1_500), "What it is.", required=True),
    },
)

TERM = Record(
    "term",
    {
        "id": Field(Id(24), "Keeps old buttons working when the name is changed."),
        "name": Field(Line(80), "The term.", required=True),
        "aliases": Field(
            ListOf(Line(80), 30), "Other names: acronyms, spellings, other languages."
        ),
        "short": Field(Line(1_000), "What it is, in one line.", required=True),
        "details": Field(Prose(20_000), "What it is, at length."),
    },
)

FAQ_ENTRY = Record(
    "FAQ entry",
    {
        "id": Field(Id(24), "Keeps old buttons working when the question is changed."),
        "question": Field(Line(400), "The question, as a reader would ask it.", required=True),
        "also_asked": Field(
            ListOf(Line(400), 20), "Other ways to ask the same. /faq finds it by them."
        ),
        "answer": Field(Line(1_500), "The answer, in one line.", required=True),
        "details": Field(Prose(20_000), "The answer, at length."),
    },
)

QUIZ_ITEM = Record(
    "quiz question",
    {
        "question": Field(Line(600), "The question.", required=True),
        "right": Field(Line(300), "The right answer.", required=True),
        "wrong": Field(ListOf(Line(300), 9), "The wrong answers.", required=True),
        "explanation": Field(Line(1_500), "Why the right answer is right."),
    },
)

HEADINGS = Record(
    "headings",
    {
        part: Field(Line(200), f"Stands over {what}, in place of the usual heading.")
        for part, what in {
            "key_points": "the key points",
            "definition": "the definition",
            "why_it_matters": "why it matters",
            "key_issues": "the key issues",
            "terms": "the terms",
            "faq": "the questions",
        }.items()
    },
)

LESSON = Record(
    "lesson",
    {
        "id": Field(Id(40), "The lesson's name in links and buttons. Without it: the file's name."),
        "title": Field(Line(120), "The title.", required=True),
        "emoji": Field(Line(8), "An emoji before the title."),
        "series": Field(Line(120), "The newsletter or course it belongs to."),
        "date": Field(Day(), "The day it is about."),
        "language": Field(OneOf(LANGUAGES), "The language it is written in. Without it: en."),
        "news": Field(NEWS, "The news it starts from."),
        "key_points": Field(ListOf(Line(1_000), 12), "The day's summary, a line each."),
        "definition": Field(Prose(20_000), "What the subject is."),
        "why_it_matters": Field(ListOf(Line(1_500), 20), "Why it matters, a line each."),
        "sections": Field(ListOf(SECTION, 20), "The body of the lesson."),
        "key_issues": Field(ListOf(KEY_ISSUE, 30), "The questions the subject leaves open."),
        "terms": Field(ListOf(TERM, 60), "Terms explained. /term finds them."),
        "faq": Field(ListOf(FAQ_ENTRY, 60), "Questions people ask. /faq finds them."),
        "quiz": Field(
            ListOf(QUIZ_ITEM, 60),
            "Questions of your own, besides the ones made from the terms and the FAQ.",
        ),
        "headings": Field(HEADINGS, "Your own words for the usual headings."),
    },
)

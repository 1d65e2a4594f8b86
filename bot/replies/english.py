"""What the bot says in English."""

import datetime as dt

from bot.replies.home_english import ENGLISH_HOME, ENGLISH_PRACTICE
from bot.replies.misses_english import ENGLISH_MISSES
from bot.replies.outlook_english import ENGLISH_OUTLOOK
from bot.replies.schedule_english import ENGLISH_SCHEDULE
from bot.replies.search_english import ENGLISH_SEARCH
from bot.replies.texts import Texts
from bot.replies.unasked_english import ENGLISH_UNASKED


def _date(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _moment(moment: dt.datetime) -> str:
    return f"{moment:%A}, {moment.day} {moment:%B} at {moment:%H:%M}"


ENGLISH = Texts(
    language="en",
    date=_date,
    moment=_moment,
    headings={
        "news": "The news",
        "key_points": "In short",
        "definition": "What it is",
        "why_it_matters": "Why it matters",
        "key_issues": "Open questions",
        "terms": "Terms",
        "faq": "Questions people ask",
    },
    read_on="Read on",
    terms_button="Terms",
    faq_button="Questions",
    quiz_button="Quiz me",
    late="This lesson was due on {moment} and comes late.",
    page="{title} · {number} of {count}",
    next_page="Next: {title}",
    lessons="Lessons",
    lessons_intro="Pick one to read.",
    lessons_more="There are {count} more: type /lesson and a word from the title.",
    pick_term="Press a term to read about it, or type /term and a word.",
    pick_question="Press a question to read its answer, or ask your own with /faq.",
    also_called="Also: {names}",
    from_lesson="From “{title}”, {date}",
    to_lesson="The whole lesson",
    also_explained="Also explained in:",
    which_term="I'm not sure which term you mean by “{words}”. Is it one of these?",
    unknown_term="I know no term called “{words}”.",
    which_question="I'm not sure I know that one. Is it one of these?",
    unknown_question="None of the lessons answers that.",
    nearest="These are in the newest lesson:",
    closest="Perhaps you mean one of these:",
    # Explaining a message
    terms_there="Terms in that message",
    more_there="It has these as well: {names}. Type /term and a name to read about one.",
    no_terms_there="That message has no term from the lessons in it."
    " To look something up, type /term and a word.",
    # The quiz
    which_term_is_meant="Which term is this?",
    what_does_it_mean="What is meant by {name}?",
    right="✓ Right: {answer}",
    wrong="✗ Not quite. The answer is: {answer}",
    answered_before="You have answered this one before; your first answer counts.",
    another="Another one",
    read_about_it="Read about it",
    nothing_to_ask="“{title}” has nothing to ask about yet: a quiz needs two terms or questions."
    " /lesson lists the other lessons.",
    next_lesson="The next lesson comes on {moment}.",
    track_finished="That was the last lesson of this course. Well done! New ones will follow.",
    help_title="What you can ask",
    help_intro="A lesson comes by itself every day. In between, ask:",
    help_example="For example: {example}",
    chat_hint="Type /help for what you can ask, a number to press a button, /quit to go.",
    search=ENGLISH_SEARCH,
    misses=ENGLISH_MISSES,
    practice=ENGLISH_PRACTICE,
    home=ENGLISH_HOME,
    schedule=ENGLISH_SCHEDULE,
    outlook=ENGLISH_OUTLOOK,
    unasked=ENGLISH_UNASKED,
    sorry="Sorry, that did not work, and it is not your fault. Please try again;"
    " if it happens again, tell whoever runs this bot the code {reference}.",
    errors={},
)

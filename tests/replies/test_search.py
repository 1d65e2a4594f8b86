"""A search's answer is one message on every platform, with long titles and lines too."""

import datetime as dt

import pytest

from bot.commands.search import SHOWN
from bot.domain.lesson import FaqEntry, FaqHit, Lesson
from bot.domain.search import Match, Matches
from bot.layout.medium import Medium
from bot.layout.pages import pages_of
from bot.layout.wording import ENGLISH
from bot.platforms.discord.medium import MEDIUM as DISCORD
from bot.platforms.slack.drawing.medium import MEDIUM as SLACK
from bot.replies.languages import texts_in
from bot.replies.search import found


@pytest.mark.parametrize(("word", "language"), [("walrus", "en"), ("바다코끼리", "ko")])
@pytest.mark.parametrize("medium", [DISCORD, SLACK])
def test_what_is_shown_fits_one_message(word: str, language: str, medium: Medium) -> None:
    home = Lesson("sea", "t", f"{word} " * 3, ("a",), date=dt.date(2026, 9, 30))
    line = f"{word} and " * 60
    marks = tuple((at, at + len(word)) for at in range(0, len(line), 3 * (len(word) + 5)))
    entries = [FaqEntry(f"{n} {word} " * 6, line, id=f"{n:08}") for n in range(SHOWN)]
    matches = Matches(
        tuple(Match(FaqHit(e, home), line, marks) for e in entries), 10_000, whole=False
    )
    reply = found(f"{word} " * 3, matches, texts_in(language))
    assert len(pages_of(reply, ENGLISH, medium)) == 1

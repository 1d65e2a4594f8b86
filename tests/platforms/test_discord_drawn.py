import pytest

from bot.core.reply import Button, Buttons, Heading, Text, reply
from bot.platforms.discord.cards import post_view
from bot.platforms.discord.drawn import LONGEST_KEY, answer_in_pages, post_in
from bot.platforms.discord.ids import key_in
from bot.platforms.discord.wording import ENGLISH
from tests.fakes.study_group import parts_of

POST = reply(
    Heading("A lesson", emoji="📗"),
    Text("What it is about."),
    Buttons((Button("Read on", "/read l1"), Button("Quiz me", "/quiz l1"))),
    line="/lesson l1",
)


async def test_what_is_drawn_once_is_what_would_be_drawn_each_time() -> None:
    for key in ("1-20260116", "42-20260117", LONGEST_KEY):
        drawn = post_in(POST, key, "<@&7>").to_components()
        made = post_view(POST, key, mention="<@&7>").to_components()  # type: ignore[no-untyped-call]
        assert drawn == made
        ids = [str(part["custom_id"]) for part in parts_of(drawn) if "custom_id" in part]
        assert [key_in(one) for one in ids] == [key, ""]


async def test_a_key_for_which_no_room_was_kept_is_refused() -> None:
    with pytest.raises(ValueError, match="no room"):
        post_in(POST, LONGEST_KEY + "0")


async def test_discord_py_is_told_that_it_has_ended() -> None:
    """Else it would keep each answer for a quarter of an hour, and each post for ever."""
    (answer,) = answer_in_pages(POST, ENGLISH, 1)
    assert answer.is_finished()
    assert answer.has_components_v2()


async def test_a_page_that_is_not_there_is_the_nearest() -> None:
    long = reply(*(Text("word " * 500) for _ in range(5)), line="/lesson l1")
    first, last = (answer_in_pages(long, ENGLISH, page)[0] for page in (-3, 99))
    labels = [[p.get("label") for p in parts_of(one.to_components())] for one in (first, last)]
    assert "1 of 5" in labels[0]
    assert "5 of 5" in labels[1]
    assert len(answer_in_pages(reply(*long.blocks), ENGLISH, 1)) == 5

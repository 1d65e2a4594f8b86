import datetime as dt
from zoneinfo import ZoneInfo

from bot.domain.delivery import Delivery, State
from bot.domain.subscription import Slot, Subscription
from bot.platforms.terminal.session import PLACE
from tests.commands.conftest import Dialog

HEAT_PUMPS = """\
16 January 2026

Heat Pumps

In short

• The first point of heat-pumps.
• The second.

[1] Read on
[2] Terms"""


async def test_today_is_the_newest_lesson_that_is_not_in_the_future(dialog: Dialog) -> None:
    assert await dialog.say("/today") == HEAT_PUMPS


async def test_today_is_what_was_posted_in_this_channel(dialog: Dialog) -> None:
    now = dialog.clock.now()
    dialog.store.delivered[PLACE] = Delivery(1, 1, now.date(), now, State.SENT, "chips")
    assert "The first point of chips." in await dialog.say("/today")


async def test_today_tells_when_the_next_one_comes(dialog: Dialog) -> None:
    wish = Subscription(
        0, PLACE.platform, PLACE.channel, dt.time(8), ZoneInfo("Asia/Seoul"), "news"
    )
    due = dt.datetime(2026, 1, 16, 23, tzinfo=dt.UTC)
    await dialog.store.subscribe(wish, Slot(dt.date(2026, 1, 17), due))
    said = await dialog.say("/today")
    assert said.endswith("The next lesson comes on Saturday, 17 January at 08:00.")


async def test_a_lesson_is_found_by_id_title_or_part_of_its_title(dialog: Dialog) -> None:
    for words in ("heat-pumps", "Heat Pumps", "heat pumps", "pump"):
        assert await dialog.say(f"/lesson {words}") == HEAT_PUMPS


async def test_a_lesson_that_is_not_there_is_named(dialog: Dialog) -> None:
    assert await dialog.say("/lesson gardening") == (
        "There is no lesson “gardening”. /lesson lists them."
    )


async def test_the_list_of_lessons_has_the_newest_first(dialog: Dialog) -> None:
    assert await dialog.say("/lesson") == (
        "Lessons\n\nPick one to read.\n\n"
        "[1] Later      /lesson later\n"
        "[2] Heat Pumps /lesson heat-pumps\n"
        "[3] Chips      /lesson chips"
    )


async def test_help_lists_what_one_can_ask_with_an_example_that_works(dialog: Dialog) -> None:
    said = await dialog.say("/help")
    assert "/term <word>\n  Explain a term." in said
    assert "/answer" not in said
    example = next(line for line in said.splitlines() if line.startswith("For example: "))
    assert "I know no term" not in await dialog.say(example.removeprefix("For example: "))

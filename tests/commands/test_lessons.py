import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.core.ports import Planned
from bot.domain.delivery import Change, State
from bot.domain.subscription import Slot, Status, Subscription
from bot.platforms.terminal.session import PLACE
from tests.commands.conftest import Dialog

WISH = Subscription(0, PLACE.platform, PLACE.channel, (dt.time(8),), ZoneInfo("Asia/Seoul"), "news")
SATURDAY = Slot(dt.date(2026, 1, 17), dt.datetime(2026, 1, 16, 23, tzinfo=dt.UTC))
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
    made = await dialog.store.subscribe(WISH, SATURDAY)
    await dialog.store.plan(
        made.id, [Planned(SATURDAY, State.PLANNED)], SATURDAY, dialog.clock.now()
    )
    planned = await dialog.store.delivery_on(made.id, SATURDAY.date)
    assert planned is not None
    sent = Change(State.SENT, dialog.clock.now(), lesson_id="chips")
    assert await dialog.store.move(planned, sent)
    assert "The first point of chips." in await dialog.say("/today")


async def test_today_tells_when_the_next_one_comes(dialog: Dialog) -> None:
    await dialog.store.subscribe(WISH, SATURDAY)
    said = await dialog.say("/today")
    assert said.endswith("The next lesson comes on Saturday, 17 January at 08:00.")


async def test_today_says_nothing_of_a_schedule_that_is_paused(dialog: Dialog) -> None:
    await dialog.store.subscribe(replace(WISH, status=Status.PAUSED), SATURDAY)
    assert await dialog.say("/today") == HEAT_PUMPS


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

"""Managing lessons on Slack: the Home tab, the form, who may and who may not."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.team import Team, team
from tests.local_slack.blockkit import labels_of, text_shown
from tests.local_slack.people import Person
from tests.local_slack.running import until
from tests.local_slack.world import View


@pytest.fixture(params=["socket", "http"])
async def here(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Team]:
    async with team(tmp_path, request.param) as here, here.homeroom():
        yield here


async def at_home(person: Person) -> View:
    """Somebody's Home tab, looked at anew."""
    before = person.home
    await person.open_home()
    await until(lambda: person.home is not None and person.home is not before)
    assert person.home is not None
    return person.home


async def window(person: Person, holding: str = "") -> View:
    """The window before somebody, once it holds a text."""
    await until(lambda: person.modal is not None and holding in text_shown(person.modal.blocks))
    assert person.modal is not None
    return person.modal


async def form_before(person: Person) -> View:
    """The window before somebody, once it is one to fill in: what it replaces may stand a while."""
    await until(lambda: person.modal is not None and _has_fields(person.modal))
    assert person.modal is not None
    return person.modal


def _has_fields(view: View) -> bool:
    return any(block["type"] == "input" for block in view.blocks)


async def new_schedule(here: Team, **values: object) -> View:
    """Have Ada fill in the form from her Home tab, and return what she sees then."""
    await here.ada.press(await at_home(here.ada), "New schedule")
    form = await form_before(here.ada)
    filled = {"channel": here.daily.id, "time": "08:00", "zone": "Asia/Seoul", **values}
    await here.ada.submit(form, filled)
    return await window(here.ada)


async def test_home_shows_what_comes_in_the_reader_s_own_zone(here: Team) -> None:
    nothing = text_shown((await at_home(here.mina)).blocks)
    assert "Homeroom" in nothing
    await new_schedule(here)
    shown = text_shown((await at_home(here.mina)).blocks)
    # Eight in the morning in Seoul is midnight in Berlin.
    assert "00:00" in shown
    assert "#daily" in shown
    assert "Independent AI" in shown


async def test_a_form_from_home_makes_a_schedule(here: Team) -> None:
    await here.ada.press(await at_home(here.ada), "New schedule")
    form = await form_before(here.ada)
    zones = await here.ada.type_in(form, "zone", "seoul")
    assert zones[0]["value"] == "Asia/Seoul"
    await here.ada.press(form, "Preview")
    preview = await window(here.ada, "In short")
    assert len(here.ada.modals) == 2
    await here.ada.close(preview)
    await here.ada.submit(
        form,
        {"channel": here.daily.id, "time": "08:00", "zone": "Asia/Seoul", "days": ["mon", "wed"]},
    )
    done = await window(here.ada, "#daily gets the next lesson")
    assert "On Mon and Wed at 08:00" in text_shown(done.blocks)
    assert {"Preview", "Send now", "Pause"} <= set(labels_of(done.blocks))


async def test_a_schedule_is_changed_in_a_form_that_knows_it(here: Team) -> None:
    await new_schedule(here)
    await here.ada.press(await at_home(here.ada), "#daily #2")
    shown = await window(here.ada, "#2")
    await here.ada.press(shown, "Change")
    form = await form_before(here.ada)
    await here.ada.submit(form, {"time": "09:30"})
    changed = await window(here.ada, "09:30")
    assert "Changed" in text_shown(changed.blocks)


async def test_what_stands_in_the_way_is_said_on_top_of_the_form(here: Team) -> None:
    quiet = here.slack.channel(here.space, "quiet", members=[here.ada], bot=False)
    refused = await new_schedule(here, channel=quiet.id)
    assert "/invite @Homeroom" in text_shown(refused.blocks)
    assert len(here.ada.modals) == 2
    here.slack.invite_bot(quiet)
    await here.ada.close(refused)
    form = await form_before(here.ada)
    await here.ada.submit(form, {})
    assert "#quiet gets" in text_shown((await window(here.ada, "#quiet")).blocks)


async def test_guests_and_learners_manage_nothing(here: Team) -> None:
    for person in (here.gus, here.mina):
        assert "New schedule" not in labels_of((await at_home(person)).blocks)
        before = len(person.sees(here.daily))
        await person.slash(here.daily, "/homeroom", "schedule add 08:00 Asia/Seoul")
        await until(lambda: len(person.sees(here.daily)) > before)  # noqa: B023
        assert "admins" in person.sees(here.daily)[-1].text


async def test_whom_the_admins_name_may_manage_but_no_guest(here: Team) -> None:
    await here.ada.press(await at_home(here.ada), "Who may change them")
    form = await form_before(here.ada)
    await here.ada.submit(form, {"role": [here.mina.id, here.gus.id]})
    assert "@Mina" in text_shown((await window(here.ada, "@Mina")).blocks)
    here.clock.go_on(minutes=2)
    assert "New schedule" in labels_of((await at_home(here.mina)).blocks)
    assert "New schedule" not in labels_of((await at_home(here.gus)).blocks)


async def test_a_private_channel_is_nobody_s_business_who_is_not_in_it(here: Team) -> None:
    board = here.slack.channel(here.space, "board", private=True, members=[here.mina])
    before = len(here.ada.sees(here.daily))
    await here.ada.slash(
        here.daily, "/homeroom", f"schedule add 08:00 Asia/Seoul channel:{board.id}"
    )
    await until(lambda: len(here.ada.sees(here.daily)) > before)
    said = here.ada.sees(here.daily)[-1].text
    assert "board" not in said
    assert "can't see that channel" in said

"""Who asks too much is told to wait, on each platform, for their own eyes."""

import asyncio
from pathlib import Path

from tests.fakes.study_group import Group, study_group, texts_of
from tests.fakes.team import Team, team
from tests.local_discord.world import Flag
from tests.local_slack.running import until
from tests.local_slack.world import Message

WAIT = "That was a lot at once. Go on in 20 s."


async def test_on_discord_a_flood_is_answered_and_others_go_on(tmp_path: Path) -> None:
    async with study_group(tmp_path) as group, group.homeroom(HOMEROOM_PERSON_PER_MINUTE="3"):
        await group.connected()
        said = [await help_for(group) for _ in range(5)]
        assert [WAIT in text for text in said] == [False, False, False, True, True]
        ada = await (await group.admin.slash(group.daily, "help")).message()
        assert WAIT not in texts_of(ada)
        typed = await group.mina.autocomplete(group.daily, "term", option="word", typed="AI sov")
        assert await typed.suggestions()
        group.clock.go_on(seconds=20)
        assert WAIT not in await help_for(group)
        assert group.discord.refusals == []


async def help_for(group: Group) -> str:
    message = await (await group.mina.slash(group.daily, "help")).message()
    assert message.flags & Flag.EPHEMERAL
    return texts_of(message)


async def test_on_slack_a_flood_is_answered_and_others_go_on(tmp_path: Path) -> None:
    async with team(tmp_path, "http") as here, here.homeroom(HOMEROOM_PERSON_PER_MINUTE="3"):
        said = [await today_for(here) for _ in range(5)]
        assert [one.text == WAIT for one in said] == [False, False, False, True, True]
        assert all(one.ephemeral_for == here.mina.id for one in said)
        await here.ada.slash(here.daily, "/today", "")
        await until(lambda: bool(here.ada.sees(here.daily)))
        assert WAIT not in here.ada.sees(here.daily)[0].text


async def today_for(here: Team) -> Message:
    before = len(here.mina.sees(here.daily))
    await here.mina.slash(here.daily, "/today", "")
    await until(lambda: len(here.mina.sees(here.daily)) > before)
    return here.mina.sees(here.daily)[-1]


async def test_a_form_on_slack_counts_when_it_is_opened(tmp_path: Path) -> None:
    async with team(tmp_path, "http") as here, here.homeroom(HOMEROOM_PERSON_PER_MINUTE="1"):
        await here.mina.slash(here.daily, "/term", "")
        await until(lambda: bool(here.mina.modals))
        await here.mina.close(here.mina.modals[-1])
        await here.mina.slash(here.daily, "/term", "")
        await until(lambda: bool(here.mina.sees(here.daily)))
        await asyncio.sleep(0.1)
        assert here.mina.modals == []
        assert here.mina.sees(here.daily)[-1].text == "That was a lot at once. Go on in 60 s."

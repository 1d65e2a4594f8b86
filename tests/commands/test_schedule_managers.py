from dataclasses import replace

import pytest

from bot.core.ports import Hurdle, Managed, Obstacle
from bot.core.request import Asker, Rank
from bot.replies.languages import LANGUAGES
from tests.fakes.talk import DAILY, PLATFORM, SERVER, Talk, one_schedule


async def managers(talk: Talk) -> str:
    return await talk.store.managers(PLATFORM, SERVER)


async def test_an_admin_chooses_the_role_that_may_too(talk: Talk) -> None:
    assert await talk.ask("schedule managers") == [
        "Only the admins here can use /schedule. To let others, too, give them a role and name"
        " it: /schedule managers with the option “role”."
    ]
    assert await talk.ask("schedule managers", role="77") == [
        "Done. Those who have the role @tutors can now use /schedule, beside the admins here.",
        "If they don't see the command on Discord: Server Settings → Integrations → Homeroom,"
        " and allow it there for the role.",
        "[Take it back]",
    ]
    assert await managers(talk) == "77"
    said = await talk.ask("schedule managers")
    assert said[0] == "The admins here can use /schedule, and those who have the role @tutors."
    assert await managers(talk) == "77"
    assert (await talk.press("Take it back"))[0].startswith("Only the admins here can use")
    assert await managers(talk) == ""


async def test_everybody_is_no_role_to_choose(talk: Talk) -> None:
    await talk.ask("schedule managers", role=SERVER)
    assert await managers(talk) == ""


async def test_there_is_one_role_to_choose(talk: Talk) -> None:
    (said,) = await talk.say("/schedule managers 77 88")
    assert said.startswith("“77 88” won't do as role: pick one from the list.")
    assert await managers(talk) == ""


async def test_where_people_are_chosen_there_may_be_several(talk: Talk) -> None:
    talk.channels.managed = Managed.PEOPLE
    assert await talk.ask("schedule managers") == [
        "Only the admins here can use /schedule. To let others, too, name them, such as"
        " /schedule managers @Ann @Bob."
    ]
    assert await talk.say("/schedule managers U1, U2 U1") == [
        "Done. Beside the admins here, these can now use /schedule: @Ann, @Bob.",
        "[Take it back]",
    ]
    assert await managers(talk) == "U1 U2"
    await talk.say("/schedule managers role:U2")
    assert await managers(talk) == "U2"
    assert (await talk.say("/schedule managers"))[0] == (
        "Beside the admins here, these can use /schedule: @Bob."
    )
    (said,) = await talk.say("/schedule managers U1 <!channel>")
    assert said.startswith("“U1 <!channel>” won't do as role")
    await talk.say("/schedule managers None")
    assert await managers(talk) == ""


async def test_many_people_may_be_chosen(talk: Talk) -> None:
    talk.channels.managed = Managed.PEOPLE
    many = " ".join(f"U{number:010}" for number in range(100))
    await talk.ask("schedule managers", role=many)
    assert await managers(talk) == many


async def test_in_korean_too(talk: Talk) -> None:
    talk.asker = Asker("ann", "ko", Rank.ADMIN)
    said = await talk.say("/일정 담당자 77")
    assert said[0] == "됐어요. 이제 @tutors 역할이 있는 사람도 /schedule 을 쓸 수 있어요."
    talk.channels.managed = Managed.PEOPLE
    said = await talk.say("/일정 담당자 U1 U2")
    assert said[0] == "됐어요. 이제 이런 분들도 /schedule 을 쓸 수 있어요: @Ann, @Bob"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("details", [(), ("Embed Links",)])
@pytest.mark.parametrize("hurdle", Hurdle)
async def test_where_people_are_chosen_nothing_sends_one_to_discords_settings(
    talk: Talk, hurdle: Hurdle, details: tuple[str, ...], language: str
) -> None:
    talk.channels.managed = Managed.PEOPLE
    talk.asker = replace(talk.asker, language=language)
    talk.channels.standing[DAILY] = [Obstacle(hurdle, details)]
    _, said, _ = await one_schedule(talk)
    assert "{" not in said
    for word in ("server", "Server", "서버", "forum", "포럼", "View Channel"):
        assert word not in said


async def test_a_channel_the_bot_is_not_in_is_said_to_be_one(talk: Talk) -> None:
    talk.channels.standing[DAILY] = [Obstacle(Hurdle.NOT_A_MEMBER), Obstacle(Hurdle.ARCHIVED)]
    assert (await one_schedule(talk))[1:3] == [
        "• In #daily I'm not a member yet. Type /invite @Homeroom there, then ask again.",
        "• #daily is archived: nothing can be posted there. Unarchive it, or pick another channel.",
    ]

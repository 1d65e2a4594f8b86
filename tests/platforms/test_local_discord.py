"""An unmodified discord.py against the local Discord: gateway and interactions."""

import discord
import pytest

from tests.local_discord.bare_bot import BareBot
from tests.local_discord.interactions import NoAnswerError
from tests.local_discord.permissions import May
from tests.local_discord.running import running, until
from tests.local_discord.server import LocalDiscord
from tests.local_discord.typing_in import NotOffered

pytest_plugins = ["tests.local_discord.fixtures"]


async def test_it_logs_in_and_sees_its_guild(here: LocalDiscord) -> None:
    guild = here.guild("Study group", locale="ko")
    channel = here.channel(guild, "general")
    async with running(here, BareBot()) as bot:
        seen = bot.get_guild(guild.id)
        assert seen is not None
        assert seen.name == "Study group"
        assert [c.id for c in seen.text_channels] == [channel.id]
        assert seen.me.id == here.bot.id
        assert seen.preferred_locale is discord.Locale.korean
        assert seen.text_channels[0].permissions_for(seen.me).send_messages
    assert here.gateway.identified == [(0, 1)]


async def test_a_wrong_token_is_refused(here: LocalDiscord) -> None:
    client = discord.Client(intents=discord.Intents.none())
    async with client:
        with pytest.raises(discord.LoginFailure):
            await client.login("wrong")


async def test_a_privileged_intent_is_refused(here: LocalDiscord) -> None:
    client = discord.Client(intents=discord.Intents(guilds=True, members=True))
    async with client:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            await client.start(here.token)


async def test_two_shards_each_have_their_guilds(two_shards: LocalDiscord) -> None:
    guilds = [two_shards.guild(f"On {shard}", shard=shard) for shard in (0, 1)]
    channels = [two_shards.channel(guild) for guild in guilds]
    async with running(two_shards, BareBot()) as bot:
        assert sorted(two_shards.gateway.identified) == [(0, 2), (1, 2)]
        assert {g.name: g.shard_id for g in bot.guilds} == {"On 0": 0, "On 1": 1}
        for guild, channel in zip(guilds, channels, strict=True):
            answer = await two_shards.member(guild).slash(channel, "count")
            assert "Board 1" in (await answer.message()).text


async def test_a_thousand_guilds_are_there_at_once(here: LocalDiscord) -> None:
    here.guilds(1000)
    async with running(here, BareBot()) as bot:
        assert len(bot.guilds) == 1000


async def test_a_command_thinks_then_answers_in_private(here: LocalDiscord) -> None:
    guild = here.guild()
    channel = here.channel(guild)
    mina = here.member(guild, locale="ko")
    async with running(here, BareBot()):
        answer = await mina.slash(channel, "term", word="Compute")
        message = await answer.message()
        assert message.text == "Compute (ko)"
        assert answer.deferred
        assert message.only_for is mina.user
        assert (await answer.followup()).text == "and more"
        assert channel.said == []
        assert (answer.acked_after or 9) < 1


async def test_options_are_checked_as_the_client_does(here: LocalDiscord) -> None:
    guild = here.guild()
    channel = here.channel(guild)
    keeper = here.member(guild, "Keeper", permissions=May.MANAGE_GUILD)
    async with running(here, BareBot()):
        answer = await keeper.slash(
            channel, "schedule add", time="08:00", channel=channel, days="Every day", count=5
        )
        assert (await answer.message()).text == f"08:00 <#{channel.id}> daily 5"
        for wrong in (
            {"time": "08:00"},
            {"time": 8, "channel": channel},
            {"time": "08:00", "channel": channel, "count": 6},
            {"time": "08:00", "channel": channel, "days": "never"},
            {"time": "08:00", "channel": guild.roles[guild.id]},
            {"time": "08:00", "channel": channel, "extra": 1},
        ):
            with pytest.raises(NotOffered):
                await keeper.slash(channel, "schedule add", **wrong)
        with pytest.raises(NotOffered):
            await keeper.slash(channel, "schedule")
        with pytest.raises(NotOffered, match="may not use schedule"):
            await here.member(guild).slash(channel, "schedule add", time="8", channel=channel)


async def test_suggestions_come_while_typing(here: LocalDiscord) -> None:
    guild = here.guild()
    channel = here.channel(guild)
    async with running(here, BareBot()):
        answer = await here.member(guild).autocomplete(
            channel, "term", option="word", typed="AI sov"
        )
        assert await answer.suggestions() == [{"name": WORD, "value": WORD}]


WORD = "AI sovereignty"


async def test_buttons_a_select_and_a_modal(here: LocalDiscord) -> None:
    guild = here.guild()
    channel = here.channel(guild)
    mina = here.member(guild)
    async with running(here, BareBot()):
        panel = await (await mina.slash(channel, "panel")).message()
        picked = await (await mina.choose(panel, "pick", "Two")).message()
        assert (picked.text, picked.ephemeral) == ("picked ['Two']", True)
        later = await mina.press(panel, "Later")
        assert (await later.message()) is panel
        assert panel.content == "changed later"
        form = await (await mina.press(panel, "Form")).form()
        assert form.title == "Feedback"
        with pytest.raises(NotOffered, match="1 to 20 characters"):
            await mina.submit(form, {"good": "x" * 21})
        thanks = await mina.submit(form, {"What was good?": "all"})
        assert (await thanks.message()).text == "Good: all"
        pressed = await mina.press(panel, "Press")
        assert (await pressed.message()).text == "pressed"
        with pytest.raises(NotOffered, match="no button"):
            await mina.press(panel, "Press")


async def test_a_dynamic_item_works_after_a_restart(here: LocalDiscord) -> None:
    guild = here.guild()
    channel = here.channel(guild)
    mina = here.member(guild)
    async with running(here, BareBot()):
        shown = await (await mina.slash(channel, "count")).message()
    async with running(here, BareBot()):
        await (await mina.press(shown, "Count 1")).message()
        assert "# Board 2" in shown.text
        await (await mina.press(channel.last, "count:2")).message()
        assert "# Board 3" in shown.text


async def test_menus_of_a_message_and_of_a_person(here: LocalDiscord) -> None:
    guild = here.guild()
    channel = here.channel(guild)
    mina = here.member(guild)
    async with running(here, BareBot()):
        answer = await mina.context("Explain terms", "AI and more", channel)
        assert (await answer.message()).text == "about: AI and more"
        greeting = await mina.context("Greet", here.member(guild, "Joon"), channel)
        assert (await greeting.message()).text == "hello Joon"


async def test_no_answer_is_seen_as_such_and_comes_too_late(here: LocalDiscord) -> None:
    guild = here.guild()
    channel = here.channel(guild)
    here.state.interactions.deadline = 0.05
    async with running(here, BareBot()):
        answer = await here.member(guild).slash(channel, "silent")
        with pytest.raises(NoAnswerError, match="The application did not respond"):
            await answer.message()
        assert answer.failed


async def test_installed_for_oneself_it_works_where_the_bot_is_not(here: LocalDiscord) -> None:
    strange = here.guild("Elsewhere", bot=False)
    hall = here.channel(strange)
    mina = here.member(strange, installed=True)
    joon = here.person("Joon", locale="ko")
    async with running(here, BareBot()) as bot:
        assert not bot.guilds
        answer = await mina.slash(hall, "term", word="Compute")
        assert (await answer.message()).text == "Compute (en-US)"
        for place in (joon.direct(), joon.elsewhere()):
            told = await joon.slash(place, "term", word="Agent")
            assert (await told.message()).text == "Agent (ko)"
        with pytest.raises(NotOffered, match="not installed"):
            await here.member(strange, "Guest").slash(hall, "term", word="Compute")
        with pytest.raises(NotOffered):
            await mina.slash(hall, "count")


@pytest.mark.parametrize("code", [None, 4000, 1001])
async def test_what_was_pressed_meanwhile_is_replayed(here: LocalDiscord, code: int | None) -> None:
    guild = here.guild()
    channel = here.channel(guild)
    mina = here.member(guild)
    async with running(here, BareBot()):
        here.gateway.drop(code=code)
        assert not here.gateway.connected()
        answer = await mina.slash(channel, "count")
        assert "Board 1" in (await answer.message()).text
        assert here.gateway.resumed == 1
        assert len(here.gateway.identified) == 1


async def test_reconnect_and_invalid_sessions(here: LocalDiscord) -> None:
    guild = here.guild()
    channel = here.channel(guild)
    mina = here.member(guild)
    async with running(here, BareBot()):
        here.gateway.ask_to_reconnect()
        await until(lambda: here.gateway.resumed == 1)
        here.gateway.invalidate()
        await until(lambda: len(here.gateway.identified) == 2)
        assert (await (await mina.slash(channel, "count")).message()).text


async def test_changes_reach_the_client(here: LocalDiscord) -> None:
    guild = here.guild()
    channel = here.channel(guild)
    async with running(here, BareBot()) as bot:
        seen = bot.get_guild(guild.id)
        assert seen is not None
        mine = seen.text_channels[0].permissions_for
        here.overwrite(channel, here.bot_role(guild), deny=May.SEND_MESSAGES)
        await until(lambda: not mine(seen.me).send_messages)
        keeper = here.role(guild, "Keeper", May.ADMINISTRATOR)
        here.give_bot(guild, keeper)
        await until(lambda: mine(seen.me).send_messages)
        here.change_role(guild, keeper, 0)
        await until(lambda: not mine(seen.me).send_messages)
        here.outage(guild)
        await until(lambda: seen.unavailable)
        here.recover(guild)
        await until(lambda: not seen.unavailable)
        here.remove_channel(channel)
        await until(lambda: not seen.text_channels)
        here.kick(guild)
        await until(lambda: not bot.guilds)
        joined = here.guild("New one")
        await until(lambda: bot.get_guild(joined.id))

"""Discord's messenger by itself, on a local Discord with the real library."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.app import assembled
from bot.core.reply import Button, Buttons, Heading, Note, Text, reply
from bot.domain.subscription import PostOptions, Subscription
from bot.errors import SendPostponed, SendRefused
from bot.platforms.discord import Discord, DiscordMessenger, Link, Pace
from bot.settings import load
from tests.fakes.study_group import Group, labels_of, posted, study_group, texts_of, until
from tests.local_discord.faults import Fault
from tests.local_discord.permissions import May
from tests.local_discord.world import Channel, Flag, Guild, Kind, Message

KEY = "7-20260117"
LESSON = reply(
    Heading("Independent AI", emoji="🚨"),
    Text("Naver is out @everyone."),
    Buttons((Button("Read on", "/read l1"),)),
    line="/lesson l1",
    private=False,
)
CORRECTED = replace(LESSON, blocks=(LESSON.blocks[0], Text("Naver is in @everyone."),
                                    LESSON.blocks[2]))  # fmt: skip
NOTICE = reply(
    Heading("Lessons have stopped"),
    Text("In #daily, since Homeroom lacks Send Messages there. @everyone"),
    Note("They go on by themselves."),
    Buttons((Button("Look again", "/schedule list"),)),
)
MESSAGES = r"/channels/\d+/messages$"


@dataclass
class Here:
    group: Group
    messenger: DiscordMessenger
    link: Link

    @property
    def guild(self) -> Guild:
        return self.group.guild

    def to(self, channel: Channel | None = None, **options: object) -> Subscription:
        return Subscription(
            7,
            "discord",
            str((channel or self.group.daily).id),
            (dt.time(8),),
            ZoneInfo("Asia/Seoul"),
            "korea-news",
            server=str(self.guild.id),
            options=PostOptions(**options),  # type: ignore[arg-type]
            owner=str(self.group.admin.id),
        )

    async def send(self, to: Subscription) -> Message:
        post_id = await self.messenger.send(to, LESSON, KEY)
        channel = self.group.discord.state.channels[int(to.channel)]
        if channel.kind == Kind.FORUM:
            channel = self.group.discord.state.channels[int(post_id)]
        return channel.messages[int(post_id)]

    def thread_of(self, message: Message) -> Channel:
        return self.group.discord.state.channels[message.id]

    def requests(self) -> list[str]:
        return [f"{one.method} {one.route}" for one in self.group.discord.records]

    def owner(self) -> list[Message]:
        return direct(self, self.group.discord.state.owner.id)

    async def heard(self) -> None:
        """Let the bot hear of what was changed."""
        await asyncio.sleep(0.05)


def direct(here: Here, user: int) -> list[Message]:
    """What the bot has said to somebody alone."""
    channels = here.group.discord.state.channels.values()
    of_them = (c for c in channels if c.kind == Kind.DM and c.recipients[0].id == user)
    return [message for channel in of_them for message in channel.said]


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Here]:
    async with AsyncExitStack() as stack:
        group = await stack.enter_async_context(study_group(tmp_path))
        homeroom = await stack.enter_async_context(assembled(load(group.settings()), group.clock))
        link = Link()
        messenger = DiscordMessenger(link, Pace())
        await stack.enter_async_context(
            Discord(group.discord.token, homeroom.dispatcher, link, homeroom.notes, group.clock)
        )
        await group.connected()
        await until(lambda: messenger.ready and link.connected().is_ready())
        yield Here(group, messenger, link)
        assert all(m.pinged == frozenset() or m.author is not group.discord.bot
                   for c in group.discord.state.channels.values() for m in c.said
                   if c.name != "called")  # fmt: skip


# Sending again


async def test_a_post_may_be_sent_again_for_a_while_but_not_in_a_forum(here: Here) -> None:
    forum = here.group.discord.channel(here.guild, "forum", Kind.FORUM)
    await here.heard()
    assert here.messenger.repeatable(here.to()) == dt.timedelta(seconds=90)
    assert here.messenger.repeatable(here.to(forum)) == dt.timedelta()
    assert DiscordMessenger(Link(), Pace()).repeatable(here.to()) == dt.timedelta()


async def test_sending_makes_one_request_and_no_thread(here: Here) -> None:
    before = len(here.requests())
    post = await here.send(here.to(thread=True))
    assert here.requests()[before:] == ["POST /channels/{channel_id}/messages"]
    assert post.thread is None


# Following up


async def test_a_thread_is_opened_once_however_often_it_is_asked_for(here: Here) -> None:
    to = here.to(thread=True)
    post = await here.send(to)
    for _ in range(3):
        await here.messenger.follow(to, LESSON, str(post.id))
    assert post.thread is not None
    assert post.thread.name == "🚨 Independent AI"


async def test_an_announcement_is_passed_on_once(here: Here) -> None:
    news = here.group.discord.channel(here.guild, "news", Kind.ANNOUNCEMENT)
    await here.heard()
    to = here.to(news, publish=True, thread=True)
    post = await here.send(to)
    for _ in range(2):
        await here.messenger.follow(to, LESSON, str(post.id))
    assert post.flags & Flag.CROSSPOSTED
    assert post.thread is not None


async def test_where_there_is_nothing_to_follow_up_nothing_is_requested(here: Here) -> None:
    forum = here.group.discord.channel(here.guild, "forum", Kind.FORUM)
    await here.heard()
    plain = await here.send(here.to())
    before = len(here.requests())
    await here.messenger.follow(here.to(), LESSON, str(plain.id))
    await here.messenger.follow(here.to(forum, thread=True), LESSON, "1")
    await here.messenger.follow(here.to(thread=True), LESSON, "")
    assert len(here.requests()) == before


async def test_a_post_that_was_deleted_needs_no_thread(here: Here) -> None:
    to = here.to(thread=True)
    post = await here.send(to)
    here.group.discord.remove_message(post)
    await here.messenger.follow(to, LESSON, str(post.id))


async def test_a_thread_that_can_t_be_opened_says_what_is_missing(here: Here) -> None:
    to = here.to(thread=True)
    post = await here.send(to)
    bot = here.group.discord.bot
    here.group.discord.overwrite(here.group.daily, bot, deny=May.CREATE_PUBLIC_THREADS)
    await here.heard()
    with pytest.raises(SendRefused, match=r"lacks Create Public Threads in #daily.*Permissions"):
        await here.messenger.follow(to, LESSON, str(post.id))


async def test_a_thread_that_fails_does_not_keep_it_from_being_passed_on(here: Here) -> None:
    news = here.group.discord.channel(here.guild, "news", Kind.ANNOUNCEMENT)
    await here.heard()
    to = here.to(news, publish=True, thread=True)
    post = await here.send(to)
    here.group.discord.faults.next("POST", "/threads$", Fault.ERROR_503_BEFORE)
    with pytest.raises(Exception, match="503"):
        await here.messenger.follow(to, LESSON, str(post.id))
    assert post.flags & Flag.CROSSPOSTED
    await here.messenger.follow(to, LESSON, str(post.id))
    assert post.thread is not None


# Changing


async def test_a_post_is_changed_and_keeps_its_key(here: Here) -> None:
    to = here.to()
    post = await here.send(to)
    for _ in range(2):
        await here.messenger.edit(to, CORRECTED, KEY, str(post.id))
    assert "Naver is in" in texts_of(post)
    assert post.edited is not None
    assert await here.messenger.find(to, KEY, here.group.clock.now()) == str(post.id)
    assert len(posted(here.group.discord, here.group.daily)) == 1


async def test_a_post_that_called_a_role_keeps_its_line_and_calls_nobody(here: Here) -> None:
    called = here.group.discord.channel(here.guild, "called")
    role = here.group.discord.role(here.guild, "learners", mentionable=True)
    await here.heard()
    to = here.to(called, mention=str(role.id))
    post = await here.send(to)
    assert post.pinged == {f"<@&{role.id}>"}
    post.pinged = frozenset()
    await here.messenger.edit(to, CORRECTED, KEY, str(post.id))
    assert post.pinged == frozenset()
    assert texts_of(post).startswith(f"<@&{role.id}>")


@pytest.mark.parametrize("archived", [False, True])
async def test_a_forum_s_post_is_changed_also_when_it_was_put_away(
    here: Here, archived: bool
) -> None:
    forum = here.group.discord.channel(here.guild, "called", Kind.FORUM)
    role = here.group.discord.role(here.guild, "learners", mentionable=True)
    await here.heard()
    to = here.to(forum, mention=str(role.id))
    post = await here.send(to)
    post.pinged = frozenset()
    if archived:
        here.group.discord.archive(here.thread_of(post))
        await here.heard()
    await here.messenger.edit(to, CORRECTED, KEY, str(post.id))
    assert "Naver is in" in texts_of(post)
    assert f"<@&{role.id}>" in texts_of(post)
    assert post.pinged == frozenset()
    assert here.thread_of(post).archived is archived


async def test_a_forum_s_post_that_is_locked_stays_as_it_is(here: Here) -> None:
    forum = here.group.discord.channel(here.guild, "forum", Kind.FORUM)
    await here.heard()
    post = await here.send(here.to(forum))
    here.group.discord.archive(here.thread_of(post), locked=True)
    await here.heard()
    before = len(here.requests())
    with pytest.raises(SendRefused, match=r"locked.*Unlock Thread"):
        await here.messenger.edit(here.to(forum), CORRECTED, KEY, str(post.id))
    assert "PATCH" not in " ".join(here.requests()[before:])


async def test_too_many_changes_of_old_posts_are_tried_again_in_an_hour(here: Here) -> None:
    to = here.to()
    post = await here.send(to)
    here.group.discord.state.edits_of_old_messages = 1
    here.group.clock.go_on(hours=2)
    await here.messenger.edit(to, CORRECTED, KEY, str(post.id))
    with pytest.raises(SendPostponed, match="30046") as postponed:
        await here.messenger.edit(to, LESSON, KEY, str(post.id))
    assert postponed.value.after == 3600


async def test_what_was_deleted_or_is_another_s_can_t_be_changed(here: Here) -> None:
    to = here.to()
    post = await here.send(to)
    theirs = here.group.discord.say(here.group.daily, here.group.mina.user, "Good morning")
    here.group.discord.remove_message(post)
    with pytest.raises(SendRefused, match="post was deleted"):
        await here.messenger.edit(to, CORRECTED, KEY, str(post.id))
    with pytest.raises(SendRefused, match="made by another"):
        await here.messenger.edit(to, CORRECTED, KEY, str(theirs.id))
    with pytest.raises(SendRefused, match="post was deleted"):
        await here.messenger.edit(to, CORRECTED, KEY, "")


# Telling


async def test_whoever_made_the_schedule_is_told_alone_and_once(here: Here) -> None:
    for _ in range(2):
        await here.messenger.tell(here.to(), NOTICE, "notice-1")
    (told,) = direct(here, here.group.admin.id)
    assert "lacks Send Messages" in texts_of(told)
    assert labels_of(told) == ["Look again"]
    assert not told.flags & Flag.EPHEMERAL
    await here.messenger.tell(here.to(), NOTICE, "notice-2")
    assert len(direct(here, here.group.admin.id)) == 2


async def test_a_notice_that_was_read_and_deleted_does_not_come_back(here: Here) -> None:
    await here.messenger.tell(here.to(), NOTICE, "notice-1")
    here.group.discord.remove_message(direct(here, here.group.admin.id)[0])
    await here.messenger.tell(here.to(), NOTICE, "notice-1")
    assert direct(here, here.group.admin.id) == []


@pytest.mark.parametrize("owner", ["closed", "nobody", "gone"])
async def test_else_the_server_s_owner_is_told(here: Here, owner: str) -> None:
    to = here.to()
    if owner == "closed":
        here.group.admin.user.takes_dms = False
    else:
        to = replace(to, owner={"nobody": "", "gone": "123456"}[owner])
    await here.messenger.tell(to, NOTICE, "notice-1")
    (told,) = here.owner()
    assert "lacks Send Messages" in texts_of(told)


@pytest.mark.parametrize("where", ["system_channel", "public_updates_channel"])
async def test_else_it_is_said_where_the_server_says_such_things(here: Here, where: str) -> None:
    discord = here.group.discord
    here.group.admin.user.takes_dms = discord.state.owner.takes_dms = False
    room = discord.channel(here.guild, "room")
    setattr(here.guild, where, room.id)
    discord.outage(here.guild)
    discord.recover(here.guild)
    await here.heard()
    await here.messenger.tell(here.to(), NOTICE, "notice-1")
    (told,) = posted(discord, room)
    assert "lacks Send Messages" in texts_of(told)
    discord.overwrite(room, discord.bot, deny=May.SEND_MESSAGES)
    await here.heard()
    with pytest.raises(SendRefused, match="nobody could be told"):
        await here.messenger.tell(here.to(), NOTICE, "notice-2")


async def test_if_nobody_can_be_told_that_is_said(here: Here) -> None:
    here.group.admin.user.takes_dms = here.group.discord.state.owner.takes_dms = False
    with pytest.raises(SendRefused, match=r"nobody could be told.*Privacy Settings.*50007"):
        await here.messenger.tell(here.to(), NOTICE, "notice-1")


async def test_a_notice_that_got_no_answer_is_told_to_nobody_else(here: Here) -> None:
    here.group.discord.faults.next("POST", MESSAGES, Fault.DROP_AFTER)
    with pytest.raises(Exception, match="not known"):
        await here.messenger.tell(here.to(), NOTICE, "notice-1")
    assert here.owner() == []
    await here.messenger.tell(here.to(), NOTICE, "notice-1")
    assert len(direct(here, here.group.admin.id)) == 1


# Refusals that name the mend


@pytest.mark.parametrize(
    ("taken", "named"),
    [
        (May.SEND_MESSAGES, r"lacks Send Messages(, Embed Links)? in #daily.*Edit Channel.*allow"),
        (May.EMBED_LINKS, r"lacks Embed Links in #daily.*Permissions"),
        (May.READ_MESSAGE_HISTORY, r"lacks Read Message History in #daily.*Permissions"),
    ],
)
async def test_a_missing_permission_is_named_and_where_to_give_it(
    here: Here, taken: int, named: str
) -> None:
    here.group.discord.overwrite(here.group.daily, here.group.discord.bot, deny=taken)
    await here.heard()
    before = len(here.requests())
    with pytest.raises(SendRefused, match=named):
        await here.send(here.to())
    assert len(here.requests()) == before


async def test_a_channel_that_is_gone_names_both_ways_out(here: Here) -> None:
    here.group.discord.remove_channel(here.group.daily)
    await here.heard()
    with pytest.raises(SendRefused, match=r"gone, or .*allow Homeroom View Channel.*/schedule add"):
        await here.messenger.send(here.to(), LESSON, KEY)


async def test_a_forum_that_wants_a_tag_names_them(here: Here) -> None:
    forum = here.group.discord.channel(
        here.guild, "forum", Kind.FORUM, tags=["lesson", "talk"], require_tag=True
    )
    await here.heard()
    with pytest.raises(SendRefused, match=r"need a tag.*/schedule change: lesson, talk"):
        await here.messenger.send(here.to(forum), LESSON, KEY)


async def test_a_server_that_was_left_says_how_to_come_back(here: Here) -> None:
    here.group.discord.kick(here.guild)
    await here.heard()
    with pytest.raises(SendRefused, match=r"not on that server any more.*invitation"):
        await here.messenger.send(here.to(), LESSON, KEY)


# The budget and the clock


async def test_what_was_sent_after_its_turn_and_what_was_not_leave_on_one_budget(
    here: Here,
) -> None:
    here.group.discord.rates.set_global(50, 1.0)
    rooms = [here.group.discord.channel(here.guild, f"room-{n}") for n in range(70)]
    await here.heard()

    async def post(room: Channel) -> None:
        assert await here.messenger.turn(here.to(room)) == 0
        await here.messenger.send(here.to(room), LESSON, KEY)
        assert await here.messenger.find(here.to(room), KEY, here.group.clock.now())

    await asyncio.gather(*(post(room) for room in rooms))
    assert here.group.discord.rates.exceeded == 0
    assert all(len(posted(here.group.discord, room)) == 1 for room in rooms)


async def test_a_pause_for_the_whole_bot_holds_everything_back(here: Here) -> None:
    rooms = [here.group.discord.channel(here.guild, f"room-{n}") for n in range(3)]
    await here.heard()
    here.group.discord.faults.next("POST", MESSAGES, Fault.RATE_LIMIT_GLOBAL, wait=90)
    with pytest.raises(SendPostponed) as postponed:
        await here.send(here.to(rooms[0]))
    assert postponed.value.after == pytest.approx(90)
    before = len(here.group.discord.attempts)
    assert await here.messenger.turn(here.to(rooms[1])) == pytest.approx(90, abs=5)
    for step in (here.send(here.to(rooms[1])), here.messenger.tell(here.to(), NOTICE, "n")):
        with pytest.raises(SendPostponed) as postponed:
            await step
        assert postponed.value.after == pytest.approx(90, abs=5)
    assert len(here.group.discord.attempts) == before


async def test_a_pause_for_one_channel_holds_back_no_other(here: Here) -> None:
    here.group.discord.faults.next("POST", MESSAGES, Fault.RATE_LIMIT_ROUTE, wait=90)
    with pytest.raises(SendPostponed):
        await here.send(here.to())
    assert await here.messenger.turn(here.to()) == 0
    lounge = here.group.discord.channel(here.guild, "lounge")
    await here.heard()
    await here.send(here.to(lounge))


async def test_the_clocks_are_compared_at_every_answer(here: Here) -> None:
    assert here.messenger.skew == dt.timedelta()
    source = here.group.discord.clock.source
    here.group.discord.clock.source = lambda: source() - 300
    await here.send(here.to())
    assert here.messenger.skew is not None
    assert abs(here.messenger.skew + dt.timedelta(minutes=5)) < dt.timedelta(seconds=2)
    here.group.discord.clock.source = source
    await here.messenger.find(here.to(), KEY, here.group.clock.now())
    assert here.messenger.skew == dt.timedelta()
    assert DiscordMessenger(Link(), Pace()).skew is None

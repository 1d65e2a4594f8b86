"""Posts changed and people told on a local Slack, with the real library."""

import datetime as dt
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.app import assembled
from bot.core.ports import Messenger
from bot.core.reply import Button, Buttons, Heading, Text, reply
from bot.core.skew import Skew
from bot.domain.subscription import Subscription
from bot.errors import SendInDoubt, SendPostponed, SendRefused
from bot.platforms.slack.admission.clients import Clients, new_session
from bot.platforms.slack.admission.timing import Timed
from bot.platforms.slack.joining import Setup, on_slack
from bot.platforms.slack.posting.messenger import SlackMessenger
from bot.platforms.slack.posting.pace import CHANGES_PER_MINUTE, Pace
from bot.settings import load
from tests.fakes.clock import FakeClock
from tests.fakes.team import metadata_key, spelling, team
from tests.fakes.workspaces import FakeWorkspaces
from tests.local_slack.blockkit import labels_of, pings_in, text_shown
from tests.local_slack.people import Person
from tests.local_slack.server import LocalSlack, local_slack
from tests.local_slack.world import Channel, Message, Workspace

KEY = "7-20260116"
POST = reply(
    Heading("A lesson", emoji="📗"),
    Text("Naver is out <!channel>."),
    Buttons((Button("Read on", "/read l1"),)),
    line="/lesson l1",
)
CORRECTED = replace(POST, blocks=(POST.blocks[0], Text("Naver is in <!channel>."), POST.blocks[2]))
LONG = replace(POST, blocks=(*POST.blocks[:2], Text("Naver & others are in. " * 400),
                             POST.blocks[2]))  # fmt: skip
NOTICE = reply(
    Heading("Lessons have stopped"),
    Text("In #daily, since Homeroom is not in it. <!channel>"),
    Buttons((Button("Look again", "/schedule list"),)),
)


@dataclass
class Here:
    slack: LocalSlack
    space: Workspace
    daily: Channel
    ada: Person
    mina: Person
    clock: FakeClock
    workspaces: FakeWorkspaces
    messenger: SlackMessenger
    others: list[str]

    @property
    def to(self) -> Subscription:
        return Subscription(
            7,
            "slack",
            self.daily.id,
            (dt.time(9),),
            ZoneInfo("UTC"),
            "course",
            server=self.space.id,
            owner=f"{self.space.id}.{self.ada.id}",
        )

    async def send(self) -> Message:
        ts = await self.messenger.send(self.to, POST, KEY)
        return next(one for one in self.daily.said if one.ts == ts)

    def told(self, person: Person) -> list[Message]:
        return self.slack.direct(person.user).said


@pytest.fixture
async def here() -> AsyncIterator[Here]:
    clock = FakeClock()
    skew = Skew(clock)
    async with local_slack() as slack, new_session([Timed(skew, clock)]) as session:
        slack.clock.source = lambda: clock.now().timestamp()
        space = slack.workspace("Study team")
        ada, mina = slack.person(space, "Ada"), slack.person(space, "Mina")
        daily = slack.channel(space, "daily", members=[ada, mina])
        workspaces = FakeWorkspaces(Clients(session, slack.api_url), {space.id: space.token})
        others: list[str] = []

        async def who_else(_server: str) -> Collection[str]:
            return others

        messenger = SlackMessenger(workspaces, Pace(60_000, 0.0), clock, skew=skew, others=who_else)
        yield Here(slack, space, daily, ada, mina, clock, workspaces, messenger, others)
        assert slack.refusals == []


async def test_a_post_is_changed_and_is_still_found_by_its_key(here: Here) -> None:
    post = await here.send()
    for _ in range(2):
        await here.messenger.edit(here.to, CORRECTED, KEY, post.ts)
    assert "Naver is in" in text_shown(post.blocks)
    assert "Naver is in" in post.text
    assert labels_of(post.blocks) == ["Read on"]
    assert metadata_key(post) == KEY
    assert pings_in({"text": post.text, "blocks": post.blocks}) == []
    assert await here.messenger.find(here.to, KEY, here.clock.now()) == post.ts
    assert len(here.daily.said) == 1


async def test_a_long_correction_keeps_within_what_an_update_takes(here: Here) -> None:
    post = await here.send()
    await here.messenger.edit(here.to, LONG, KEY, post.ts)
    assert len(post.text) <= 4_000


@pytest.mark.parametrize(
    ("trouble", "why"),
    [
        ("deleted", "post was deleted"),
        ("another's", "only the app that made it"),
        ("window", r"not let messages be changed so late.*settings"),
        ("archived", "archived or frozen"),
    ],
)
async def test_what_can_t_be_changed_says_why(here: Here, trouble: str, why: str) -> None:
    post = await here.send()
    match trouble:
        case "deleted":
            post.deleted = True
        case "another's":
            post.by = here.mina.id
        case "window":
            here.slack.edit_window = 300
            here.clock.go_on(minutes=6)
        case _:
            here.daily.archived = True
    with pytest.raises(SendRefused, match=why):
        await here.messenger.edit(here.to, CORRECTED, KEY, post.ts)
    assert "Naver is out" in post.text


async def test_changes_keep_to_their_own_rate_and_hold_up_no_post(here: Here) -> None:
    changes = Pace(CHANGES_PER_MINUTE, 0, longest=0)
    messenger = SlackMessenger(here.workspaces, Pace(60_000, 0.0), here.clock, changes=changes)
    post = await here.send()
    await messenger.edit(here.to, CORRECTED, KEY, post.ts)
    with pytest.raises(SendPostponed, match="too much is changed") as postponed:
        await messenger.edit(here.to, POST, KEY, post.ts)
    assert 1 < postponed.value.after < 60 / 40
    assert "Naver is in" in post.text
    assert await messenger.turn(here.to) == 0


async def test_a_pause_for_changes_is_kept_and_posts_go_on(here: Here) -> None:
    post = await here.send()
    here.slack.faults.add("chat.update", "429")
    here.slack.faults.retry_after = 30
    for _ in range(2):
        with pytest.raises(SendPostponed):
            await here.messenger.edit(here.to, CORRECTED, KEY, post.ts)
    assert sum(call.method == "chat.update" for call in here.slack.calls) == 1
    assert await here.messenger.turn(here.to) == 0


async def test_slack_never_knows_a_post_again_and_has_nothing_to_follow_up(here: Here) -> None:
    post = await here.send()
    before = len(here.slack.calls)
    assert here.messenger.repeatable(here.to) == dt.timedelta()
    await here.messenger.follow(here.to, POST, post.ts)
    assert len(here.slack.calls) == before


async def test_while_posts_rest_turns_are_told_for_how_long(here: Here) -> None:
    here.slack.faults.add("chat.postMessage", "429")
    here.slack.faults.retry_after = 30
    with pytest.raises(SendPostponed):
        await here.messenger.send(here.to, POST, KEY)
    assert 25 < await here.messenger.turn(here.to) <= 30


async def test_whoever_made_the_schedule_is_told_alone(here: Here) -> None:
    await here.messenger.tell(here.to, NOTICE, "notice-1")
    (told,) = here.told(here.ada)
    assert "Homeroom is not in it" in told.text
    assert labels_of(told.blocks) == ["Look again"]
    assert told.ephemeral_for is None
    assert pings_in({"text": told.text, "blocks": told.blocks}) == []
    assert here.daily.said == []
    assert told.metadata == {"event_type": "homeroom_notice", "event_payload": {"key": "notice-1"}}


async def test_commands_are_named_as_one_types_them_on_slack(here: Here) -> None:
    pace = Pace(60_000, 0.0)
    respelled = spelling().respelled
    messenger = SlackMessenger(here.workspaces, pace, here.clock, respelled=respelled)
    await messenger.tell(here.to, reply(Text("Type /schedule list, and press Resume.")), "notice-2")
    (told,) = here.told(here.ada)
    assert "/homeroom schedule list" in told.text
    await messenger.send(here.to, reply(Text("To practise, type /streak.")), KEY)
    (post,) = here.daily.said
    assert "/homeroom streak" in post.text


@pytest.mark.parametrize("owner", ["left", "", "U404"])
async def test_else_those_are_told_who_look_after_the_lessons(here: Here, owner: str) -> None:
    here.others += ["U0405", here.mina.id, here.ada.id]
    if owner == "left":
        here.ada.user.marks = frozenset({"deleted"})
    to = here.to if owner == "left" else replace(here.to, owner=owner)
    await here.messenger.tell(to, NOTICE, "notice-1")
    assert len(here.told(here.mina)) == 1
    assert here.told(here.ada) == []


async def test_if_nobody_can_be_told_that_and_its_mend_are_said(here: Here) -> None:
    here.slack.messages_tab = False
    with pytest.raises(SendRefused, match=r"/schedule managers.*Messages tab is off.*App Home"):
        await here.messenger.tell(here.to, NOTICE, "notice-1")
    with pytest.raises(SendRefused, match="nobody could be told"):
        await here.messenger.tell(replace(here.to, owner=""), NOTICE, "notice-1")


@pytest.mark.parametrize("trouble", ["drop after", "500 after", "429", "error:token_revoked"])
async def test_what_is_not_about_one_person_is_told_to_nobody_else(
    here: Here, trouble: str
) -> None:
    here.others.append(here.mina.id)
    here.slack.faults.add("chat.postMessage", trouble)
    with pytest.raises((SendInDoubt, SendPostponed, SendRefused)):
        await here.messenger.tell(here.to, NOTICE, "notice-1")
    assert here.told(here.mina) == []


@pytest.mark.parametrize("seconds", [-600, 0, 120])
async def test_the_clocks_are_compared_at_every_answer(here: Here, seconds: float) -> None:
    measured = [here.messenger.skew]
    here.slack.clock.source = lambda: here.clock.now().timestamp() + seconds
    await here.send()
    measured.append(here.messenger.skew)
    before, off = measured
    assert before is None
    assert off is not None
    assert abs(off - dt.timedelta(seconds=seconds)) < dt.timedelta(seconds=2)


async def test_what_is_put_together_knows_who_manages_and_what_time_it_is_there(
    tmp_path: Path,
) -> None:
    messengers: dict[str, Messenger] = {}
    async with team(tmp_path) as there:
        setup = Setup(
            bot_token=there.space.token, app_token=there.slack.app_token, api=there.slack.api_url
        )
        async with (
            assembled(load(there.settings()), there.clock) as home,
            on_slack(setup, spelling(), home.dispatcher, home.engine, there.clock, messengers, {}),
        ):
            await home.store.set_managers("slack", there.space.id, there.mina.id)
            to = Subscription(7, "slack", there.daily.id, (dt.time(9),), ZoneInfo("UTC"), "c",
                              server=there.space.id)  # fmt: skip
            await messengers["slack"].tell(to, NOTICE, "notice-1")
            assert len(there.slack.direct(there.mina.user).said) == 1
            assert messengers["slack"].skew == dt.timedelta()

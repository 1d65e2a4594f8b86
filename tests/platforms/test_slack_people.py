import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.core.request import Asker, Rank
from bot.errors import SendPostponed, SendRefused
from bot.platforms.slack.knowing.people import People
from bot.storage.store import SqlStore
from tests.fakes.clock import FakeClock
from tests.fakes.slack_web import TOKENS, SlackWeb, slack_web
from tests.fakes.store import records
from tests.fakes.workspaces import FakeWorkspaces

SEOUL = ZoneInfo("Asia/Seoul")


@dataclass
class Here:
    slack: SlackWeb
    workspaces: FakeWorkspaces
    store: SqlStore
    clock: FakeClock
    people: People

    async def rank(self, user: str = "U1", server: str = "T1") -> Rank:
        return (await self.people.asker(server, user, rank=True)).rank


@pytest.fixture
async def here() -> AsyncIterator[Here]:
    async with slack_web() as slack, records() as store:
        workspaces, clock = FakeWorkspaces(slack.clients, TOKENS), FakeClock()
        slack.person("U1")
        people = People(workspaces, store, clock, patience=0.3)
        yield Here(slack, workspaces, store, clock, people)


async def test_who_asks_has_their_own_language_and_zone(here: Here) -> None:
    asker = await here.people.asker("T1", "U1", rank=False)
    assert asker == Asker("T1.U1", "ko", Rank.LEARNER, SEOUL)
    ((method, token, body),) = here.slack.calls
    assert (method, token) == ("users.info", TOKENS["T1"])
    assert body == {"user": "U1", "include_locale": "1"}


@pytest.mark.parametrize(
    ("about", "language", "zone"),
    [
        ({"locale": "en-GB", "tz": "Europe/London"}, "en", ZoneInfo("Europe/London")),
        ({"locale": "pt_BR", "tz": "Mars/Olympus"}, "pt", None),
        ({"locale": None, "tz": None}, "en", None),
        ({"locale": "", "tz": ""}, "en", None),
        ({"locale": 7, "tz": 9}, "en", None),
        ({"locale": "-x", "tz": "../../etc/passwd"}, "en", None),
        ({"tz": "/etc/passwd"}, "ko", None),
        ({"tz": "America"}, "ko", None),
        ({"tz": "x" * 5000}, "ko", None),
        ({"tz": "\0"}, "ko", None),
    ],
)
async def test_what_makes_no_sense_is_left_out(
    here: Here, about: dict[str, Any], language: str, zone: ZoneInfo | None
) -> None:
    here.slack.person("U1", **about)
    asker = await here.people.asker("T1", "U1", rank=False)
    assert (asker.language, asker.zone) == (language, zone)


@pytest.mark.parametrize("mark", ["is_admin", "is_owner", "is_primary_owner"])
async def test_admins_are_those_of_slack(here: Here, mark: str) -> None:
    assert await here.rank() is Rank.LEARNER
    here.slack.person("U1", **{mark: True})
    here.clock.go_on(seconds=61)
    assert await here.rank() is Rank.ADMIN


async def test_managers_are_those_whom_admins_named(here: Here) -> None:
    await here.store.set_managers("slack", "T1", "U0 U1 U11")
    assert await here.rank() is Rank.MANAGER
    here.slack.person("U", team_id="T1")
    assert await here.rank("U") is Rank.LEARNER
    await here.store.set_managers("slack", "T1", "U11")
    assert await here.rank() is Rank.LEARNER


OUTSIDE = [
    {"is_restricted": True},
    {"is_restricted": True, "is_ultra_restricted": True},
    {"is_bot": True},
    {"deleted": True},
    {"is_stranger": True},
    {"team_id": "T9"},
    {"team_id": None},
    {"team_id": "T9", "enterprise_user": {"teams": ["T8", "T9"], "is_admin": True}},
]


@pytest.mark.parametrize("about", OUTSIDE)
async def test_guests_bots_and_strangers_are_learners_whatever_else_is_said(
    here: Here, about: dict[str, Any]
) -> None:
    await here.store.set_managers("slack", "T1", "U1")
    here.slack.person("U1", **{"is_admin": True, "is_owner": True, **about})
    assert await here.rank() is Rank.LEARNER


async def test_in_an_organisation_one_belongs_to_several_workspaces(here: Here) -> None:
    about = {"team_id": "T9", "enterprise_user": {"teams": ["T1", "T9"]}}
    here.slack.person("U1", is_admin=True, **about)
    assert await here.rank() is Rank.ADMIN


async def test_a_rank_is_not_older_than_a_minute_but_a_profile_may_be(here: Here) -> None:
    here.slack.person("U1", is_admin=True)
    assert await here.rank() is Rank.ADMIN
    here.slack.person("U1", locale="en-US")
    here.clock.go_on(seconds=59)
    assert await here.rank() is Rank.ADMIN
    here.clock.go_on(seconds=2)
    assert (await here.people.asker("T1", "U1", rank=False)).language == "ko"
    assert await here.rank() is Rank.LEARNER
    assert (await here.people.asker("T1", "U1", rank=False)).language == "en"
    assert here.slack.asked("users.info") == 2


async def test_no_rank_is_looked_for_where_none_is_needed(here: Here) -> None:
    here.slack.person("U1", is_admin=True)
    assert (await here.people.asker("T1", "U1", rank=False)).rank is Rank.LEARNER


async def test_a_clock_that_was_set_back_keeps_nobody_an_admin(here: Here) -> None:
    here.slack.person("U1", is_admin=True)
    assert await here.rank() is Rank.ADMIN
    here.slack.person("U1")
    here.clock.go_on(hours=-3)
    assert await here.rank() is Rank.LEARNER


async def test_the_same_id_in_another_workspace_is_somebody_else(here: Here) -> None:
    here.slack.person("U1", is_admin=True)
    await here.store.set_managers("slack", "T2", "U1")
    assert await here.rank() is Rank.ADMIN
    assert await here.rank(server="T2") is Rank.LEARNER
    assert (await here.people.asker("T2", "U1", rank=False)).id == "T2.U1"


TROUBLES = ["drop", "hang", "429", "500", "text", "garbled", "binary", 'garbled:{"ok": true}',
            "error:user_not_found", "error:missing_scope", "error:internal_error"]  # fmt: skip


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_whom_slack_does_not_name_is_a_learner(
    here: Here, trouble: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await here.store.set_managers("slack", "T1", "U1")
    here.slack.always["users.info"] = trouble
    asker = await here.people.asker("T1", "U1", rank=True)
    assert asker == Asker("T1.U1", "en", Rank.LEARNER, None)
    assert "xoxb" not in caplog.text


async def test_what_slack_told_before_stands_but_for_the_rank(here: Here) -> None:
    here.slack.person("U1", is_admin=True)
    assert await here.rank() is Rank.ADMIN
    here.slack.always["users.info"] = "500"
    here.clock.go_on(hours=1)
    asker = await here.people.asker("T1", "U1", rank=True)
    assert asker == Asker("T1.U1", "ko", Rank.LEARNER, SEOUL)


@pytest.mark.parametrize(
    "trouble",
    [SendRefused(why="not installed"), SendPostponed(why="not now"), OSError("no database")],
)
async def test_without_a_token_everybody_is_a_learner(here: Here, trouble: Exception) -> None:
    here.workspaces.trouble = trouble
    assert await here.people.asker("T1", "U1", rank=True) == Asker("T1.U1")


async def test_while_slack_asks_for_a_pause_it_is_left_alone(here: Here) -> None:
    here.slack.troubles["users.info"] = ["429"]
    for _ in range(3):
        assert (await here.people.asker("T1", "U1", rank=True)).language == "en"
    assert here.slack.asked("users.info") == 1


class _Broken(SqlStore):
    async def managers(self, platform: str, server: str) -> str:
        raise OSError


async def test_records_that_can_not_be_read_make_nobody_a_manager(here: Here) -> None:
    people = People(here.workspaces, _Broken(here.store._engine), here.clock)
    assert (await people.asker("T1", "U1", rank=True)).rank is Rank.LEARNER

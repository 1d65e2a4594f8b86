import asyncio
import datetime as dt
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore
from sqlalchemy import MetaData, String, Table, Text

from bot.errors import BadTokenKey, SendPostponed, SendRefused
from bot.platforms.slack.admission.installations import SECRET, Site
from bot.platforms.slack.admission.purging import removal
from bot.platforms.slack.admission.tokens import Cipher, Unreadable, new_key
from bot.storage.tables import metadata
from tests.fakes.slack_installed import KEY, Installed, installed


def _sdk_tables() -> list[Table]:
    theirs, store = MetaData(), AsyncSQLAlchemyInstallationStore
    return [
        store.build_bots_table(theirs, "slack_bots"),
        store.build_installations_table(theirs, "slack_installations"),
        AsyncSQLAlchemyOAuthStateStore.build_oauth_states_table(theirs, "slack_oauth_states"),
    ]


@pytest.mark.parametrize("theirs", _sdk_tables(), ids=lambda table: table.name)
def test_our_tables_are_those_of_slack_s_library(theirs: Table) -> None:
    ours = metadata.tables[theirs.name]
    assert {column.name for column in ours.c} == {column.name for column in theirs.c}
    for column in theirs.c:
        own = ours.c[column.name]
        assert (own.nullable, own.primary_key) == (column.nullable, column.primary_key)
        if isinstance(column.type, String):
            assert isinstance(own.type, Text) or _length(own.type) >= _length(column.type)
        else:
            assert type(own.type) is type(column.type)
        if column.name in SECRET:
            assert isinstance(own.type, Text)


def _length(kind: object) -> int:
    assert isinstance(kind, String)
    return kind.length or 0


def test_tokens_are_encrypted_with_the_first_key_and_decrypted_with_any() -> None:
    old, new = new_key(), new_key()
    kept = Cipher(old).encrypt("xoxb-1")
    both = Cipher(f" {new}, {old} ,")
    assert both.decrypt(kept) == "xoxb-1"
    assert Cipher(new).decrypt(both.renewed(kept)) == "xoxb-1"
    with pytest.raises(Unreadable):
        Cipher(new).decrypt(kept)
    assert "xoxb" not in kept


@pytest.mark.parametrize(
    ("keys", "why"),
    [("", "there is none"), (",", "there is none"), (f"{KEY},abc", "number 2 of its keys is none")],
    ids=["empty", "only a comma", "the second"],
)
def test_a_key_that_is_none_is_told_without_it(keys: str, why: str) -> None:
    with pytest.raises(BadTokenKey, match=why) as told:
        Cipher(keys)
    assert "homeroom slack key" in str(told.value)
    assert KEY not in str(told.value)
    assert told.value.__cause__ is None


async def test_each_workspace_has_its_own_token(tmp_path: Path) -> None:
    async with installed(tmp_path) as it:
        await it.admit("T1")
        await it.admit("T2", enterprise_id="E1")
        assert it.news == ["+T1", "+T2"]
        assert [await it.token("T1"), await it.token("T2")] == ["xoxb-T1", "xoxb-T2"]
        voice = await it.workspaces.voice("T2")
        assert (voice.enterprise, voice.bot_user, voice.bot) == ("E1", "UT2", "BT2")
        assert sorted(await it.workspaces.servers()) == ["T1", "T2"]
        assert it.api.calls == []
        client = await it.workspaces.client("T1")
        assert (client.retry_handlers, client.timeout) == ([], 10)
        assert await it.workspaces.client("T1") is client
        with pytest.raises(SendRefused, match="not installed"):
            await it.workspaces.client("T3")


async def test_the_database_holds_nothing_readable(tmp_path: Path) -> None:
    async with installed(tmp_path) as it:
        more = {
            "user_token": "xoxp-9",
            "user_refresh_token": "xoxe-9",
            "incoming_webhook_url": "https://example.org/secret-hook",
        }
        await it.admit("T1", rotates=True, **more)
        for secret in (b"xoxb-", b"xoxe-", b"xoxp-", b"secret-hook"):
            assert secret not in it.file()
        found = await it.installations.find(Site("T1", ""))
        assert found is not None
        assert (found.bot_token, found.bot_refresh_token) == ("xoxb-T1", "xoxe-T1")
        assert (found.user_token, found.user_refresh_token) == ("xoxp-9", "xoxe-9")
        assert found.incoming_webhook_url == "https://example.org/secret-hook"


async def test_a_token_survives_a_restart_and_a_new_key(tmp_path: Path) -> None:
    async with installed(tmp_path) as it:
        await it.admit("T1")
        new = new_key()
        again = it.restarted(f"{new},{KEY}")
        assert await again.token("T1") == "xoxb-T1"
        await again.workspaces.sweep()
        assert await again.restarted(new).token("T1") == "xoxb-T1"
        assert await again.restarted(f"{new},{KEY}").token("T1") == "xoxb-T1"


async def test_a_token_without_its_key_stops_only_its_workspace(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with installed(tmp_path) as it:
        await it.admit("T1")
        again = it.restarted(new_key())
        await again.admit("T2")
        for _ in range(3):
            with pytest.raises(SendPostponed, match="can't be decrypted"):
                await again.workspaces.client("T1")
        assert caplog.text.count("can't be decrypted with SLACK_TOKEN_KEY") == 1
        assert await again.token("T2") == "xoxb-T2"
        assert sorted(await again.workspaces.servers()) == ["T1", "T2"]
        await again.workspaces.sweep()
        assert again.news == ["+T2"]
        await again.admit("T1")
        assert await again.token("T1") == "xoxb-T1"


async def test_older_installations_do_not_stay(tmp_path: Path) -> None:
    async with installed(tmp_path) as it:
        await it.admit("T1")
        it.clock.go_on(days=1)
        await it.admit("T1", "xoxb-new")
        assert len(await it.installations.sites()) == 1
        assert await it.token("T1") == "xoxb-new"


async def test_a_token_is_renewed_before_it_runs_out_and_once(tmp_path: Path) -> None:
    async with installed(tmp_path) as it:
        await it.admit("T1", rotates=True)
        it.clock.go_on(hours=9, minutes=58)
        assert await it.token("T1") == "xoxb-T1"
        it.clock.go_on(minutes=3)
        tokens = await asyncio.gather(*(it.token("T1") for _ in range(5)))
        assert set(tokens) == {"xoxb-T1-1"}
        assert it.api.renewals == 1
        kept = await it.installations.find(Site("T1", ""))
        assert kept is not None
        assert kept.bot_token_expires_at is not None
        end = dt.datetime.fromtimestamp(kept.bot_token_expires_at, tz=dt.UTC)
        lasts = end - it.clock.now()
        assert abs(lasts - dt.timedelta(hours=12)) < dt.timedelta(seconds=5)
        assert await it.restarted().token("T1") == "xoxb-T1-1"
        it.clock.go_on(hours=11)
        assert await it.token("T1") == "xoxb-T1-2"
        assert len(await it.installations.sites()) == 1


async def test_a_renewal_that_fails_is_tried_again_until_the_token_runs_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with installed(tmp_path) as it:
        await it.admit("T1", rotates=True)
        it.api.refresh.clear()
        it.clock.go_on(hours=11)
        assert await it.token("T1") == "xoxb-T1"
        assert await it.restarted().token("T1") == "xoxb-T1"
        assert "T1 could not be renewed: invalid_refresh_token" in caplog.text
        it.clock.go_on(hours=1)
        with pytest.raises(SendPostponed, match="could not be renewed") as told:
            await it.token("T1")
        assert told.value.after == 60
        it.api.refresh["xoxe-T1"] = "xoxb-T1"
        with pytest.raises(SendPostponed):
            await it.token("T1")
        it.clock.go_on(minutes=1)
        assert await it.token("T1") == "xoxb-T1-1"
        assert "xoxe-T1" not in caplog.text


async def test_a_token_that_will_never_be_renewed_is_swept_away(tmp_path: Path) -> None:
    async with installed(tmp_path) as it:
        await it.admit("T1", rotates=True)
        it.api.refresh.clear()
        it.clock.go_on(hours=13)
        await it.workspaces.sweep()
        assert it.news == ["+T1", "-T1"]


async def test_an_unreachable_slack_throws_nobody_out(tmp_path: Path) -> None:
    async with installed(tmp_path) as it:
        await it.admit("T1", rotates=True)
        it.api.broken = "oauth.v2.access"
        it.clock.go_on(hours=13)
        with pytest.raises(SendPostponed):
            await it.token("T1")
        it.api.broken = "auth.test"
        await it.workspaces.sweep()
        assert it.news == ["+T1"]


async def _gone(it: Installed) -> None:
    with pytest.raises(SendRefused, match="not installed"):
        await it.workspaces.client("T1")
    assert await it.workspaces.servers() == ["T2"]
    assert it.news == ["+T1", "+T2", "-T1"]
    assert await it.token("T2") == "xoxb-T2"


async def test_a_removal_deletes_the_token_at_once_in_any_order(tmp_path: Path) -> None:
    async with installed(tmp_path) as it:
        await it.admit("T1")
        await it.admit("T2")
        await it.token("T1")
        removed, at = removal(it.workspaces), it.clock.now().timestamp() + 60
        for kind in ("tokens_revoked", "app_uninstalled", "tokens_revoked", "app_uninstalled"):
            event = {"type": kind, "tokens": {"bot": ["UT1"]}}
            await removed("T1", {"event": event, "event_time": int(at)})
        await _gone(it)
        await removed("T9", {"type": "app_uninstalled"})
        await _gone(it)


async def test_a_removal_that_is_told_late_leaves_what_came_after_it(tmp_path: Path) -> None:
    async with installed(tmp_path) as it:
        await it.admit("T1")
        at = int(it.clock.now().timestamp()) + 10
        it.clock.go_on(minutes=1)
        await it.admit("T1", "xoxb-again")
        payload = {"event": {"type": "app_uninstalled"}, "event_time": at}
        await removal(it.workspaces)("T1", payload)
        assert await it.token("T1") == "xoxb-again"
        assert it.news == ["+T1", "+T1"]


@pytest.mark.parametrize("word", ["token_revoked", "account_inactive", "invalid_auth"])
async def test_a_call_with_a_dead_token_forgets_it(tmp_path: Path, word: str) -> None:
    async with installed(tmp_path) as it:
        await it.admit("T1")
        await it.admit("T2")
        client = await it.workspaces.client("T1")
        del it.api.tokens["xoxb-T1"]
        it.api.word = word
        calls = (client.chat_postMessage(channel="C1", text="hello") for _ in range(3))
        answers = await asyncio.gather(*calls, return_exceptions=True)
        assert all(word in str(answer) for answer in answers)
        await _gone(it)


async def test_a_call_with_an_old_token_leaves_the_new_one(tmp_path: Path) -> None:
    async with installed(tmp_path) as it:
        await it.admit("T1")
        client = await it.workspaces.client("T1")
        del it.api.tokens["xoxb-T1"]
        it.clock.go_on(seconds=30)
        await it.admit("T1", "xoxb-again")
        with pytest.raises(Exception, match="invalid_auth"):
            await client.auth_test()
        assert await it.token("T1") == "xoxb-again"
        assert it.news == ["+T1", "+T1"]


async def test_a_sweep_forgets_dead_tokens_only(tmp_path: Path) -> None:
    async with installed(tmp_path) as it:
        await it.admit("T1")
        await it.admit("T2")
        await it.workspaces.sweep()
        assert it.news == ["+T1", "+T2"]
        del it.api.tokens["xoxb-T1"]
        await it.workspaces.sweep()
        await _gone(it)


async def test_who_is_told_and_fails_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with installed(tmp_path) as it:
        it.listener.deaf = True
        await it.admit("T1")
        await it.admit("T2")
        it.api.tokens.clear()
        await it.workspaces.sweep()
        assert await it.workspaces.servers() == []
        assert caplog.text.count("was not taken in") == 4


async def test_an_organisation_has_one_token_for_its_workspaces(tmp_path: Path) -> None:
    async with installed(tmp_path) as it:
        it.api.workspaces = ["T1", "T2"]
        await it.admit("T0", enterprise_id="E1", is_enterprise_install=True, team_id=None)
        assert it.news == []
        assert sorted(await it.workspaces.servers()) == ["T1", "T2"]
        client = await it.workspaces.client("T2")
        assert (client.token, client.default_params) == ("xoxb-T0", {"team_id": "T2"})
        again = it.restarted()
        assert await again.token("T1") == "xoxb-T0"
        # One that was let in after we asked: its requests name the organisation.
        assert (await again.workspaces.voice("T3", "E1")).enterprise == "E1"
        with pytest.raises(SendRefused):
            await again.workspaces.client("T4")
        assert it.api.asked("auth.teams.list") == 2
        event = {"type": "team_access_revoked", "team_ids": ["T3"]}
        await removal(again.workspaces)("E1", {"event": event})
        assert again.news == ["-T3"]
        await removal(again.workspaces)("E1", {"event": {"type": "app_uninstalled"}})
        assert again.news == ["-T3", "-T1", "-T2"]
        with pytest.raises(SendRefused):
            await again.workspaces.client("T1")


async def test_a_database_that_can_not_be_used_postpones(tmp_path: Path) -> None:
    async with installed(tmp_path) as it:
        await it.admit("T1")
        async with it.engine.begin() as connection:
            await connection.exec_driver_sql("DROP TABLE slack_installations")
        with pytest.raises(SendPostponed, match=r"the database can't be used \(OperationalError\)"):
            await it.restarted().workspaces.client("T1")


def test_new_keys_are_good_and_differ() -> None:
    assert new_key() != new_key()
    Fernet(new_key())

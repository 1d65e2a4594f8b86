from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import ClientResponse, ClientSession, DummyCookieJar
from sqlalchemy import func, select

from bot.platforms.slack.admission.http import AT_ONCE
from bot.platforms.slack.admission.http_server import HttpServer
from bot.platforms.slack.admission.install_words import ENGLISH, KOREAN
from bot.platforms.slack.admission.installations import STATE_SECONDS, States
from bot.platforms.slack.admission.oauth import COOKIE, install_flow
from bot.storage.tables import slack_oauth_states
from tests.fakes.slack_installed import CLIENT_ID, CLIENT_SECRET, Installed, installed

AUTHORIZE = "https://slack.example/authorize"


@dataclass
class Browser:
    """Somebody who adds Homeroom to their workspace."""

    session: ClientSession
    url: str
    it: Installed
    cookie: str = ""
    language: str = "en"

    async def begin(self, query: str = "") -> dict[str, str]:
        """Follow the link; return what Slack is asked."""
        async with self.get(f"/slack/install{query}") as response:
            assert response.status == 302
            self.cookie = response.headers["Set-Cookie"]
            address = urlsplit(response.headers["Location"])
            assert response.headers["Location"].startswith(f"{AUTHORIZE}?")
        return {name: values[0] for name, values in parse_qs(address.query).items()}

    async def back(self, **query: str) -> tuple[int, str]:
        """Come back from Slack; return the page."""
        cookie = self.cookie.partition(";")[0]
        async with self.get("/slack/oauth_redirect", cookie, **query) as response:
            if response.status < 500 and "Set-Cookie" in response.headers:
                assert response.headers["Set-Cookie"].startswith(f"{COOKIE}=deleted")
            assert "style-src 'sha256-" in response.headers["Content-Security-Policy"]
            return response.status, await response.text()

    @asynccontextmanager
    async def get(self, path: str, cookie: str = "", **query: str) -> AsyncIterator[ClientResponse]:
        headers = {"Accept-Language": self.language} | ({"Cookie": cookie} if cookie else {})
        async with self.session.get(
            f"{self.url}{path}", params=query, headers=headers, allow_redirects=False
        ) as response:
            assert response.headers["Referrer-Policy"] == "no-referrer"
            assert response.headers["Cache-Control"] == "no-store"
            yield response


@asynccontextmanager
async def browser(folder: Path, seconds: int = STATE_SECONDS) -> AsyncIterator[Browser]:
    async with installed(folder) as it:
        flow = install_flow(
            client_id=CLIENT_ID,
            client_secret=CLIENT_SECRET,
            scopes=["commands", "chat:write"],
            client=it.api.clients.plain(),
            clock=it.clock,
            installations=it.installations,
            states=States(it.engine, seconds),
            admitted=it.workspaces.admitted,
            authorization_url=AUTHORIZE,
        )
        async with (
            HttpServer(None, it.clock, flow=flow, port=0) as server,
            ClientSession(cookie_jar=DummyCookieJar()) as session,
        ):
            yield Browser(session, f"http://127.0.0.1:{server.port}", it)


async def _states(it: Installed) -> int:
    async with it.engine.connect() as connection:
        count = await connection.execute(select(func.count()).select_from(slack_oauth_states))
        return int(count.scalar_one())


async def test_from_the_link_to_a_token_at_rest(tmp_path: Path) -> None:
    async with browser(tmp_path) as one:
        one.it.api.code("c-1", "T1", "xoxb-secret-1")
        one.it.api.code("c-2", "T2", "xoxb-secret-2")
        asked = await one.begin()
        assert asked == {
            "state": asked["state"],
            "client_id": CLIENT_ID,
            "scope": "commands,chat:write",
        }
        assert one.cookie == (
            f"{COOKIE}={asked['state']}; Secure; HttpOnly; Path=/; Max-Age=300; SameSite=Lax"
        )
        status, page = await one.back(code="c-1", state=asked["state"])
        assert status == 200
        assert "Homeroom has arrived in Team T1." in page
        assert "https://slack.com/app_redirect?app=A1&amp;team=T1" in page
        assert await _states(one.it) == 0

        asked = await one.begin("?team=T2")
        assert asked["team"] == "T2"
        await one.back(code="c-2", state=asked["state"])
        assert one.it.news == ["+T1", "+T2"]
        assert [await one.it.token(team) for team in ("T1", "T2")] == [
            "xoxb-secret-1",
            "xoxb-secret-2",
        ]
        assert (await one.it.workspaces.voice("T1")).bot == "BT1"
        assert b"xoxb-" not in one.it.file()


async def test_a_token_that_runs_out_does_so_by_our_clock(tmp_path: Path) -> None:
    async with browser(tmp_path) as one:
        renewed = {"refresh_token": "xoxe-1"}
        one.it.api.code("c", "T1", "xoxb-T1", expires_in=43_200, **renewed)
        one.it.api.refresh["xoxe-1"] = "xoxb-T1"
        state = (await one.begin())["state"]
        await one.back(code="c", state=state)
        one.it.clock.go_on(hours=9, minutes=55)
        assert await one.it.token("T1") == "xoxb-T1"
        one.it.clock.go_on(minutes=10)
        assert await one.it.token("T1") == "xoxb-T1-1"
        assert b"xoxe-" not in one.it.file()


async def test_an_organisation_can_install_it(tmp_path: Path) -> None:
    async with browser(tmp_path) as one:
        enterprise = {"id": "E1", "name": "Big <Org>"}
        one.it.api.code("c", "T1", "xoxb-org", is_enterprise_install=True, enterprise=enterprise)
        one.it.api.codes["c"]["team"] = None
        one.it.api.workspaces = ["T1", "T2"]
        state = (await one.begin())["state"]
        _, page = await one.back(code="c", state=state)
        assert "Homeroom has arrived in Big &lt;Org&gt;." in page
        assert await one.it.token("T2") == "xoxb-org"


async def test_a_state_is_good_once(tmp_path: Path) -> None:
    async with browser(tmp_path) as one:
        one.it.api.code("c-1", "T1", "xoxb-1")
        one.it.api.code("c-2", "T2", "xoxb-2")
        state = (await one.begin())["state"]
        assert (await one.back(code="c-1", state=state))[0] == 200
        status, page = await one.back(code="c-2", state=state)
        assert (status, ENGLISH.stale in page) == (401, True)
        assert one.it.news == ["+T1"]
        assert one.it.api.asked("oauth.v2.access") == 1


async def test_a_state_is_good_for_a_while_only_and_does_not_stay(tmp_path: Path) -> None:
    async with browser(tmp_path, seconds=-1) as one:
        one.it.api.code("c", "T1", "xoxb-1")
        state = (await one.begin())["state"]
        status, page = await one.back(code="c", state=state)
        assert (status, ENGLISH.stale in page) == (401, True)
        for _ in range(3):
            await one.begin()
        assert await _states(one.it) == 1
        assert one.it.news == []


@pytest.mark.parametrize("cookie", ["", f"{COOKIE}=another", "other={state}"])
async def test_a_state_is_good_in_its_own_browser_only(tmp_path: Path, cookie: str) -> None:
    async with browser(tmp_path) as one:
        one.it.api.code("c", "T1", "xoxb-1")
        state = (await one.begin())["state"]
        one.cookie = cookie.format(state=state)
        status, page = await one.back(code="c", state=state)
        assert (status, ENGLISH.stale in page) == (400, True)
        assert one.it.api.asked("oauth.v2.access") == 0


async def test_a_wrong_code_is_refused_and_not_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with browser(tmp_path) as one:
        state = (await one.begin())["state"]
        status, page = await one.back(code="c-wrong", state=state)
        assert (status, ENGLISH.failed in page) == (401, True)
        assert "c-wrong" not in caplog.text + page


@pytest.mark.parametrize("broken", ["oauth.v2.access", "auth.test"])
async def test_a_fault_at_slack_makes_a_page_too(tmp_path: Path, broken: str) -> None:
    async with browser(tmp_path) as one:
        one.it.api.code("c", "T1", "xoxb-1")
        one.it.api.broken = broken
        state = (await one.begin())["state"]
        status, page = await one.back(code="c", state=state)
        assert (status, ENGLISH.failed in page) == (401, True)
        assert one.it.news == []


@pytest.mark.parametrize("table", ["slack_installations", "slack_bots"])
async def test_a_database_that_fails_makes_a_page_too(tmp_path: Path, table: str) -> None:
    async with browser(tmp_path) as one:
        one.it.api.code("c", "T1", "xoxb-1")
        state = (await one.begin())["state"]
        async with one.it.engine.begin() as connection:
            await connection.exec_driver_sql(f"DROP TABLE {table}")
        status, page = await one.back(code="c", state=state)
        assert (status, ENGLISH.failed in page) == (500, True)
        assert one.it.news == []


async def test_without_states_the_link_says_sorry(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with browser(tmp_path) as one:
        async with one.it.engine.begin() as connection:
            await connection.exec_driver_sql("DROP TABLE slack_oauth_states")
        async with one.get("/slack/install") as response:
            assert (response.status, ENGLISH.failed in await response.text()) == (500, True)
        assert "an installation failed" in caplog.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ko-KR,ko;q=0.9,en;q=0.8", KOREAN),
        ("de, ko;q=0.3", KOREAN),
        ("en-GB;q=0.9, ko;q=0.8", ENGLISH),
        ("ko;q=0", ENGLISH),
        ("ko;q=x", ENGLISH),
    ],
)
async def test_the_page_speaks_the_reader_s_language(
    tmp_path: Path, language: str, words: object
) -> None:
    expected = KOREAN if words is KOREAN else ENGLISH
    async with browser(tmp_path) as one:
        one.language = language
        status, page = await one.back(error="access_denied")
        assert status == 200
        assert f'<html lang="{expected.language}">' in page
        assert expected.cancelled in page
        assert 'href="/slack/install"' in page


@pytest.mark.parametrize("team", ["T1%0d%0aSet-Cookie:%20a=b", "t1", "T1%26scope=admin"])
async def test_only_a_team_is_passed_on(tmp_path: Path, team: str) -> None:
    async with browser(tmp_path) as one:
        asked = await one.begin(f"?team={team}")
        assert set(asked) == {"state", "client_id", "scope"}


async def test_what_stands_in_the_address_is_not_shown(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with browser(tmp_path) as one:
        caplog.set_level("INFO")
        _, page = await one.back(error="<script>alert(1)</script>\nforged line")
        assert "script" not in page
        assert "forged" not in caplog.text


async def test_who_begins_over_and_over_is_told_to_wait(tmp_path: Path) -> None:
    async with browser(tmp_path) as one:
        for _ in range(AT_ONCE):
            await one.begin()
        async with one.get("/slack/install") as response:
            assert (response.status, response.headers["Retry-After"]) == (429, "1")
        assert await _states(one.it) == AT_ONCE
        one.it.clock.go_on(seconds=1)
        await one.begin()

import re
from collections.abc import AsyncIterator
from http.cookies import SimpleCookie

import pytest
from aiohttp import ClientResponse

from bot.errors import PageUnguarded
from bot.platforms.web.door import COOKIE, STAYS
from tests.fakes.school import School, school

TOKEN = "open-sesame-open-sesame"  # noqa: S105 -- a made-up one
EVERYWHERE = "0.0.0.0"  # noqa: S104 -- tested here


@pytest.fixture
async def it() -> AsyncIterator[School]:
    async with school(token=TOKEN) as it:
        yield it


async def sign_in(it: School, token: str = TOKEN, **headers: str) -> ClientResponse:
    data = {"token": token}
    async with it.visitor.post(
        "/sign-in", data=data, headers=headers, allow_redirects=False
    ) as response:
        await response.read()
        return response


async def status(it: School, path: str, **headers: str) -> int:
    async with it.visitor.get(path, headers=headers, allow_redirects=False) as response:
        return response.status


def cookie_in(response: ClientResponse) -> str:
    return next(one for one in response.headers.getall("Set-Cookie") if COOKIE in one)


@pytest.mark.parametrize("host", [EVERYWHERE, "::", "192.0.2.1", "class.example.org"])
async def test_where_others_can_reach_it_a_page_without_a_token_does_not_open(host: str) -> None:
    with pytest.raises(PageUnguarded, match="Set HOMEROOM_PAGE_TOKEN") as refused:
        async with school(host):
            pass
    assert f"would listen on {host}" in str(refused.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.9"])
async def test_a_page_for_this_machine_asks_for_nothing(host: str) -> None:
    async with school(host) as it:
        assert it.classroom.port
        assert not it.classroom._room.door.locked


async def test_a_page_for_all_opens_with_a_token() -> None:
    async with school(EVERYWHERE, token=TOKEN) as it:
        assert await status(it, "/") == 303
        assert await status(it, "/", Authorization=f"Bearer {TOKEN}") == 200


async def test_nothing_is_shown_to_who_has_not_signed_in(it: School) -> None:
    await it.post("One")
    async with it.visitor.get("/", allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (303, "/sign-in")
    for path in ("/api/events", "/api/complete?line=/", "/metrics", "/nowhere"):
        async with it.visitor.get(path) as response:
            assert response.status == 401
            assert response.headers["WWW-Authenticate"] == "Bearer"
            assert await response.json() == {
                "error": "The classroom asks for its token first. Reload the page to sign in."
            }
    assert (await it.say("/shout"))[0] == 401
    assert len(await it.posts.latest("classroom", 50)) == 1
    for path in ("/livez", "/static/mark.svg", "/sign-in"):
        assert await status(it, path) == 200


async def test_who_signs_in_is_let_in_and_may_leave(it: School) -> None:
    response = await sign_in(it)
    assert (response.status, response.headers["Location"]) == (303, "/")
    assert await status(it, "/") == 200
    assert (await it.say("/echo hi"))[0] == 200
    assert await status(it, "/sign-in") == 303
    async with it.visitor.get("/") as page:
        assert '<form class="out" method="post" action="/sign-out">' in await page.text()
    async with it.visitor.post("/sign-out", data={}, allow_redirects=False) as left:
        assert (left.status, left.headers["Location"]) == (303, "/sign-in")
    assert await status(it, "/") == 303


async def test_the_pass_is_not_the_token_and_no_script_reads_it(it: School) -> None:
    cookie = cookie_in(await sign_in(it))
    until = int(it.clock.now().timestamp()) + STAYS
    assert re.fullmatch(
        rf"{COOKIE}={until}\.[0-9a-f]{{64}}; HttpOnly; Max-Age={STAYS}; Path=/; SameSite=Strict",
        cookie,
    )
    assert TOKEN not in cookie


async def test_over_https_the_pass_is_for_https_only(it: School) -> None:
    headers = {"X-Forwarded-Proto": "https"}
    assert "; Secure" in cookie_in(await sign_in(it, **headers))
    async with it.visitor.get("/", headers=headers, cookies=pass_of(it)) as page:
        assert "; Secure" in page.headers["Set-Cookie"]


def pass_of(it: School) -> dict[str, str]:
    return {COOKIE: it.classroom._room.door.new_pass()}


async def test_a_pass_ends_and_can_t_be_made_longer(it: School) -> None:
    cookie = SimpleCookie(cookie_in(await sign_in(it)))[COOKIE].value
    it.visitor.cookie_jar.clear()
    until, _, signature = cookie.partition(".")
    forged = (
        f"{int(until) + 1}.{signature}",
        f"{until}.{'0' * 64}",
        f"{until}.",
        f"{'9' * 40}.{signature}",
        signature,
        "",
    )
    for one in forged:
        assert await status(it, "/", Cookie=f"{COOKIE}={one}") == 303, one
    assert await status(it, "/", Cookie=f"{COOKIE}={cookie}") == 200
    it.clock.go_on(seconds=STAYS)
    assert await status(it, "/", Cookie=f"{COOKIE}={cookie}") == 303


async def test_another_token_voids_all_passes(it: School) -> None:
    cookie = cookie_in(await sign_in(it)).partition(";")[0]
    async with school(token=f"another-{TOKEN}") as other:
        assert await status(other, "/", Cookie=cookie) == 303
    async with school(token=TOKEN) as again:
        assert await status(again, "/", Cookie=cookie) == 200


async def test_a_wrong_token_is_told_and_soon_no_more_are_looked_at(it: School) -> None:
    for _ in range(10):
        assert (await sign_in(it, "not-it-" * 4)).status == 403
    async with it.visitor.post("/sign-in", data={"token": TOKEN}) as response:
        page = await response.text()
        assert (response.status, response.headers["Retry-After"]) == (429, "10")
    assert "Take a breath, and go on in 10 s." in page
    assert TOKEN not in page
    assert await status(it, "/", Authorization=f"Bearer {TOKEN}") == 429
    it.clock.go_on(seconds=10)
    assert (await sign_in(it)).status == 303


async def test_who_is_in_stays_in_while_others_guess(it: School) -> None:
    await sign_in(it)
    for _ in range(20):
        await sign_in(it, "wrong")
    assert await status(it, "/") == 200


async def test_a_script_brings_the_token_along(it: School) -> None:
    for header in (f"Bearer {TOKEN}", f"bearer  {TOKEN}"):
        assert (await it.say("/echo hi", Authorization=header))[0] == 200
    for header in ("Bearer wrong", f"Basic {TOKEN}", TOKEN, "Bearer "):
        assert (await it.say("/echo hi", Authorization=header))[0] == 401


@pytest.mark.parametrize(
    "body", [b"", b"token=", b"tok=1", b"token=%ff%fe", b"\xff", b"a=1&" * 4_000, b"{}"]
)
async def test_what_is_no_token_is_no_fault(it: School, body: bytes) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    async with it.visitor.post("/sign-in", data=body, headers=headers) as response:
        assert response.status == 403
        assert "That is not the token." in await response.text()


async def test_a_token_copied_with_a_space_is_taken(it: School) -> None:
    assert (await sign_in(it, f" {TOKEN}\n")).status == 303


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
)
async def test_other_sites_can_sign_nobody_in_or_out(it: School, headers: dict[str, str]) -> None:
    assert (await sign_in(it, **headers)).status == 403
    await sign_in(it)
    async with it.visitor.post("/sign-out", data={}, headers=headers) as response:
        assert response.status == 403
    assert await status(it, "/") == 200


async def test_only_the_way_in_and_out_take_a_form(it: School) -> None:
    await sign_in(it)
    async with it.visitor.post("/api/say", data={"line": "/shout"}) as response:
        assert response.status == 415


async def test_without_a_token_there_is_no_way_in_or_out() -> None:
    async with school() as it:
        assert await status(it, "/sign-in") == 303
        assert (await sign_in(it, "")).status == 303
        async with it.visitor.get("/") as page:
            assert "sign-out" not in await page.text()


async def test_the_way_in_speaks_korean(it: School) -> None:
    async with it.visitor.get("/sign-in", headers={"Accept-Language": "ko"}) as response:
        page = await response.text()
    assert '<html lang="ko">' in page
    assert "교실 들어가기" in page
    async with it.visitor.post(
        "/sign-in", data={"token": "x"}, headers={"Accept-Language": "ko"}
    ) as response:
        assert "토큰이 맞지 않아요." in await response.text()


async def test_no_answer_holds_the_token(it: School) -> None:
    await sign_in(it)
    for path in ("/", "/sign-in", "/livez", "/nowhere"):
        async with it.visitor.get(path) as response:
            assert TOKEN not in await response.text() + str(response.headers)

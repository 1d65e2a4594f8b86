import pytest

from tests.fakes.school import school

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


@pytest.mark.parametrize("path", ["/", "/livez", "/api/complete", "/nowhere", "/static/mark.svg"])
async def test_every_answer_keeps_to_itself(path: str) -> None:
    async with school() as it, it.visitor.get(path) as response:
        assert response.headers["Content-Security-Policy"] == POLICY
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert "Cross-Origin-Opener-Policy" not in response.headers
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert response.headers["X-Frame-Options"] == "DENY"
        assert response.headers["Permissions-Policy"].startswith("camera=(), ")
        assert response.headers["Server"] == "Homeroom"
        caching = "no-cache" if path.startswith("/static") else "no-store"
        assert response.headers["Cache-Control"] == caching


async def test_over_https_no_other_window_holds_on_to_it() -> None:
    headers = {"X-Forwarded-Proto": "https"}
    async with school() as it, it.visitor.get("/", headers=headers) as response:
        assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("localhost:9999", 200),
        ("LOCALHOST", 200),
        ("127.0.0.1:80", 200),
        ("[::1]:8080", 200),
        ("evil.example", 403),
        ("localhost.evil.example", 403),
        ("127.0.0.1.evil.example", 403),
        ("[::1", 403),
        ("192.168.0.7", 403),
        ("", 403),
    ],
)
async def test_a_page_for_this_machine_answers_to_its_names_only(host: str, status: int) -> None:
    async with school() as it, it.visitor.get("/livez", headers={"Host": host}) as response:
        assert response.status == status
        if status == 403:
            assert await response.json() == {
                "error": "The classroom does not go by this name."
                " Its operator can allow it: HOMEROOM_NAMES."
            }


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("192.168.0.7:8080", 200),
        ("[2001:db8::1]", 200),
        ("localhost", 200),
        ("Class.Example.org", 200),
        ("evil.example", 403),
    ],
)
async def test_a_page_for_everybody_answers_to_addresses_and_the_names_it_was_given(
    host: str, status: int
) -> None:
    everywhere = "0.0.0.0"  # noqa: S104 -- tested here
    open_to_all = school(everywhere, names=("class.example.org",), guarded=True)
    async with open_to_all as it, it.visitor.get("/livez", headers={"Host": host}) as response:
        assert response.status == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://127.0.0.1:{port}"}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://behind.a.proxy"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
async def test_other_sites_can_say_nothing(headers: dict[str, str], status: int) -> None:
    async with school() as it:
        sent = {
            name: value.format(port=it.classroom.port) if name == "Origin" else value
            for name, value in headers.items()
        }
        assert (await it.say("/shout", **sent))[0] == status
        kept = await it.posts.latest("classroom", 50)
    assert len(kept) == (status == 200)


async def test_a_form_can_say_nothing() -> None:
    async with school() as it:
        async with it.visitor.post("/api/say", data={"line": "/shout"}) as response:
            assert response.status == 415
            assert await response.json() == {"error": "The classroom only reads application/json."}
        assert not await it.posts.latest("classroom", 50)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/api/say", 405),
        ("DELETE", "/", 405),
        ("GET", "/static/../page.html", 404),
        ("GET", "/static/%2e%2e/classroom.py", 404),
        ("GET", "/static/..%2fclassroom.py", 404),
        ("GET", "/static/", 403),
    ],
)
async def test_what_is_not_there_is_said_in_words(method: str, path: str, status: int) -> None:
    async with school() as it, it.visitor.request(method, path) as response:
        assert response.status == status
        assert await response.json() == {"error": "There is nothing here. The classroom is at /"}

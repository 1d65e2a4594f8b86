import aiohttp
import pytest

from tests.fakes.school import school

NEXT = (
    '<p><time class="next" datetime="2026-01-17T08:00:00+09:00" data-zone="Asia/Seoul">'
    '2026-01-17 08:00</time></p>\n<p class="zone"><span class="until"></span> Asia/Seoul</p>'
)


async def test_a_private_answer_is_marked() -> None:
    async with school() as it:
        status, answer = await it.say("/echo <b>hi</b>")
    assert status == 200
    eye = answer["html"][answer["html"].index("<svg") : answer["html"].index("</svg>") + 6]
    assert answer == {
        "private": True,
        "html": '<article class="answer" tabindex="-1" lang="en" aria-label="Answer">\n'
        f'<p class="private" lang="en">{eye}Only you see this</p>\n'
        "<p>&lt;b&gt;hi&lt;/b&gt;</p>\n</article>",
        "next": NEXT,
    }


async def test_a_public_answer_becomes_a_post() -> None:
    async with school() as it:
        _, first = await it.say("/shout")
        _, second = await it.say("/shout")
        kept = await it.posts.latest("classroom", 50)
    assert [post.id for post in kept] == [first["post"], second["post"]] == [1, 2]
    assert first == {
        "private": False,
        "html": '<article class="post" data-post-id="1" data-version="210db922" tabindex="-1" '
        'lang="en" aria-label="Answer">\n'
        '<time class="stamp" datetime="2026-01-16T09:00:00+00:00">2026-01-16 09:00 UTC</time>\n'
        "<p>HELLO</p>\n</article>",
        "post": 1,
        "next": NEXT,
    }


async def test_a_mistake_is_explained_and_a_fault_apologised_for() -> None:
    async with school() as it:
        _, mistake = await it.say("/nothing")
        status, fault = await it.say("/crash")
    assert "/nothing" in mistake["html"]
    assert status == 200
    assert "sesame" not in fault["html"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"/echo hi"',
        b"{}",
        b'{"line": 5}',
        b'{"line": null}',
        b'{"line": ["/echo"]}',
        b"\xff\xfe{",
        b"[" * 16_000,
    ],
)
async def test_what_is_no_line_is_refused_in_words(body: bytes) -> None:
    async with school() as it:
        headers = {"Content-Type": "application/json"}
        async with it.visitor.post("/api/say", data=body, headers=headers) as response:
            assert response.status == 400
            assert await response.json() == {
                "error": "The classroom could not read that. Reload the page and try again."
            }


async def test_half_characters_and_long_lines_are_answered() -> None:
    async with school() as it:
        assert (await it.say("/echo \ud800\u202e"))[0] == 200
        assert (await it.say("/echo " + "x" * 10_000))[0] == 200


async def test_too_much_is_refused() -> None:
    async with school() as it:
        status, answer = await it.say("x" * 17_000)
    assert (status, answer) == (
        413,
        {"error": "That is too long to read at once. Make it shorter."},
    )


async def test_somebody_in_a_hurry_is_slowed_down_and_others_are_not() -> None:
    async with school() as it:
        async with it.visitor.get("/"):
            pass
        for _ in range(30):
            assert (await it.say("/echo hi"))[0] == 200
        async with it.visitor.post("/api/say", json={"line": "/echo hi"}) as response:
            assert response.status == 429
            assert response.headers["Retry-After"] == "2"
            assert await response.json() == {
                "error": "That was a lot at once. Take a breath, and go on in 2 s."
            }
        async with (
            aiohttp.ClientSession(str(response.url.origin())) as other,
            other.post("/api/say", json={"line": "/echo hi"}) as answer,
        ):
            assert answer.status == 200
        it.clock.go_on(seconds=2)
        assert (await it.say("/echo hi"))[0] == 200


async def test_inventing_learners_gains_nothing() -> None:
    async with school() as it:
        statuses = []
        for n in range(200):
            status, answer = await it.say("/echo hi", Cookie=f"homeroom_learner={n:022}")
            statuses.append(status)
        async with it.visitor.get("/api/complete", params={"line": "/"}) as response:
            assert response.status == 429
            assert response.headers["Retry-After"] == "1"
            assert await response.json() == answer
        it.clock.go_on(seconds=1)
        async with it.visitor.get("/api/complete", params={"line": "/"}) as response:
            assert response.status == 200
    assert statuses == [200] * 120 + [429] * 80
    assert answer == {"error": "That was a lot at once. Take a breath, and go on in 1 s."}


async def test_a_half_typed_line_is_completed() -> None:
    async with school() as it:
        found = {}
        for line in ("/", "/e", "/add", "/xyz", "hello", "/%ff", ""):
            async with it.visitor.get("/api/complete", params={"line": line}) as response:
                found[line] = await response.json()
    assert found["/e"] == [{"label": "/echo", "value": "/echo "}]
    assert found["/add"] == [{"label": "/add", "value": "/add "}]
    assert len(found["/"]) == 4
    assert found["/xyz"] == found["hello"] == found["/%ff"] == found[""] == []

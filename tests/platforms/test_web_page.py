import re
from typing import Any

import pytest

from bot.core.command import command
from bot.core.context import Context
from bot.core.reply import Reply, Text, reply
from bot.core.request import Rank
from bot.platforms.web.article import version_of
from bot.platforms.web.page import STATIC
from bot.platforms.web.visitor import preferred
from tests.fakes.school import SUBSCRIPTION, note, school


async def test_the_first_lesson_is_on_its_way() -> None:
    async with school() as it, it.visitor.get("/") as response:
        page = await response.text()
    assert "The first lesson is on its way …" in page
    assert 'data-newest="0"' in page


async def test_posts_stand_oldest_first_and_the_newest_is_known() -> None:
    async with school() as it:
        await it.post("One")
        await it.post("Two")
        first, _ = await it.posts.latest("classroom", 2)
        async with it.visitor.get("/") as response:
            page = await response.text()
    assert re.findall(r'<article class="post" data-post-id="(\d+)"', page) == ["1", "2"]
    assert 'data-newest="2"' in page
    assert "on its way" not in page
    assert (
        f'<article class="post" data-post-id="1" data-version="{version_of(first)}" tabindex="-1"'
        ' lang="en" aria-label="One">\n'
        '<time class="stamp" datetime="2026-01-16T09:00:00+00:00">2026-01-16 09:00 UTC</time>\n'
        "<h2>One</h2>\n</article>"
    ) in page


async def test_only_the_newest_fifty_are_shown() -> None:
    async with school() as it:
        for n in range(60):
            await it.post(f"Lesson {n}")
        async with it.visitor.get("/") as response:
            page = await response.text()
    assert len(re.findall("<article", page)) == 50
    assert "Lesson 9<" not in page
    assert "Lesson 59<" in page


async def test_the_board_tells_when_and_what() -> None:
    async with school() as it, it.visitor.get("/") as response:
        page = await response.text()
    assert (
        '<p><time class="next" datetime="2026-01-17T08:00:00+09:00" data-zone="Asia/Seoul">'
        "2026-01-17 08:00</time></p>"
    ) in page
    assert (
        '<li><button type="button" data-fill="/add "><code><b>/add</b> &lt;first&gt; [second]'
        '</code><span class="help">Add two numbers.</span></button></li>'
    ) in page
    assert '<button type="button" data-fill="/shout">' in page


async def test_without_javascript_the_page_says_so() -> None:
    async with school() as it:
        async with it.visitor.get("/") as response:
            page = await response.text()
        async with it.visitor.get("/", headers={"Accept-Language": "ko"}) as response:
            korean = await response.text()
    assert (
        "<noscript><p>Asking needs JavaScript. It works in a terminal too: homeroom chat</p>"
    ) in page
    assert "<noscript><p>물어보려면 JavaScript가 필요해요." in korean


async def test_the_page_speaks_korean() -> None:
    async with school() as it:
        await it.post("독자 AI")
        async with it.visitor.get("/", headers={"Accept-Language": "ko-KR,en;q=0.5"}) as response:
            page = await response.text()
    assert '<html lang="ko">' in page
    assert "이렇게 물어보세요" in page
    assert 'lang="ko" aria-label="독자 AI"' in page


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("ko", "ko"),
        ("KO-kr", "ko"),
        ("fr,ko;q=0.8,en;q=0.7", "ko"),
        ("en;q=0.1, ko;q=0.9", "ko"),
        ("ko;q=0, en", "en"),
        ("ko;q=x", "en"),
        ("de,*", "en"),
    ],
)
def test_the_language_is_the_one_liked_best(header: str, language: str) -> None:
    assert preferred(header) == language


async def test_a_new_learner_gets_an_id_and_keeps_it() -> None:
    async with school() as it:
        async with it.visitor.get("/") as first:
            cookie = first.headers["Set-Cookie"]
        async with it.visitor.get("/") as second:
            assert "Set-Cookie" not in second.headers
        it.visitor.cookie_jar.clear()
        async with it.visitor.get("/", headers={"Cookie": "homeroom_learner=me"}) as forged:
            assert "Set-Cookie" in forged.headers
    assert re.fullmatch(
        r"homeroom_learner=[\w-]{22}; HttpOnly; Max-Age=31536000; Path=/; SameSite=Strict", cookie
    )


async def test_every_file_the_page_names_is_there() -> None:
    async with school() as it:
        async with it.visitor.get("/") as response:
            named = re.findall(r'(?:href|src)="(/static/[^"]+)"', await response.text())
        for path in named:
            async with it.visitor.get(path) as response:
                assert response.status == 200, path
    scripts = {f"./{file.name}" for file in (STATIC / "js").iterdir()}
    for file in (STATIC / "js").iterdir():
        assert set(re.findall(r'from "([^"]+)"', file.read_text("utf-8"))) <= scripts


def test_nothing_is_fetched_from_elsewhere() -> None:
    for file in STATIC.rglob("*.*"):
        text = file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "//" not in re.sub(r"^\s*//.*|/\*.*?\*/", "", text, flags=re.DOTALL | re.MULTILINE)


async def test_what_lessons_say_is_no_markup() -> None:
    async with school() as it:
        await it.messenger.send(SUBSCRIPTION, note('"><img src=x>${board}$board'), "k")
        async with it.visitor.get("/") as response:
            page = await response.text()
    assert "<img" not in page
    assert "&quot;&gt;&lt;img src=x&gt;${board}$board" in page


@command(least=Rank.MANAGER)
async def prune(context: Context) -> Reply:
    """Prune."""
    return reply(Text("Pruned."))


async def test_what_needs_a_rank_is_offered_to_who_sits_at_the_machine() -> None:
    async with school(commands=(prune,)) as it, it.visitor.get("/") as response:
        assert "/prune" in await response.text()
        async with it.visitor.post("/api/say", json={"line": "/prune"}) as said:
            assert "Pruned." in await said.text()


@pytest.mark.parametrize("others", [{"guarded": True}, {"names": ("class.example",)}])
async def test_what_needs_a_rank_is_not_offered_where_others_come_in(
    others: dict[str, Any],
) -> None:
    async with school(commands=(prune,), **others) as it, it.visitor.get("/") as response:
        page = await response.text()
        async with it.visitor.get("/api/complete?line=/pr") as completed:
            assert await completed.json() == []
        async with it.visitor.post("/api/say", json={"line": "/prune"}) as said:
            assert "Pruned." not in await said.text()
    assert "/shout" in page
    assert "/prune" not in page

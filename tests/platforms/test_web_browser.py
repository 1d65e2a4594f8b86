"""The page's own part, in a real browser: what is kept, folded, settled, and how it looks."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.core.command import About, Command, command
from bot.core.context import Context
from bot.core.reply import Button, Buttons, Heading, Reply, Text, reply
from tests.browser.conftest import CHROMIUM, QUIET, REQUIRED
from tests.fakes.school import SUBSCRIPTION, School, school

pytestmark = pytest.mark.skipif(CHROMIUM is None and not REQUIRED, reason="no Chromium here")

LONG = "/echo " + "long " * 390
KEPT = "JSON.parse(sessionStorage.getItem('homeroom-conversation'))"


@command()
async def ask(context: Context) -> Reply:
    """Ask a question, always the same."""
    return reply(
        Heading("Which?", 2), Buttons((Button("A", "/answer a"), Button("B", "/answer b")))
    )


@command()
async def answer(context: Context, choice: Annotated[str, About("A choice.")]) -> Reply:
    """Answer it, always wrongly."""
    return reply(Text("Not quite"))


QUIZ: tuple[Command, ...] = (ask, answer)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        await browser.close()


@asynccontextmanager
async def page_of(
    it: School, browser: Browser, script: str = "", **how: Any
) -> AsyncIterator[Page]:
    """Open the page; any complaint in the console fails the test."""
    complaints: list[str] = []
    context = await browser.new_context(locale="en-GB", **how)
    await context.add_init_script(script)
    page = await context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(f"http://127.0.0.1:{it.classroom.port}/")
    yield page
    assert complaints == []
    await context.close()


async def say(page: Page, line: str) -> Locator:
    """Type a line, and return its answer when it is there."""
    # A post may come by the feed before the answer to what was said before it.
    await expect(page.locator("[aria-busy=true]")).to_have_count(0)
    articles = page.locator("#channel > article")
    before = await articles.count()
    await page.locator("#say").fill(line)
    await page.keyboard.press("Escape")
    await page.keyboard.press("Enter")
    await expect(articles).to_have_count(before + 1)
    return articles.nth(before)


async def in_channel(page: Page) -> list[str]:
    texts = await page.locator("#channel > *").all_inner_texts()
    return [" ".join(text.split()) for text in texts]


async def height(element: Locator) -> float:
    return float(await element.evaluate("element => element.getBoundingClientRect().height"))


async def style(element: Locator, name: str, pseudo: str = "") -> str:
    script = "(element, [name, pseudo]) => getComputedStyle(element, pseudo || null)[name]"
    return str(await element.evaluate(script, [name, pseudo]))


async def test_a_conversation_outlives_a_reload_each_answer_in_its_place(browser: Browser) -> None:
    async with school() as it, page_of(it, browser) as page:
        await say(page, "/echo before all")
        await it.post("One")
        await expect(page.locator(".post")).to_have_count(1)
        await say(page, "/echo <b>first</b>")
        await say(page, "/shout")
        # What everybody sees comes by itself, a moment after the answer.
        await expect(page.locator("#channel > article", has_text="HELLO")).to_have_count(1)
        await say(page, "/echo last")
        before = await in_channel(page)
        await page.reload()
        assert await in_channel(page) == [text for text in before if "on its way" not in text]
        assert await page.locator("#channel b, #channel .fresh").count() == 0
        assert await page.locator("#channel").get_attribute("data-newest") == "2"
        await it.post("Meanwhile")
        await expect(page.locator("#channel > :last-child")).to_contain_text("Meanwhile")
        await page.reload()
        texts = await in_channel(page)
    assert [text.split()[-1] for text in texts] == [
        "all", "all", "One", "<b>first</b>", "<b>first</b>", "/shout", "HELLO", "last", "last",
        "Meanwhile",
    ]  # fmt: skip


async def test_a_post_that_is_corrected_changes_where_it_stands(browser: Browser) -> None:
    async with school() as it:
        for title in ("Tpyo", "Two"):
            await it.post(title)
        async with page_of(it, browser) as page:
            await say(page, "/echo here I am")
            await it.correct("Tpyo", "Typo <b>")
            await expect(page.locator("#channel > article").nth(0)).to_contain_text("Typo <b>")
            texts = await in_channel(page)
            assert [text.split(" UTC")[0].split()[-1] for text in texts][-1] == "am"
            assert len(texts) == 4
            assert "Tpyo" not in " ".join(texts)
            # Its time is in the reader's zone, as that of a new one is; and nobody was moved.
            stamps = page.locator("#channel > .post .stamp")
            assert "UTC" not in await stamps.nth(0).inner_text()
            await expect(page.locator("#new-posts")).to_be_hidden()
            assert await page.locator("#channel").get_attribute("data-newest") == "2"


async def test_a_tab_that_was_hidden_shows_what_was_corrected_meanwhile(browser: Browser) -> None:
    hidden = (
        "Object.defineProperty(document, 'hidden', {get: () => window.away, configurable: true})"
    )
    async with school() as it:
        await it.post("Tpyo")
        async with page_of(it, browser, hidden) as page:
            await page.evaluate(
                "window.away = true; document.dispatchEvent(new Event('visibilitychange'))"
            )
            await it.correct("Tpyo", "Typo")
            await it.post("Two")
            await page.evaluate(
                "window.away = false; document.dispatchEvent(new Event('visibilitychange'))"
            )
            await expect(page.locator("#channel > .post")).to_have_count(2)
            await expect(page.locator("#channel > .post").nth(0)).to_contain_text("Typo")


async def test_an_answered_question_stays_answered(browser: Browser) -> None:
    async with school(commands=QUIZ) as it, page_of(it, browser) as page:
        await say(page, "/ask")
        await say(page, "/ask")
        await page.locator(".choices button").last.click()
        await expect(page.locator("article")).to_have_count(3)
        await page.reload()
        groups = page.locator(".choices")
        await expect(groups.nth(0).locator(":disabled, [aria-pressed]")).to_have_count(0)
        await expect(groups.nth(1).locator("button").nth(0)).to_be_disabled()
        await expect(groups.nth(1).locator("button").nth(1)).to_have_attribute(
            "aria-pressed", "true"
        )
        await groups.nth(0).locator("button").nth(0).click()
        await expect(page.locator("article")).to_have_count(4)
        await page.reload()
        await expect(page.locator(".choices :disabled")).to_have_count(2)


async def test_the_newest_hundred_are_kept(browser: Browser) -> None:
    async with school() as it, page_of(it, browser) as page:
        await say(page, "/echo kept")
        await page.evaluate(
            f"sessionStorage.setItem('homeroom-conversation',"
            f" JSON.stringify(Array.from({{ length: 100 }}, () => {KEPT}[0])))"
        )
        await page.reload()
        await expect(page.locator(".answer")).to_have_count(100)
        await say(page, "/echo newest")
        assert await page.evaluate(f"{KEPT}.length") == 100
        assert await page.evaluate(f"{KEPT}.at(-1).shown") == "/echo newest"


async def test_half_a_million_characters_are_kept(browser: Browser) -> None:
    async with school() as it, page_of(it, browser) as page:
        await say(page, "/echo kept")
        await page.evaluate(
            f"sessionStorage.setItem('homeroom-conversation', JSON.stringify(Array.from("
            f"{{ length: 50 }}, () => ({{ ...{KEPT}[0], shown: 'x'.repeat(10_000) }}))))"
        )
        await page.reload()
        await say(page, "/echo newest")
        assert 40 < await page.evaluate(f"{KEPT}.length") < 50
        assert await page.evaluate("sessionStorage.getItem('homeroom-conversation').length") <= 5e5


@pytest.mark.parametrize(
    "script",
    [
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('no'); } })",
        "Storage.prototype.setItem = () => { throw new Error('full'); }",
        "sessionStorage.setItem('homeroom-conversation', '{broken')",
        "sessionStorage.setItem('homeroom-conversation', '{}')",
    ],
)
async def test_without_a_place_to_keep_it_the_page_goes_on(browser: Browser, script: str) -> None:
    async with school() as it, page_of(it, browser, script) as page:
        await say(page, "/echo one")
        await page.reload()
        await expect(page.locator("#channel > article")).to_have_count(0)
        await expect(await say(page, "/echo two")).to_contain_text("two")


async def test_a_long_line_is_folded_and_leaves_its_answer_in_view(browser: Browser) -> None:
    async with school() as it, page_of(it, browser) as page:
        answered = await say(page, LONG)
        await expect(answered.locator("p").last).to_be_in_viewport()
        line = page.locator(".said .line")
        assert await line.text_content() == await line.get_attribute("title") == LONG.strip()
        folded = await height(line)
        await page.get_by_role("button", name="Show all").click()
        assert await height(line) > 5 * folded
        await page.get_by_role("button", name="Show all", expanded=True).click()
        assert await height(line) == pytest.approx(folded, abs=1)
        await say(page, "/echo short")
        await expect(page.locator(".said .whole:visible")).to_have_count(1)


@pytest.mark.parametrize("touch", [True, False])
async def test_on_a_phone_on_its_side_the_box_is_low(browser: Browser, touch: bool) -> None:
    size = {"width": 740, "height": 360}
    async with school() as it, page_of(it, browser, viewport=size, has_touch=touch) as page:
        await expect(page.locator("#keys")).to_be_hidden()
        assert await height(page.locator("#foot")) < 360 / 5


async def test_without_javascript_asking_stays_here_and_says_why(browser: Browser) -> None:
    async with school() as it, page_of(it, browser, java_script_enabled=False) as page:
        await expect(page.locator("noscript p")).to_be_visible()
        await expect(page.locator("#keys")).to_be_hidden()
        here = page.url
        await page.locator("#say").fill("/help")
        await page.get_by_role("button", name="Ask", exact=True).click()
        await page.locator("#say").press("Enter")
        await expect(page.locator("#say")).to_have_value("/help")
        assert page.url == here


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_taken_choice_looks_neither_right_nor_wrong(browser: Browser, scheme: str) -> None:
    async with school(commands=QUIZ) as it, page_of(it, browser, color_scheme=scheme) as page:
        answered = await say(page, "/ask")
        taken = answered.get_by_role("button", name="A")
        plain = await style(taken, "backgroundColor")
        await taken.click()
        await expect(taken).to_have_attribute("aria-pressed", "true")
        assert await style(taken, "backgroundColor") == plain
        assert await style(taken, "borderColor") == await style(page.locator("body"), "color")
        assert await style(taken, "fontWeight") == "600"


async def test_a_taken_choice_has_a_dot_in_forced_colours_too(browser: Browser) -> None:
    async with school(commands=QUIZ) as it, page_of(it, browser, forced_colors="active") as page:
        answered = await say(page, "/ask")
        taken, other = await answered.locator("button").all()
        await taken.click()
        await expect(taken).to_have_attribute("aria-pressed", "true")
        assert await style(taken, "content", "::after") == '""'
        assert await style(taken, "borderTopColor", "::after") == await style(taken, "color")
        assert await style(other, "content", "::after") == "none"


@pytest.mark.parametrize(("title", "language"), [("Independent AI", "en"), ("독자 AI", "ko")])
async def test_under_a_title_a_part_has_a_small_heading(
    browser: Browser, title: str, language: str
) -> None:
    words = (Heading(title), Heading(title, 2), Heading(title, 3))
    async with school() as it:
        await it.messenger.send(SUBSCRIPTION, reply(*words, private=False), "titled")
        await it.messenger.send(SUBSCRIPTION, reply(*words[1:], private=False), "untitled")
        async with page_of(it, browser) as page:
            titled, untitled = await page.locator(f".post:lang({language})").all()
            small, part = titled.locator("h3"), untitled.locator("h3")
            for name in ("fontSize", "fontFamily", "letterSpacing", "lineHeight", "marginTop"):
                assert await style(small, name) == await style(untitled.locator("h4"), name)
            assert await style(small, "fontSize") == "17px"
            assert await style(part, "fontSize") == "21px"
            assert "serif" in (await style(part, "fontFamily")).split(", ")

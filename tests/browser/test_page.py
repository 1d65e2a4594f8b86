"""The whole program, as a newcomer meets it: the page in a real browser."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, expect

from bot.app import Homeroom, assembled
from bot.app.running import run
from bot.settings import load
from tests.fakes.clock import FakeClock
from tests.fakes.paths import LESSONS

PHONE: ViewportSize = {"width": 360, "height": 740}
LAPTOP: ViewportSize = {"width": 1280, "height": 800}


@dataclass
class Visit:
    homeroom: Homeroom
    clock: FakeClock
    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    async def type(self, text: str) -> None:
        await self.page.locator("#say").press_sequentially(text, delay=10)


@asynccontextmanager
async def visit(
    browser: Browser,
    settings: dict[str, str],
    *,
    size: ViewportSize = LAPTOP,
    start: str = "2026-01-16T00:00:00+00:00",
    locale: str = "en-GB",
) -> AsyncIterator[Visit]:
    """Run the bot and open its page; any complaint in the console fails the test."""
    clock = FakeClock(start)
    all_settings = load({"HOMEROOM_LESSONS_DIR": str(LESSONS), **settings})
    started: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    stop = asyncio.Event()
    async with assembled(all_settings, clock) as homeroom:
        running = asyncio.create_task(run(homeroom, started.set_result, stop.wait))
        try:
            address = await asyncio.wait_for(started, 10)
            context = await browser.new_context(viewport=size, locale=locale)
            page = await context.new_page()
            here = Visit(homeroom, clock, page, address)
            page.on("console", lambda message: here.complaints.append(message.text))
            page.on("pageerror", lambda error: here.complaints.append(str(error)))
            await page.goto(address)
            yield here
            assert here.complaints == []
            await context.close()
        finally:
            stop.set()
            await asyncio.wait_for(running, 10)


async def test_a_newcomer_reads_asks_and_answers(
    browser: Browser, settings: dict[str, str]
) -> None:
    async with visit(browser, settings) as here:
        page = here.page
        lesson = page.locator("article.post")
        await expect(lesson).to_have_count(1)
        await expect(lesson.get_by_role("heading", name="Independent AI")).to_be_visible()

        await here.type("/term AI sov")
        option = page.locator("#suggestions [role=option]").first
        await expect(option).to_have_text("AI Sovereignty")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await expect(page.locator("#say")).to_have_value("/term AI Sovereignty")
        await page.keyboard.press("Enter")
        answer = page.locator("article.answer").last
        await expect(answer).to_contain_text("build and run artificial intelligence by itself")
        await expect(answer).to_contain_text("Only you see this")

        await lesson.get_by_role("button", name="Quiz me").click()
        question = page.locator("article.answer").filter(has=page.locator(".choices")).last
        choices = question.locator(".choices button")
        await expect(choices.nth(1)).to_be_visible()
        await choices.first.click()
        verdict = page.locator("article.answer").last
        await expect(verdict).to_contain_text(re.compile("Right:|Not quite"))
        await expect(choices.first).to_have_attribute("aria-pressed", "true")
        await expect(choices.nth(1)).to_be_disabled()


async def test_the_next_lesson_arrives_in_an_open_page_by_itself(
    browser: Browser, settings: dict[str, str], tmp_path: Path
) -> None:
    for number in (1, 2):
        path = tmp_path / "lessons" / "course" / f"{number}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"title: Day {number}\nkey_points: [a, b]\n")
    settings["HOMEROOM_LESSONS_DIR"] = str(tmp_path / "lessons")
    async with visit(browser, settings) as here:
        posts = here.page.locator("article.post")
        await expect(posts).to_have_count(1)
        await expect(posts.first).to_contain_text("Day 1")
        next_lesson = here.page.locator("#next-lesson")
        await expect(next_lesson).to_contain_text("Saturday")
        here.clock.set("2026-01-16T22:59:59+00:00")
        await asyncio.sleep(0.5)
        await expect(posts).to_have_count(1)
        here.clock.set("2026-01-16T23:00:00+00:00")  # 08:00 on the 17th in Seoul
        await expect(posts).to_have_count(2)
        await expect(posts.last).to_contain_text("Day 2")
        await expect(next_lesson).to_contain_text("the last one for now")


async def test_it_reads_well_on_a_phone(browser: Browser, settings: dict[str, str]) -> None:
    async with visit(browser, settings, size=PHONE) as here:
        page = here.page
        await page.get_by_role("button", name="Read on").click()
        await expect(page.locator("article.answer")).to_be_visible()
        overflow = await page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow == 0


async def test_it_works_by_keyboard_alone(browser: Browser, settings: dict[str, str]) -> None:
    async with visit(browser, settings) as here:
        page = here.page
        await expect(page.locator("article.post")).to_have_count(1)
        await page.keyboard.press("/")
        await page.keyboard.type("help")
        await page.keyboard.press("Escape")
        await page.keyboard.press("Enter")
        await expect(page.locator("article.answer")).to_contain_text("What you can ask")
        await expect(page.locator("#say")).to_be_focused()


async def test_it_speaks_korean_to_a_korean_browser(
    browser: Browser, settings: dict[str, str]
) -> None:
    async with visit(browser, settings, locale="ko-KR") as here:
        page = here.page
        await expect(page.locator("html")).to_have_attribute("lang", "ko")
        await here.type("/term 소버린 AI")
        await page.keyboard.press("Escape")
        await page.keyboard.press("Enter")
        await expect(page.locator("article.answer")).to_contain_text("다른 이름:")


async def test_what_people_type_is_shown_as_text(
    browser: Browser, settings: dict[str, str]
) -> None:
    async with visit(browser, settings) as here:
        page = here.page
        await page.locator("#say").fill("/term <img src=x onerror=alert(1)>")
        await page.keyboard.press("Escape")
        await page.keyboard.press("Enter")
        await expect(page.locator("article.answer")).to_contain_text("<img src=x")
        assert await page.locator("#channel img").count() == 0

"""The door of the page, in a real browser: by an address of this machine that is no loopback."""

import socket
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.test_page import PHONE, visit

TOKEN = "open-sesame-open-sesame"  # noqa: S105 -- a made-up one


@pytest.fixture
def locked(settings: dict[str, str], tmp_path: Path) -> dict[str, str]:
    (tmp_path / "token").write_text(TOKEN)
    return {
        **settings,
        "HOMEROOM_PAGE_TOKEN_FILE": str(tmp_path / "token"),
        "HOMEROOM_HOST": _own_address(),
    }


def _own_address() -> str:
    """Over http to another address than loopback, browsers say less about where they come from."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


async def test_who_has_the_token_comes_in_asks_and_leaves(
    browser: Browser, locked: dict[str, str]
) -> None:
    async with visit(browser, locked) as here:
        page = here.page
        await expect(page).to_have_url(f"{here.address}/sign-in")
        await expect(page.locator("#token")).to_be_focused()
        await page.keyboard.type("not-the-token-at-all")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("alert")).to_contain_text("That is not the token.")
        assert "403 (Forbidden)" in here.complaints.pop()

        await expect(page.locator("#token")).to_be_focused()
        await page.keyboard.type(TOKEN)
        await page.get_by_role("button", name="Come in").click()
        await expect(page).to_have_url(f"{here.address}/")
        await expect(page.locator("article.post")).to_have_count(1)
        await here.type("/help")
        await page.keyboard.press("Escape")
        await page.keyboard.press("Enter")
        await expect(page.locator("article.answer")).to_contain_text("What you can ask")

        await page.goto(f"{here.address}/sign-in")
        await expect(page).to_have_url(f"{here.address}/")
        await expect(page.locator("article.answer")).to_have_count(1)

        await page.get_by_role("button", name="Sign out").click()
        await expect(page).to_have_url(f"{here.address}/sign-in")
        await expect(page.locator("#token")).to_be_visible()
        await page.wait_for_function("sessionStorage.length === 0")
        await page.goto(here.address)
        await expect(page).to_have_url(f"{here.address}/sign-in")


async def test_a_link_on_another_site_leads_those_in_who_have_signed_in(
    browser: Browser, locked: dict[str, str]
) -> None:
    async with visit(browser, locked) as here:
        page = here.page
        await page.locator("#token").fill(TOKEN)
        await page.keyboard.press("Enter")
        await expect(page.locator("#say")).to_be_visible()
        await page.goto(f"data:text/html,<a href='{here.address}'>The classroom</a>")
        await page.get_by_role("link").click()
        await expect(page).to_have_url(f"{here.address}/")
        await expect(page.locator("article.post")).to_have_count(1)


async def test_the_door_reads_well_on_a_phone_and_in_korean(
    browser: Browser, locked: dict[str, str]
) -> None:
    async with visit(browser, locked, size=PHONE, locale="ko-KR") as here:
        page = here.page
        await expect(page.get_by_role("heading", name="교실 들어가기")).to_be_visible()
        await expect(page.get_by_label("토큰")).to_be_focused()
        overflow = await page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow == 0

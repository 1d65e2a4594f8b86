import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
REQUIRED = os.environ.get("HOMEROOM_TEST_BROWSER") == "required"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM is None and not REQUIRED:
        here = Path(__file__).parent
        skip = pytest.mark.skip(reason="no Chromium here; apt install chromium brings it")
        for item in items:
            if item.path.is_relative_to(here):
                item.add_marker(skip)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    assert CHROMIUM, "HOMEROOM_TEST_BROWSER is 'required', and there is no Chromium"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        await browser.close()


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    return {
        "HOMEROOM_DATA_DIR": str(tmp_path),
        "HOMEROOM_PORT": "0",
        "HOMEROOM_TIMEZONE": "Asia/Seoul",
        "HOMEROOM_RING_SECONDS": "0.1",
    }

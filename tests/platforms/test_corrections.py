"""A lesson changed in its file is changed in its posts, on every platform."""

import argparse
import asyncio
import shutil
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.cli import parser
from bot.cli.correct import correct
from bot.settings import load
from tests.fakes.clock import FakeClock
from tests.fakes.paths import LESSONS
from tests.fakes.study_group import Group, study_group, texts_of, until
from tests.fakes.team import team

FIRST = Path("korea-news") / "01-independent-ai.yaml"
WRONG = "Naver is out, even though its AI performs well. What was missing?"
RIGHT = "Naver is out, and that is put right here."


def copied(tmp_path: Path) -> Path:
    """The lessons that ship, to be changed."""
    lessons = tmp_path / "lessons"
    shutil.copytree(LESSONS, lessons)
    return lessons


def amend(lessons: Path) -> None:
    """Change the last key point of the first lesson."""
    file = lessons / FIRST
    text = file.read_text("utf-8")
    assert WRONG in text
    file.write_text(text.replace(WRONG, RIGHT), "utf-8")


async def said(settings: dict[str, str], clock: FakeClock, *more: str) -> None:
    await correct(arguments(*more), load(settings), clock)


def arguments(*more: str) -> argparse.Namespace:
    return parser().parse_args(["correct", *more])


async def page_of(group: Group) -> str:
    async with ClientSession() as visitor, visitor.get(group.address) as response:
        return await response.text()


async def test_on_discord_and_on_the_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lessons = copied(tmp_path)
    async with study_group(tmp_path / "data", lessons=lessons) as group, group.homeroom():
        await group.connected()
        wish = {"time": "08:00", "zone": "Asia/Seoul"}
        answer = await group.admin.slash(group.daily, "schedule add", **wish)
        await answer.message()
        group.clock.go_on(minutes=1)
        (message,) = await group.posts(group.daily)
        assert WRONG in texts_of(message)
        amend(lessons)
        group.clock.go_on(minutes=1)
        await said(group.settings(), group.clock, "--dry-run")
        shown = capsys.readouterr().out
        assert f"  + • {RIGHT}\n" in shown
        assert "  discord: 1 post in 1 channel\n  web: 1 post in 1 channel\n" in shown
        assert WRONG in texts_of(message)
        await said(group.settings(), group.clock)
        group.clock.go_on(minutes=1)
        await until(lambda: RIGHT in texts_of(message))
        async with asyncio.timeout(8):
            while RIGHT not in (page := await page_of(group)):
                await asyncio.sleep(0.05)
        assert WRONG not in page
        assert len(await group.posts(group.daily)) == 1
        await said(group.settings(), group.clock)
        assert "Nothing to correct" in capsys.readouterr().out


async def test_on_slack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lessons = copied(tmp_path)
    async with team(tmp_path / "data", lessons=lessons) as here, here.homeroom():
        await here.ada.slash(here.daily, "/homeroom", "schedule add 08:00 Asia/Seoul")
        await until(lambda: bool(here.ada.sees(here.daily)))
        here.clock.go_on(minutes=1)
        await here.posted(here.daily)
        amend(lessons)
        here.clock.go_on(minutes=1)
        await said(here.settings(), here.clock)
        assert "  slack: 1 post in 1 channel\n" in capsys.readouterr().out
        here.clock.go_on(minutes=1)
        await until(lambda: RIGHT in str(here.posts(here.daily)[0].blocks))
        assert len(here.posts(here.daily)) == 1

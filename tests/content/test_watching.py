import os
from pathlib import Path

import pytest

from bot.content.folder import read_folder
from bot.content.library import LessonLibrary
from bot.content.watching import WatchedFolder

GOOD = "title: {title}\nkey_points: [one]\n"


def titles(watched: WatchedFolder) -> list[str]:
    return [lesson.title for lesson in watched.library.lessons()]


@pytest.fixture
def watched(tmp_path: Path) -> WatchedFolder:
    write(tmp_path / "01.yaml", GOOD.format(title="One"))
    reading = read_folder(tmp_path)
    return WatchedFolder(tmp_path, LessonLibrary(reading.lessons.values()), reading)


def write(path: Path, text: str) -> None:
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, "utf-8")
    os.utime(path, ns=(before + 10**9, before + 10**9))


async def test_nothing_is_read_again_while_nothing_changes(watched: WatchedFolder) -> None:
    assert not await watched.look()


async def test_a_new_a_changed_and_a_removed_lesson_are_seen(watched: WatchedFolder) -> None:
    write(watched.folder / "02.yaml", GOOD.format(title="Two"))
    assert await watched.look()
    assert titles(watched) == ["One", "Two"]
    write(watched.folder / "01.yaml", GOOD.format(title="First"))
    assert await watched.look()
    assert titles(watched) == ["First", "Two"]
    (watched.folder / "02.yaml").unlink()
    assert await watched.look()
    assert titles(watched) == ["First"]


async def test_a_lesson_that_goes_bad_stays_as_it_was_last(
    watched: WatchedFolder, caplog: pytest.LogCaptureFixture
) -> None:
    write(watched.folder / "02.yaml", GOOD.format(title="Two"))
    await watched.look()
    write(watched.folder / "01.yaml", "title: [")
    assert await watched.look()
    assert titles(watched) == ["One", "Two"]
    assert "01.yaml:" in caplog.text
    write(watched.folder / "01.yaml", GOOD.format(title="Mended"))
    assert await watched.look()
    assert titles(watched) == ["Mended", "Two"]

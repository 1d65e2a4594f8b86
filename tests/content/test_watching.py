import os
from dataclasses import replace
from pathlib import Path

import pytest

from bot.content.caching import Cache
from bot.content.folder import read_folder
from bot.content.known import KnownFiles
from bot.content.library import LessonLibrary
from bot.content.scanning import scanned
from bot.content.watching import WatchedFolder
from bot.errors import NoLessonsFolder

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


async def test_a_lesson_that_was_only_touched_is_no_change(watched: WatchedFolder) -> None:
    (before,) = watched.library.lessons()
    write(watched.folder / "01.yaml", GOOD.format(title="One"))
    assert not await watched.look()
    assert watched.library.lessons()[0] is before


async def test_a_change_between_the_first_reading_and_the_watch_is_seen(tmp_path: Path) -> None:
    write(tmp_path / "01.yaml", GOOD.format(title="One"))
    reading = read_folder(tmp_path)
    write(tmp_path / "01.yaml", GOOD.format(title="Two"))
    watched = WatchedFolder(tmp_path, LessonLibrary(reading.lessons.values()), reading)
    assert await watched.look()
    assert titles(watched) == ["Two"]


async def test_a_change_that_leaves_no_mark_on_the_file_is_seen_if_it_is_a_young_one(
    tmp_path: Path,
) -> None:
    """Twice within one tick of the disk's clock: here the first scan is made to look the same."""
    write(tmp_path / "01.yaml", GOOD.format(title="One"))
    reading = read_folder(tmp_path)
    write(tmp_path / "01.yaml", GOOD.format(title="Two"))
    same = replace(reading, scan=scanned(tmp_path))
    watched = WatchedFolder(tmp_path, LessonLibrary(reading.lessons.values()), same)
    assert await watched.look()
    assert titles(watched) == ["Two"]


async def test_a_mended_fault_is_a_change_though_the_lessons_are_the_same(
    watched: WatchedFolder,
) -> None:
    write(watched.folder / "02.yaml", "title: [")
    assert await watched.look()
    assert len(watched.reading.faults) == 1
    (watched.folder / "02.yaml").unlink()
    assert await watched.look()
    assert not watched.reading.faults


async def test_one_changed_lesson_is_the_only_one_read_and_is_kept_for_the_next_start(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "lessons"
    folder.mkdir()
    for name in ("01", "02"):
        write(folder / f"{name}.yaml", GOOD.format(title=name))
    known = KnownFiles(Cache(tmp_path / "cache", b"1.0"))
    reading = read_folder(folder, known)
    watched = WatchedFolder(folder, LessonLibrary(reading.lessons.values()), reading, known)
    before = watched.library.lessons()
    write(folder / "01.yaml", GOOD.format(title="First"))
    assert await watched.look()
    assert titles(watched) == ["First", "02"]
    assert watched.library.lessons()[1] is before[1]
    again = KnownFiles(Cache(tmp_path / "cache", b"1.0"))
    for file in scanned(folder).files:
        digest = reading.good[file.name].digest
        known_lesson = again.with_content(file.name, "lessons", digest)
        assert (known_lesson is None) == (file.name == "01.yaml")


async def test_a_folder_that_is_away_for_a_while_keeps_its_lessons(watched: WatchedFolder) -> None:
    away = watched.folder.with_name("away")
    watched.folder.rename(away)
    with pytest.raises(NoLessonsFolder):
        await watched.look()
    assert titles(watched) == ["One"]
    away.rename(watched.folder)
    write(watched.folder / "01.yaml", GOOD.format(title="Back"))
    assert await watched.look()
    assert titles(watched) == ["Back"]

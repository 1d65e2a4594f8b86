import gc
from pathlib import Path

import pytest

from bot.app.parts import lessons_of
from bot.content.caching import Cache
from bot.content.known import KnownFiles
from bot.core.collecting import uncollected
from bot.errors import NoLessonsFolder
from bot.settings import Settings, load
from tests.fakes.paths import LESSONS


def settings_in(folder: Path, lessons: Path = LESSONS) -> Settings:
    return load({"HOMEROOM_LESSONS_DIR": str(lessons), "HOMEROOM_DATA_DIR": str(folder / "data")})


def test_a_start_leaves_its_lessons_for_the_next(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    first = lessons_of(settings)
    kept = KnownFiles(Cache(settings.cache_folder))
    assert list(kept.names) == list(first.reading.lessons)
    second = lessons_of(settings)
    assert len(second.library.lessons()) > 3
    assert repr(second.library.lessons()) == repr(first.library.lessons())
    assert second.reading.key == first.reading.key


def test_a_start_without_lessons_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(NoLessonsFolder):
        lessons_of(settings_in(tmp_path, tmp_path / "lessons"))
    assert not list(tmp_path.iterdir())


def test_nothing_is_collected_while_much_is_made_and_all_is_as_it_was_then() -> None:
    assert gc.isenabled()
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), uncollected():
        _ = 1 / 0
    assert gc.isenabled()

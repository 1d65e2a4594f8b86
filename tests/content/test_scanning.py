import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.scanning import YOUNG, File, Scan, scanned

PART = st.text(st.sampled_from("aB_.09٣é~ "), min_size=1, max_size=5).filter(
    lambda part: part.strip(". ") and part == part.strip()
)
NAME = st.tuples(
    st.lists(PART, max_size=2), PART, st.sampled_from((".yaml", ".yml", ".YAML", ".md"))
)


def names(folder: Path) -> list[str]:
    return [file.name for file in scanned(folder).files]


def touch(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def slowly(folder: Path) -> list[str]:
    """The same by pathlib, one file after another."""

    def key(name: str) -> tuple[list[tuple[int, int, str]], str]:
        pieces = re.split(r"(\d+)", name.casefold())
        return [(0, int(p), "") if p.isdecimal() else (1, 0, p) for p in pieces], name

    shown = (
        path.relative_to(folder)
        for path in folder.rglob("*")
        if path.suffix in {".yaml", ".yml"} and path.is_file()
    )
    seen = (one for one in shown if not any(part[0] in "._" for part in one.parts))
    return sorted((one.as_posix() for one in seen), key=key)


@settings(max_examples=60, deadline=None)
@given(st.lists(NAME, max_size=8))
def test_a_scan_finds_what_pathlib_finds_in_the_order_of_the_numbers(
    tmp_path_factory: pytest.TempPathFactory, made: list[tuple[list[str], str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("lessons")
    for parents, stem, suffix in made:
        path = folder.joinpath(*parents, stem + suffix)
        if not any(above.is_file() for above in path.parents) and not path.exists():
            touch(path)
    assert names(folder) == slowly(folder)


def test_folders_behind_links_are_left_out_and_files_behind_links_are_not(tmp_path: Path) -> None:
    touch(tmp_path / "elsewhere" / "b.yaml")
    folder = tmp_path / "lessons"
    touch(folder / "a.yaml")
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    (folder / "c.yaml").symlink_to(tmp_path / "elsewhere" / "b.yaml")
    (folder / "round.yaml").symlink_to(folder / "round.yaml")
    assert names(folder) == ["a.yaml", "c.yaml"]


def test_one_file_is_a_folder_of_one(tmp_path: Path) -> None:
    touch(tmp_path / "_draft.yaml")
    assert names(tmp_path / "_draft.yaml") == ["_draft.yaml"]


def test_a_folder_that_is_gone_has_no_files(tmp_path: Path) -> None:
    assert names(tmp_path / "gone") == []


def longer(path: Path) -> None:
    path.write_text("longer", "utf-8")


def touched(path: Path) -> None:
    os.utime(path, ns=(1, 1))


def put_in_its_place(path: Path) -> None:
    other = path.with_name("other")
    other.write_text("", "utf-8")
    state = path.stat()
    os.utime(other, ns=(state.st_atime_ns, state.st_mtime_ns))
    other.replace(path)


@pytest.mark.parametrize("change", [longer, touched, put_in_its_place])
def test_a_file_that_changed_has_another_stamp(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    touch(tmp_path / "a.yaml")
    before = scanned(tmp_path).files
    assert scanned(tmp_path).files == before
    change(tmp_path / "a.yaml")
    assert scanned(tmp_path).files != before


def test_a_stamp_is_sure_only_some_time_after_the_last_change(tmp_path: Path) -> None:
    touch(tmp_path / "a.yaml")
    changed = (tmp_path / "a.yaml").stat().st_ctime_ns
    assert scanned(tmp_path, lambda: changed + YOUNG).has_unsure
    assert not scanned(tmp_path, lambda: changed + YOUNG + 1).has_unsure
    # Its first time can be set back, its second can't.
    os.utime(tmp_path / "a.yaml", ns=(1, 1))
    assert scanned(tmp_path).has_unsure


def test_a_file_that_may_not_be_looked_at_is_never_sure() -> None:
    unseen = File("a.yaml", None)
    assert not Scan((unseen,), time.time_ns()).is_sure(unseen)

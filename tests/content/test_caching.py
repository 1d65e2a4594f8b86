import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.content.caching import ABANDONED, KEPT, Cache, DamagedError
from bot.content.program import program_version

KEY = b"key"
SMALL = b"the index"
BIG = bytes(range(256)) * 4000


def cache_in(folder: Path, program: bytes = b"1.0") -> Cache:
    return Cache(folder / "cache", program)


def only_file(folder: Path) -> Path:
    (path,) = (folder / "cache").iterdir()
    return path


@pytest.mark.parametrize("data", [b"", SMALL, BIG])
def test_what_was_saved_is_there_for_the_next_process(tmp_path: Path, data: bytes) -> None:
    assert cache_in(tmp_path).load("index", KEY) is None
    cache_in(tmp_path).save("index", KEY, data)
    assert cache_in(tmp_path).load("index", KEY) == data


def test_each_name_key_and_program_has_its_own(tmp_path: Path) -> None:
    cache_in(tmp_path).save("index", KEY, SMALL)
    assert cache_in(tmp_path).load("titles", KEY) is None
    assert cache_in(tmp_path).load("index", b"other") is None
    assert cache_in(tmp_path, b"1.1").load("index", KEY) is None


def test_a_file_under_anothers_name_is_not_taken_for_it(tmp_path: Path) -> None:
    cache_in(tmp_path).save("index", KEY, SMALL)
    mine = only_file(tmp_path)
    cache_in(tmp_path).save("index", b"other", BIG)
    (other,) = set((tmp_path / "cache").iterdir()) - {mine}
    other.replace(mine)
    assert cache_in(tmp_path).load("index", KEY) is None


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def damages(whole: bytes) -> Iterator[bytes]:
    yield from (flipped(whole, place) for place in range(len(whole)))
    yield from (whole[:length] for length in range(len(whole)))


def test_a_damaged_file_counts_as_none(tmp_path: Path) -> None:
    cache = cache_in(tmp_path)
    cache.save("index", KEY, SMALL)
    path = only_file(tmp_path)
    whole = path.read_bytes()
    for damaged in damages(whole):
        path.write_bytes(damaged)
        assert cache.load("index", KEY) is None, damaged
    cache.save("index", KEY, SMALL)
    assert cache.load("index", KEY) == SMALL


def test_blocks_before_the_damaged_one_are_given(tmp_path: Path) -> None:
    cache = cache_in(tmp_path)
    cache.save_blocks("lessons", KEY, [b"one", b"two"])
    assert list(cache.blocks("lessons", KEY)) == [b"one", b"two"]
    path = only_file(tmp_path)
    path.write_bytes(flipped(path.read_bytes(), -1 % path.stat().st_size))
    blocks = cache.blocks("lessons", KEY)
    assert next(blocks) == b"one"
    with pytest.raises(DamagedError):
        next(blocks)


def test_a_folder_in_a_files_place_counts_as_none(tmp_path: Path) -> None:
    cache = cache_in(tmp_path)
    cache.save("index", KEY, SMALL)
    path = only_file(tmp_path)
    path.unlink()
    path.mkdir()
    assert cache.load("index", KEY) is None


def test_the_newest_files_of_a_name_are_kept_and_no_older_ones(tmp_path: Path) -> None:
    cache = cache_in(tmp_path)
    cache.save("lessons", KEY, SMALL)
    for number in range(4):
        cache.save("index", b"%d" % number, SMALL)
        for path in (tmp_path / "cache").iterdir():
            state = path.stat()
            os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns - 10**9))
    kept = [cache.load("index", b"%d" % number) for number in range(4)]
    assert kept == [None] * (4 - KEPT) + [SMALL] * KEPT
    assert cache.load("lessons", KEY) == SMALL


def test_what_a_killed_process_left_is_tidied_up_after_a_while(tmp_path: Path) -> None:
    cache = cache_in(tmp_path)
    cache.save("index", KEY, SMALL)
    fresh, old = (tmp_path / "cache" / f"index-{name}.part" for name in ("fresh", "old"))
    for path in (fresh, old):
        path.touch()
    long_ago = fresh.stat().st_mtime - ABANDONED - 60
    os.utime(old, (long_ago, long_ago))
    cache.save("index", KEY, BIG)
    assert (fresh.exists(), old.exists()) == (True, False)


def test_a_folder_that_cannot_be_written_is_told_of_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "cache").write_text("a file", "utf-8")
    cache = cache_in(tmp_path)
    for _ in range(2):
        cache.save("index", KEY, SMALL)
    assert cache.load("index", KEY) is None
    assert [record.levelno for record in caplog.records if "kept in" in record.message] == [
        logging.WARNING
    ]


FULL = """
import resource, sys
from pathlib import Path
from bot.content.caching import Cache
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
cache = Cache(Path(sys.argv[1]), b"1.0")
cache.save("index", b"key", b"small")
cache.save("index", b"big", bytes(10**6))
print(cache.load("index", b"key"), cache.load("index", b"big"), len(list(cache.folder.iterdir())))
"""


def test_a_disk_that_is_full_leaves_all_as_it_was(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL, tmp_path / "cache"],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout == "b'small' None 1\n"
    assert "nothing can be kept" in done.stderr


def test_many_may_write_and_read_at_once(tmp_path: Path) -> None:
    texts = [bytes([number]) * 300_000 for number in range(4)]
    met: list[bytes | None] = []

    def write(data: bytes) -> Callable[[], None]:
        def some() -> None:
            cache = cache_in(tmp_path)
            for _ in range(20):
                cache.save("index", KEY, data)
                met.append(cache.load("index", KEY))

        return some

    threads = [threading.Thread(target=write(data)) for data in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(met) == 80
    assert set(met) <= set(texts)
    assert cache_in(tmp_path).load("index", KEY) in texts
    assert only_file(tmp_path).suffix == ".cache"


def version_of(tree: Path) -> str:
    code = "from bot.content.program import program_version as v; print(v().hex())"
    run = [sys.executable, "-c", code]
    return subprocess.run(run, check=True, capture_output=True, text=True, cwd=tree).stdout


def test_a_change_of_the_code_is_another_program(tmp_path: Path) -> None:
    here = Path(__file__).parents[2]
    for package in ("", "content", "domain"):
        (tmp_path / "bot" / package).mkdir()
        for path in (here / "bot" / package).glob("*.py"):
            (tmp_path / "bot" / package / path.name).write_bytes(path.read_bytes())
    seen = {version_of(tmp_path), version_of(tmp_path)}
    assert len(seen) == 1
    for changed in ("content/reading.py", "domain/lesson.py", "content/new.py"):
        with (tmp_path / "bot" / changed).open("a", encoding="utf-8") as file:
            file.write("\n# Changed.\n")
        seen.add(version_of(tmp_path))
    (tmp_path / "bot" / "content" / "new.py").rename(tmp_path / "bot" / "content" / "other.py")
    seen.add(version_of(tmp_path))
    assert len(seen) == 5
    assert len(program_version()) == 16

import itertools
import os
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import msgpack

from bot.content.caching import Cache
from bot.content.faults import Fault
from bot.content.folder import Reading, read_folder
from bot.content.known import STALE, Known, KnownFiles
from bot.content.scanning import YOUNG, File
from bot.domain.lesson import Lesson

SHIPPED = Path(__file__).parents[2] / "lessons"
GOOD = "title: {title}\nkey_points: [one]\n"
TERM = "terms:\n  - id: chip\n    name: {name}\n    short: s\n"
HOUR = 3600 * 10**9


def later() -> int:
    """A time at which all stamps of now are sure."""
    return time.time_ns() + HOUR


def tick(folder: Path) -> None:
    """Wait until the disk gives another time than it has given."""
    probe = folder / "probe"
    probe.touch()
    before = probe.stat().st_ctime_ns
    while probe.stat().st_ctime_ns == before:
        probe.touch()


def cache_in(folder: Path) -> Cache:
    return Cache(folder / "cache", b"1.0")


def all_of(
    reading: Reading,
) -> tuple[list[tuple[str, Lesson]], tuple[Fault, ...], int, bytes]:
    return list(reading.lessons.items()), reading.faults, reading.files, reading.key


class Counted(KnownFiles):
    """Counts the files that are opened, and those that are parsed."""

    opened = parsed = 0

    def with_content(self, name: str, track: str, digest: bytes) -> Lesson | None:
        found = super().with_content(name, track, digest)
        self.opened += 1
        self.parsed += found is None
        return found


class Course:
    """A folder of lessons, and its cache beside it."""

    def __init__(self, folder: Path) -> None:
        self.around = folder
        self.folder = folder / "lessons"
        self.folder.mkdir()

    def write(self, name: str, title: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(GOOD.format(title=title), "utf-8")
        return path

    def start(self, clock: Callable[[], int] = later) -> tuple[Counted, Reading]:
        """Read as a new process does."""
        known = Counted(cache_in(self.around), clock)
        reading = read_folder(self.folder, known)
        known.save()
        assert all_of(reading) == all_of(read_folder(self.folder))
        return known, reading


@pytest.fixture
def course(tmp_path: Path) -> Course:
    made = Course(tmp_path)
    for number, letter in enumerate("abcdef", 1):
        made.write(f"art/{number:02} {letter}.yaml", f"Lesson {number}")
    return made


def cost(course: Course, clock: Callable[[], int] = later) -> tuple[int, int]:
    known, _ = course.start(clock)
    return known.opened, known.parsed


def test_the_second_start_opens_no_file(course: Course) -> None:
    assert cost(course) == (6, 6)
    assert cost(course) == (0, 0)


def test_a_file_changed_just_now_is_opened_again_though_it_looks_the_same(course: Course) -> None:
    assert cost(course, time.time_ns) == (6, 6)
    assert cost(course, time.time_ns) == (6, 0)
    assert cost(course, later) == (6, 0)
    assert cost(course, time.time_ns) == (0, 0)


def test_one_changed_file_is_one_to_parse(course: Course) -> None:
    course.start()
    tick(course.around)
    course.write("art/03 c.yaml", "Changed")
    assert cost(course) == (1, 1)
    assert cost(course) == (0, 0)


def test_a_change_that_keeps_size_and_time_is_seen(course: Course) -> None:
    course.start()
    path = course.folder / "art/03 c.yaml"
    state = path.stat()
    tick(course.around)
    course.write("art/03 c.yaml", "Lesson X")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (state.st_size, state.st_mtime_ns)
    assert cost(course) == (1, 1)


def test_files_that_were_only_touched_are_not_parsed(course: Course) -> None:
    course.start()
    tick(course.around)
    touched = sorted((course.folder / "art").iterdir())
    touched[0].touch()
    assert [cost(course) for _ in range(2)] == [(1, 0), (1, 0)]
    for path in touched[: len(touched) // STALE + 1]:
        path.touch()
    assert [cost(course) for _ in range(2)] == [(3, 0), (0, 0)]


def test_a_renumbered_file_is_not_parsed_and_one_with_another_name_is(course: Course) -> None:
    course.start()
    tick(course.around)
    art = course.folder / "art"
    (art / "03 c.yaml").rename(art / "09 c.yaml")
    assert cost(course) == (1, 0)
    (art / "09 c.yaml").rename(art / "09 Other.yaml")
    assert cost(course) == (1, 1)
    (course.folder / "maths").mkdir()
    (art / "09 Other.yaml").rename(course.folder / "maths" / "09 Other.yaml")
    assert cost(course) == (1, 1)


def test_a_fault_is_said_at_each_start(course: Course) -> None:
    course.write("art/07.yaml", "[")
    for _ in range(2):
        known, reading = course.start()
        assert [fault.path.name for fault in reading.faults] == ["07.yaml"]
    assert (known.opened, known.parsed) == (1, 1)


def test_an_id_that_is_taken_is_a_fault_at_each_start(course: Course) -> None:
    for name, term in (("art/08.yaml", "Computer chip"), ("art/09.yaml", "Potato chip")):
        path = course.write(name, "Chips")
        path.write_text(path.read_text("utf-8") + TERM.format(name=term), "utf-8")
    for _ in range(2):
        known, reading = course.start()
        assert [fault.path.name for fault in reading.faults] == ["09.yaml"]
    assert known.parsed == 0
    tick(course.around)
    (course.folder / "art/08.yaml").unlink()
    assert course.start()[1].faults == ()


def test_a_damaged_cache_is_a_cold_start(course: Course) -> None:
    course.start()
    (path,) = (course.around / "cache").iterdir()
    path.write_bytes(path.read_bytes()[:-20])
    assert cost(course) == (6, 6)
    assert cost(course) == (0, 0)


def test_a_cache_that_lacks_a_block_is_a_cold_start(course: Course) -> None:
    cache = cache_in(course.around)
    _, reading = course.start()
    head = msgpack.encode((True, len(reading.good) + 1))
    cache.save_blocks("lessons", b"", [head, msgpack.encode([])])
    assert cost(course) == (6, 6)
    cache.save_blocks("lessons", b"", [b"something else"])
    assert cost(course) == (6, 6)


def test_a_file_that_may_not_be_looked_at_is_never_as_it_was(course: Course) -> None:
    known, reading = course.start()
    name, one = next(iter(reading.good.items()))
    assert known.as_it_was(File(name, one.stamp)) == one
    known.keep({name: one._replace(stamp=None)}, faultless=True)
    assert known.as_it_was(File(name, None)) is None


def test_what_no_cache_can_hold_is_read_each_time(course: Course) -> None:
    _, reading = course.start()
    half = "half a pair \ud800"
    known = KnownFiles(cache_in(course.around), later)
    lesson = Lesson(half, "art", half, ())
    known.keep({**reading.good, half: Known(lesson, b"digest", (1, 2, 3, 4))}, faultless=True)
    known.save()
    assert list(KnownFiles(cache_in(course.around)).names) == list(reading.good)
    assert cost(course) == (0, 0)


def test_a_file_whose_name_is_not_utf_8_is_a_lesson(course: Course) -> None:
    name = os.fsdecode(b"art/\xff.yaml")
    course.write(name, "Old")
    assert cost(course) == (7, 7)
    known, reading = course.start()
    assert (known.opened, known.parsed) == (1, 1)
    assert name in reading.lessons


def test_one_file_given_is_read_for_real(course: Course) -> None:
    path = course.folder / "art" / "03 c.yaml"
    known = KnownFiles(cache_in(course.around), later)
    for track in ("art", "maths"):
        (other := course.folder / track).mkdir(exist_ok=True)
        linked = other / "linked.yaml"
        linked.hardlink_to(path)
        assert [lesson.track for lesson in read_folder(linked, known).lessons.values()] == [track]


def test_the_key_says_which_lessons_there_are_in_which_order(course: Course) -> None:
    art = course.folder / "art"
    keys = [course.start()[1].key]

    def then(change: Callable[[], object]) -> bool:
        change()
        keys.append(course.start()[1].key)
        return keys[-1] in keys[:-1]

    assert then(lambda: None)
    tick(course.around)
    assert then((art / "03 c.yaml").touch)
    assert not then(lambda: course.write("art/03 c.yaml", "Other"))
    assert not then(lambda: (art / "03 c.yaml").rename(art / "07 c.yaml"))
    assert not then(lambda: (art / "07 c.yaml").rename(art / "07 Other.yaml"))
    assert not then((art / "07 Other.yaml").unlink)
    assert then(lambda: (art / "07.yaml").write_text("title: [", "utf-8"))


def test_the_shipped_lessons_come_back_as_they_went(tmp_path: Path) -> None:
    cold = read_folder(SHIPPED, first := KnownFiles(cache_in(tmp_path), later))
    first.save()
    warm = read_folder(SHIPPED, second := Counted(cache_in(tmp_path), later))
    assert len(warm.lessons) > 3
    assert second.opened == 0
    assert repr(warm.lessons) == repr(cold.lessons)
    assert all_of(warm) == all_of(cold)


class Walk:
    """An author at work, who does anything to any file."""

    def __init__(self, course: Course, seed: int) -> None:
        self.course = course
        self.random = random.Random(seed)  # noqa: S311 -- repeatable, not secret
        self.titles = itertools.count()

    def step(self) -> None:
        """Do one thing."""
        tick(self.course.around)
        changes = (
            *(self.add, self.change, self.change_unseen, self.touch, self.delete, self.rename),
            *(self.break_off, self.take_an_id, self.exchange, self.link, self.hide, self.put_back),
        )
        self.random.choice(changes)()

    def any_file(self) -> Path:
        """One of the files there are, after adding one if there is none."""
        while not (files := [p for p in self.course.folder.rglob("*.yaml") if p.is_file()]):
            self.add()
        return self.random.choice(sorted(files))

    def any_name(self) -> str:
        track = self.random.choice(("", "art/", "maths/", "maths/deep/"))
        return f"{track}{self.random.randint(1, 11)} {self.random.choice('ab')}.yaml"

    def fill(self, path: Path, more: str = "") -> None:
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(GOOD.format(title=f"Number {next(self.titles):04}") + more, "utf-8")

    def add(self) -> None:
        self.fill(self.course.folder / self.any_name())

    def change(self) -> None:
        self.fill(self.any_file())

    def change_unseen(self) -> None:
        path = self.any_file()
        state = path.stat()
        with path.open("r+b") as file:
            file.write(path.read_bytes().swapcase())
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))

    def touch(self) -> None:
        self.any_file().touch()

    def delete(self) -> None:
        self.any_file().unlink()

    def rename(self) -> None:
        target = self.course.folder / self.any_name()
        target.parent.mkdir(parents=True, exist_ok=True)
        self.any_file().replace(target)

    def break_off(self) -> None:
        path = self.any_file()
        path.write_bytes(path.read_bytes()[: self.random.randint(0, 20)])

    def take_an_id(self) -> None:
        self.fill(self.any_file(), TERM.format(name=self.random.choice(("Chip", "chip", "Crisp"))))
        self.fill(self.any_file(), f"id: {self.random.choice(('one', 'a', 'art-a'))}\n")

    def exchange(self) -> None:
        one, other = self.any_file(), self.any_file()
        aside = self.course.around / "aside"
        one.replace(aside)
        if other.exists():
            other.replace(one)
        aside.replace(other)

    def link(self) -> None:
        path = self.course.folder / self.any_name()
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(self.any_file())

    def hide(self) -> None:
        (self.course.folder / "maths").mkdir(exist_ok=True)
        self.put_back()
        (self.course.folder / "maths").rename(self.course.folder / "_maths")

    def put_back(self) -> None:
        if (self.course.folder / "_maths").exists():
            shutil.rmtree(self.course.folder / "maths", ignore_errors=True)
            (self.course.folder / "_maths").rename(self.course.folder / "maths")


@pytest.mark.parametrize("seed", range(16))
def test_what_is_known_comes_to_the_same_as_what_is_read(tmp_path: Path, seed: int) -> None:
    course = Course(tmp_path)
    walk = Walk(course, seed)
    lasting = Counted(None, later)
    for _ in range(40):
        walk.step()
        if walk.random.random() < 0.3:
            continue
        real = all_of(read_folder(course.folder))
        assert all_of(read_folder(course.folder, lasting)) == real
        course.start(walk.random.choice((later, time.time_ns)))


def test_a_stamp_taken_before_a_file_changed_does_not_hide_the_change(course: Course) -> None:
    """The file changes after it was looked at, and before it is read."""
    path = course.folder / "art" / "03 c.yaml"

    class Hasty(Counted):
        def as_it_was(self, file: File) -> Known | None:
            if file.name.startswith("art/03"):
                course.write(file.name, "Between")
            return super().as_it_was(file)

    hasty = Hasty(cache_in(course.around))
    assert read_folder(course.folder, hasty).lessons["art/03 c.yaml"].title == "Between"
    hasty.save()
    course.write("art/03 c.yaml", "Changes")
    assert path.stat().st_size == len(GOOD.format(title="Between"))
    assert course.start(time.time_ns)[1].lessons["art/03 c.yaml"].title == "Changes"


def test_stamps_are_sure_when_they_are_old_enough(course: Course) -> None:
    newest = max(path.stat().st_ctime_ns for path in (course.folder / "art").iterdir())
    assert cost(course, lambda: newest + YOUNG) == (6, 6)
    opened, parsed = cost(course, lambda: newest + YOUNG + 1)
    assert opened > 0
    assert parsed == 0

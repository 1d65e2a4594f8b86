from pathlib import Path

import pytest

from bot.content.folder import read_folder
from bot.errors import NoLessonsFolder

GOOD = "title: {title}\nkey_points: [one]\n"


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_lessons_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for name in ("10 ten", "9 nine", "1 one"):
        write(tmp_path, f"maths/{name}.yaml", GOOD.format(title=name))
    write(tmp_path, "art/paint.yml", GOOD.format(title="Paint"))
    write(tmp_path, "loose.yaml", GOOD.format(title="Loose"))
    reading = read_folder(tmp_path)
    assert [(lesson.track, lesson.title) for lesson in reading.lessons.values()] == [
        ("art", "Paint"),
        ("lessons", "Loose"),
        ("maths", "1 one"),
        ("maths", "9 nine"),
        ("maths", "10 ten"),
    ]


def test_one_bad_file_hides_no_other(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "title: [")
    write(tmp_path, "b.yaml", GOOD.format(title="B"))
    write(tmp_path, "c.yaml", "")
    reading = read_folder(tmp_path)
    assert [lesson.title for lesson in reading.lessons.values()] == ["B"]
    assert {fault.path.name for fault in reading.faults} == {"a.yaml", "c.yaml"}
    assert reading.files == 3


def test_an_id_belongs_to_one_lesson(tmp_path: Path) -> None:
    write(tmp_path, "art/a.yaml", "id: chips\n" + GOOD.format(title="A"))
    write(tmp_path, "maths/b.yaml", "id: chips\n" + GOOD.format(title="B"))
    (fault,) = read_folder(tmp_path).faults
    assert str(fault).endswith(
        "b.yaml:1:1: has the id 'chips', as art/a.yaml has. Give it another: id: chips-2"
    )


def test_hidden_files_drafts_and_other_files_are_left_alone(tmp_path: Path) -> None:
    for name in (".hidden.yaml", "_draft.yaml", "_drafts/x.yaml", "README.md", "schema.json"):
        write(tmp_path, name, "nonsense: [")
    assert read_folder(tmp_path).files == 0


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoLessonsFolder, match=r"no lessons folder .*nowhere"):
        read_folder(tmp_path / "nowhere")


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    # Even root can't read its own memory from address 0.
    (tmp_path / "a.yaml").symlink_to("/proc/self/mem")
    write(tmp_path, "b.yaml", GOOD.format(title="B"))
    reading = read_folder(tmp_path)
    assert "a.yaml:1:1: can't be read: " in str(reading.faults[0])
    assert len(reading.lessons) == 1


def test_a_link_that_leads_nowhere_is_no_lesson(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "gone.yaml")
    assert read_folder(tmp_path).files == 0


def test_files_of_the_same_name_in_two_tracks_are_two_lessons(tmp_path: Path) -> None:
    for track in ("art", "maths"):
        write(tmp_path, f"{track}/01-intro.yaml", GOOD.format(title=track))
    reading = read_folder(tmp_path)
    assert [lesson.id for lesson in reading.lessons.values()] == ["art-intro", "maths-intro"]


def test_an_id_of_a_term_belongs_to_one_term(tmp_path: Path) -> None:
    term = GOOD + "terms:\n  - id: chip\n    name: {name}\n    short: s\n"
    write(tmp_path, "a.yaml", term.format(title="A", name="Computer chip"))
    write(tmp_path, "b.yaml", term.format(title="B", name="Potato chip"))
    write(tmp_path, "c.yaml", term.format(title="C", name="computer Chip"))
    (fault,) = read_folder(tmp_path).faults
    assert str(fault).endswith(
        "b.yaml:1:1: gives 'Potato chip' the id 'chip', which 'Computer chip' in a.yaml has."
        " Give it another"
    )

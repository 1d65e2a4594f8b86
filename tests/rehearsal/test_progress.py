import pytest

from bot.rehearsal.progress import Progress


@pytest.mark.parametrize(
    ("came", "again", "lost"),
    [
        ("1 2 3 4 5 1 2", 0, 0),
        ("1 2 2 3 4 5 1", 1, 0),
        ("1 2 3 5 1 2", 0, 1),
        # The course begins again with a lesson that is in doubt.
        ("1 2 3 4 5 2 3", 0, 1),
        ("2 3 4 5 1 2", 0, 1),
        # What was in doubt comes after the next, or after that.
        ("1 3 2 4 5", 0, 0),
        ("1 2 3 5 4", 0, 0),
        ("1 2 3 4 5 2 1 3", 0, 0),
        ("1 2 4 5 3 1", 0, 0),
    ],
)
def test_lessons_that_come_again_or_are_left_out_are_counted(
    came: str, again: int, lost: int
) -> None:
    progress = Progress(5)
    for number in came.split():
        progress.read(f"/lesson short-{number}")
    assert (progress.again, progress.lost) == (again, lost)


def test_the_word_at_the_end_is_no_lesson() -> None:
    progress = Progress(2)
    for line in ("/lesson short-1", "/lesson short-2", ""):
        progress.read(line)
    assert (progress.again, progress.lost) == (0, 0)

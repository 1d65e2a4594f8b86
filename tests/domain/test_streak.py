import datetime as dt

import pytest

from bot.domain.streak import Streak, streak_of

TODAY = dt.date(2026, 3, 1)


def days(*ago: int) -> list[dt.date]:
    return [TODAY - dt.timedelta(days=one) for one in ago]


@pytest.mark.parametrize(
    ("ago", "streak"),
    [
        ((), Streak(0, 0, False)),
        ((0,), Streak(1, 1, True)),
        ((0, 0), Streak(1, 1, True)),
        ((1,), Streak(1, 1, False)),
        ((2,), Streak(0, 1, False)),
        ((0, 1, 2), Streak(3, 3, True)),
        ((1, 2, 3), Streak(3, 3, False)),
        ((2, 3, 4), Streak(0, 3, False)),
        ((0, 2, 3, 4, 5), Streak(1, 4, True)),
        ((0, 1, 3, 400, 401), Streak(2, 2, True)),
        (tuple(range(1000)), Streak(1000, 1000, True)),
    ],
)
def test_days_in_a_row_make_a_streak(ago: tuple[int, ...], streak: Streak) -> None:
    assert streak_of(days(*ago), TODAY) == streak
    assert streak_of(days(*reversed(ago)), TODAY) == streak

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.retention import Keep, outdated

NOON = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
times = st.lists(
    st.integers(0, 3 * 365 * 24).map(lambda hours: NOON - dt.timedelta(hours=hours)), unique=True
)
keeps = st.builds(Keep, st.integers(0, 9), st.integers(0, 9), st.integers(0, 30))


def test_of_two_years_of_daily_backups_the_last_week_month_and_year_are_kept() -> None:
    daily = [NOON - number * DAY for number in range(730)]
    kept = sorted(set(daily) - set(outdated(daily, Keep(7, 4, 12))), reverse=True)
    assert [f"{at:%y-%m-%d}" for at in kept] == [
        *(f"26-11-{day}" for day in (26, 25, 24, 23, 22, 21, 20)),
        # Sundays, and the last days of months.
        *("26-11-15", "26-11-08", "26-10-31", "26-09-30", "26-08-31", "26-07-31", "26-06-30"),
        *("26-05-31", "26-04-30", "26-03-31", "26-02-28", "26-01-31", "25-12-31"),
    ]


def test_of_several_a_day_the_newest_is_kept() -> None:
    hours = [NOON - dt.timedelta(hours=number) for number in range(36)]
    assert set(hours) - set(outdated(hours, Keep(2, 0, 0))) == {
        NOON,
        dt.datetime(2026, 11, 25, 23, tzinfo=dt.UTC),
    }


@given(times, keeps)
def test_the_newest_stays_whatever_is_to_be_kept(there: list[dt.datetime], keep: Keep) -> None:
    gone = outdated(there, keep)
    assert gone == sorted(gone)
    assert set(gone) <= set(there)
    if there:
        assert max(there) not in gone
        assert len(there) - len(gone) <= max(1, keep.daily + keep.weekly + keep.monthly)


@given(times, keeps)
def test_what_was_kept_yesterday_is_never_missed_today(
    there: list[dt.datetime], keep: Keep
) -> None:
    left = sorted(set(there) - set(outdated(there, keep)))
    assert outdated(left, keep) == []

from calendar import isleap
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.dates import first_day, last_day

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


@given(DAYS)
def test_a_day_covers_itself(day: date) -> None:
    assert first_day(day.isoformat()) == last_day(day.isoformat()) == day


@given(DAYS)
def test_a_month_covers_its_days_and_no_other(day: date) -> None:
    month = day.isoformat()[:7]
    assert first_day(month) <= day <= last_day(month)
    assert (first_day(month) - timedelta(days=1)).month != day.month
    assert (last_day(month) + timedelta(days=1)).month != day.month


@given(DAYS)
def test_a_year_covers_its_days_and_no_other(day: date) -> None:
    first, last = first_day(str(day.year)), last_day(str(day.year))
    assert first <= day <= last
    assert (last - first).days == 365 + isleap(day.year) - 1


@given(st.text(alphabet="0123456789-./T \n", max_size=12))
def test_text_is_a_date_or_an_error(text: str) -> None:
    try:
        first, last = first_day(text), last_day(text)
    except ValueError:
        return
    assert first <= last
    assert first.isoformat().startswith(text)


@pytest.mark.parametrize(
    "text", ["2024-02-30", "2023-02-29", "2024-13", "2024-00", "1895", "20223", "2024-1-1", "2024-", "", "２０２４"]
)
def test_not_a_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"day|year"):
        first_day(text)

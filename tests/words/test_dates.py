from datetime import date

import pytest

from words.dates import without_later

TEXT = "Due in March 2020. Read before 28 November 2026; adopted on 22 December 2017. In 2018 it was so."


@pytest.mark.parametrize(
    ("day", "left"),
    [
        (None, TEXT),
        (date(2026, 11, 28), TEXT),
        ("2020-03-01", "Due in March 2020. adopted on 22 December 2017. In 2018 it was so."),
        (date(2020, 2, 29), "adopted on 22 December 2017. In 2018 it was so."),
        (date(2018, 1, 1), "adopted on 22 December 2017. In 2018 it was so."),
        (date(2017, 12, 22), "adopted on 22 December 2017."),
        (date(2017, 12, 21), ""),
    ],
)
def test_a_sentence_that_names_a_later_time_is_left_out(day, left):
    assert without_later(TEXT, day) == left

import pytest

from words.claims import unit_words


def test_a_unit_is_said_in_the_words_of_whichever_table_has_it() -> None:
    assert unit_words("times") == "times as much"
    assert unit_words("hours_per_day") == "hours a day"
    assert unit_words("usd_per_month") == "US dollars a month"
    with pytest.raises(KeyError):
        unit_words("parsecs")

import pytest

from words.claims import claims_words, unit_words


def test_a_unit_is_said_in_the_words_of_whichever_table_has_it() -> None:
    assert unit_words("times") == "times as much"
    assert unit_words("hours_per_day") == "hours a day"
    assert unit_words("usd_per_month") == "US dollars a month"
    with pytest.raises(KeyError):
        unit_words("parsecs")


@pytest.mark.parametrize(
    ("n", "numbered", "said"),
    [
        (1, 1, "1 claim"),
        (9, 9, "9 claims"),
        (10, 9, "10 claims (9 with a number)"),
        (2, 0, "2 claims without a number"),
    ],
)
def test_claims_without_a_number_are_counted_apart(n: int, numbered: int, said: str) -> None:
    assert claims_words(n, numbered) == said

"""The frame of a figure, and words at their edges."""

from datetime import date

import pandas as pd
import pytest

from charts import figure as go
from charts.theme import COLUMN, FOOTER_SIZE, Words, count_ticks, empty, frame, money_ticks, safe, wrap
from charts.widths import text_width
from look.palette import LIGHT, PALETTES, Palette
from words.claims import advisory_words, author_words, claim_words, places_words, row_words
from words.dates import date_words, period_words, short_date
from words.numbers import count, money, open_words, percent, range_words, short_number, span_words
from words.text import is_missing, listed

BOTH = pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (0.4, "0.4"),
        (1, "1"),
        (999, "999"),
        (1_000, "1,000"),
        (30_023, "30,023"),
        (999_994, "999,994"),
        (1_000_000, "1 million"),
        (1_234_567, "1.23 million"),
        (999_999_999, "1 billion"),
        (1_700_000_000, "1.7 billion"),
        (1_340_000_000, "1.34 billion"),
        (10_000_000_000, "10 billion"),
        (1e12, "1 trillion"),
        (-2_500_000, "-2.5 million"),
    ],
)
def test_a_number_has_at_most_two_decimals_and_no_long_tail(value: float, words: str) -> None:
    assert short_number(value) == words
    assert money(value) == f"${words}"


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (38, "38"), (100_000, "100,000"), (1_234_567, "1,234,567"), (2e9, "2 billion"), (12.5, "12.50")],
)
def test_a_count_below_a_billion_is_never_rounded(value: float, words: str) -> None:
    assert count(value) == words


@pytest.mark.parametrize(("value", "words"), [(0, "0%"), (17.5, "17.5%"), (60, "60%"), (33.333, "33.33%")])
def test_a_share_ends_without_zeros(value: float, words: str) -> None:
    assert percent(value) == words


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "words"),
    [
        (None, None, "none", "no number given"),
        (pd.NA, float("nan"), None, "no number given"),
        (500, None, "at_least", "at least 500"),
        (None, 0, "up_to", "up to 0"),
        (0, 0, "exact", "0"),
        (278, 278, "about", "about 278"),
        (278, 278, "exact", "278"),
        (500, 700, "range", "500 to 700"),
        (500, 700, "about", "500 to 700"),
    ],
)
def test_a_range_keeps_both_ends_and_says_the_open_one(low: object, high: object, qualifier: str, words: str) -> None:
    assert range_words(low, high, qualifier=qualifier) == words


def test_a_range_of_money_repeats_the_unit() -> None:
    assert range_words(6e8, 1.7e9, kind="money") == "$600 million to $1.7 billion"
    assert range_words(40, 90.5, kind="percent") == "40% to 90.5%"


@pytest.mark.parametrize(
    ("lowest", "highest", "low_open", "high_open", "words"),
    [
        (10.0, 90.0, False, False, "10 to 90"),
        (10.0, 90.0, True, False, "10 or less to 90"),
        (10.0, 90.0, False, True, "10 to 90 or more"),
        (10.0, 10.0, False, False, "10"),
        (10.0, 10.0, False, True, "at least 10"),
        (10.0, 10.0, True, False, "up to 10"),
        (None, None, False, False, "no number given"),
    ],
)
def test_a_span_says_its_open_ends(
    lowest: float | None, highest: float | None, low_open: bool, high_open: bool, words: str
) -> None:
    span = pd.Series({"lowest": lowest, "highest": highest, "is_low_open": low_open, "is_high_open": high_open})
    span = span.astype("object")
    assert span_words(pd.concat([span, pd.Series({"n_low_authors": 0, "n_high_authors": 0})])) == words


@pytest.mark.parametrize(
    ("low_open", "high_open", "words", "why"),
    [
        (False, True, "from $2 billion", "only one publisher gives a high end"),
        (True, False, "up to $3 billion", "only one publisher gives a low end"),
        (False, False, "$2 billion to $3 billion", ""),
        (
            True,
            True,
            "$2 billion to $3 billion, both ends open",
            "only one publisher gives a low end; only one publisher gives a high end",
        ),
    ],
)
def test_an_end_that_one_author_gives_is_not_printed_as_that_end(
    low_open: bool, high_open: bool, words: str, why: str
) -> None:
    ends = {"lowest": 2e9, "highest": 3e9, "is_low_open": low_open, "is_high_open": high_open}
    span = pd.Series({**ends, "n_low_authors": 1, "n_high_authors": 1}, dtype="object")
    assert span_words(span, kind="money") == words
    assert open_words(span) == why


def test_areas_are_counted_apart() -> None:
    rows = pd.DataFrame({"of": [None, "Ukraine", "Georgia", None]}, dtype="string")
    assert places_words(rows) == "2 places, and 2 areas not under the control of Georgia and Ukraine"
    assert places_words(rows.head(1)) == "1 place"
    assert places_words(rows.iloc[1:2]) == "1 area not under the control of Ukraine"
    assert places_words(rows.head(0)) == "0 places"


def test_a_relay_is_named_beside_the_author() -> None:
    row = pd.Series({"publisher": "UN", "author": "A network", "relayed_by": "UN"}, dtype="object")
    assert author_words(row) == "A network, passed on by UN"
    assert author_words(pd.Series({"publisher": "UN", "author": "UN", "relayed_by": None}, dtype="object")) == "UN"


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("2019", "2019", "2019"),
        ("2019-12", "December 2019", "Dec 2019"),
        ("2019-12-02", "2 December 2019", "Dec 2019"),
        (date(2023, 4, 8), "8 April 2023", "Apr 2023"),
        (pd.NA, "undated", "undated"),
        ("", "undated", "undated"),
    ],
)
def test_a_date_is_as_precise_as_its_source(text: object, long: str, short: str) -> None:
    assert date_words(text) == long
    assert short_date(text) == short


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (pd.NA, pd.NA, "time not stated"),
        ("2017", "2017", "2017"),
        ("2017", pd.NA, "2017"),
        (pd.NA, "2019-12", "December 2019"),
        ("2017", "2019-12-22", "2017 to 22 December 2019"),
    ],
)
def test_a_period_says_each_end_as_its_source_does(start: object, end: object, words: str) -> None:
    assert period_words(start, end) == words


def test_missing_is_missing_whatever_pandas_calls_it() -> None:
    assert all(is_missing(value) for value in (None, pd.NA, pd.NaT, float("nan")))
    assert not any(is_missing(value) for value in (0, 0.0, "", False, "nan"))


def test_lists() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"], most=2) == "a, b and 1 more"


def test_text_of_the_record_is_harmless_in_a_figure() -> None:
    assert safe("<a href='javascript:x'>$\\href{x}{y}$ & co") == (
        "&lt;a href='javascript:x'&gt;&#36;\\href{x}{y}&#36; &amp; co"
    )


WORDS = Words("A finding", "A measure", "Counted: things.", ["One", "Two"], "0a1b2c3d", boundary=True)


@BOTH
def test_a_figure_carries_its_words_inside(palette: Palette) -> None:
    figure = frame(palette, WORDS, plot_height=200)
    drawn = " ".join(note.text.replace("<br>", " ") for note in figure.layout.annotations)
    for part in ("A finding", "A measure", "Counted: things.", "One and Two", "0a1b2c3d", "no position"):
        assert part in drawn
    assert figure.layout.height >= 200 + figure.layout.margin.t
    assert not figure.data


def test_a_long_title_makes_room_for_itself() -> None:
    short = frame(PALETTES["light"], WORDS, plot_height=200)
    long = frame(PALETTES["light"], Words("word " * 60, "", "", [], ""), plot_height=200)
    assert long.layout.margin.t > short.layout.margin.t
    assert max(len(line) for line in wrap("word " * 60, 52)) <= 52


@BOTH
def test_nothing_to_draw_says_why(palette: Palette) -> None:
    figure = empty(palette, WORDS, "No row in <these> years.")
    assert not figure.data
    assert figure.layout.annotations[-1].text == "No row in &lt;these&gt; years. That means unknown, not zero."


def test_annotations_are_added_to_those_there() -> None:
    figure = go.Figure()
    figure.add_annotation(text="first")
    figure.add_annotations([{"text": "second"}, {"text": "third"}])
    assert [note.text for note in figure.layout.annotations] == ["first", "second", "third"]


@pytest.mark.parametrize(
    ("highest", "values"),
    [(0, [0, 1]), (7, [0, 2, 4, 6, 8]), (1.7e9, [0, 5e8, 1e9, 1.5e9, 2e9]), (100, [0, 25, 50, 75, 100])],
)
def test_ticks_are_round_and_reach_the_highest(highest: float, values: list[float]) -> None:
    assert count_ticks(highest)[0] == values
    assert money_ticks(highest)[1][-1] == money(values[-1])


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([], ""),
        ([41], "41"),
        ([42, 41, 41], "41, or 42 by another count"),
        ([41, 42], "41, or 42 by another count"),
        ([pd.NA], ""),
    ],
)
def test_the_count_of_the_advisory_comes_from_claims(counts: list[object], words: str) -> None:
    assert advisory_words(pd.DataFrame({"low": pd.array(counts, dtype="Float64")})) == words


def test_who_made_a_count_does_not_make_it_money() -> None:
    people = {"measure": "present", "low": 278, "high": 278, "qualifier": "about", "estimator": "A ministry"}
    assert claim_words(pd.Series(people)) == "about 278"
    stolen = {"measure": "stolen_by_dprk", "low": 1e9, "high": 1e9, "qualifier": "exact", "estimator": "A firm"}
    assert claim_words(pd.Series(stolen)) == "$1 billion"


def test_a_correction_that_leaves_nothing_says_so() -> None:
    row = {"table": "worker_claims", "key": "w1", "column": "low", "printed": "31", "used": pd.NA, "why": "A ceiling."}
    assert row_words("corrections", pd.Series(row)) == "worker_claims w1, low: printed 31, used nothing; A ceiling."


def test_a_figure_names_its_data_version_and_licence_last() -> None:
    words = Words("Title", "", "Counted: claims.", ["BBC"], "0a1b2c3d", boundary=True)
    assert words.footer().endswith("Hard Currency, data version 0a1b2c3d, CC BY 4.0.")


def test_a_footer_has_room_for_letters_set_at_whole_pixels() -> None:
    """Such a system sets those of this size wider by a twenty-fifth."""
    words = Words("Title", "Subtitle", "Counted: " + "workers as each source counts them, " * 20, [], "deadbeef")
    for columns in (100, 154, 200):
        notes = frame(LIGHT, words, plot_height=100, columns=columns).layout.annotations
        (footer,) = [note for note in notes if note.name == "footer"]
        assert max(text_width(line, FOOTER_SIZE) for line in footer.text.split("<br>")) * 1.04 < columns * COLUMN

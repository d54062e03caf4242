"""Totals of thefts: whole years beside each other, and other spans over their own time, every label inside."""

import pandas as pd

from charts.labels import label_places, short_money
from charts.theft_totals import theft_periods, theft_years, year_finding, years_finding
from charts.theme import TEXT_SIZE, Words
from charts.widths import text_width
from loaders.dates import first_day, last_day
from look.palette import LIGHT

WORDS = Words("The finding", "US dollars", "Counted: thefts.", ["A publisher"], "deadbeef")


def claims() -> pd.DataFrame:
    start, end = ["2017", "2017", "2018", "2022-01"], ["2017", "2023", "2018", "2022-07"]
    return pd.DataFrame(
        {
            "claim_id": ["a", "b", "c", "d"],
            "year": pd.array([2017, 2017, 2018, 2018], dtype="Int64"),
            "estimator": ["One <b>", "Two", "One <b>", "A publisher whose name is longer than any margin could hold"],
            "scope": pd.array([None, "thefts from businesses in very many places of the world", None, None], "string"),
            "low": pd.array([1e9, 2e9, None, None], dtype="Float64"),
            "high": pd.array([1.7e9, None, 5e8, None], dtype="Float64"),
            "qualifier": "exact",
            "period_start": start,
            "period_end": end,
            "period_start_first": pd.Series([first_day(text) for text in start], dtype="datetime64[s]"),
            "period_end_last": pd.Series([last_day(text) for text in end], dtype="datetime64[s]"),
            "published": ["2018", "2024-01", "2019", "2022-08"],
            "published_last": pd.Series([last_day(t) for t in ("2018", "2024-01", "2019", "2022-08")]),
            "is_current": [True, True, True, False],
            "publisher": "A publisher",
            "source_id": ["s1", "s2", "s3", "s4"],
            "source_kind": "company_research",
            "measure": "stolen_by_dprk",
            "period_end_first": pd.Series([first_day(text) for text in end], dtype="datetime64[s]"),
            "period_start_last": pd.Series([last_day(text) for text in start], dtype="datetime64[s]"),
            "title": "A report",
            "locator": "p. 1",
            "grade": "A",
            "note": pd.array([None] * 4, dtype="string"),
        }
    )


def test_each_claim_with_a_number_is_drawn_over_its_time() -> None:
    before = claims()
    figure = theft_periods(before, palette=LIGHT, words=WORDS)
    drawn = {data[0] for trace in figure.data for data in trace.customdata if data}
    assert drawn == {"a", "b", "c"}
    current = figure.data[-1]
    spans = {
        (str(start), str((pd.Timestamp(start) + pd.Timedelta(length, "ms")).date()))
        for start, length in zip(current.base, current.x, strict=True)
    }
    assert ("2017-01-01", "2023-12-31") in spans
    # Of a line only its ends would answer, and no arrow key would find it.
    assert {trace.type for trace in figure.data} == {"bar"}
    pd.testing.assert_frame_equal(before, claims())


def test_labels_end_at_a_word_fit_the_margin_and_ticks_are_years_there_are() -> None:
    figure = theft_periods(claims(), palette=LIGHT, words=WORDS)
    label = next(note.text for note in figure.layout.annotations if "at least &#36;2 billion" in note.text)
    assert "thefts from businesses in very many places of…" in label
    assert "One &lt;b&gt;" in figure.layout.yaxis.ticktext
    longest = "at least $2 billion · 2017 to 2023, thefts from businesses in very many places of…"
    assert figure.layout.margin.r >= text_width(longest, TEXT_SIZE)
    assert list(figure.layout.xaxis.ticktext) == ["2017", "2018", "2019", "2020", "2021", "2022", "2023"]


def test_lowest_and_highest_newest_claims_of_a_year_are_labelled() -> None:
    figure = theft_years(claims().head(3), palette=LIGHT, words=WORDS)
    texts = [note.text for note in figure.layout.annotations]
    assert {"$1.7bn", "$2bn", "$500m"} <= {text.replace("&#36;", "$") for text in texts}


def test_labels_take_no_place_twice() -> None:
    places = label_places([(100, 50, 5), (102, 50, 5), (300, 50, 5)], ["first", "second", ""], width=400, height=100)
    assert [place.index for place in places] == [0, 1]
    assert (places[0].xshift, places[0].yshift) != (places[1].xshift, places[1].yshift)
    assert label_places([(5, 5, 5)], ["much too long for so small a plot"], width=40, height=20) == []


def test_a_label_aside_of_its_mark_keeps_away_from_the_marks_of_others() -> None:
    around = [(82.0, 65.0, 2.0), (145.0, 45.0, 4.0), (56.0, 50.0, 4.0)]  # in the way above it and at both sides
    for other, sides in (((300, 78, 2), ("left", True)), ((110, 78, 2), ("center", False))):
        marks = [(100.0, 50.0, 5.0), *around, other]
        (place,) = label_places(marks, ["$100m", "", "", "", ""], width=400, height=100)
        assert (place.xanchor, place.yshift > 0) == sides


def test_words_and_empty_frames() -> None:
    assert short_money(1.65e9) == "$1.65bn"
    one_year = claims().head(2).assign(scope=pd.NA, period_end="2017", period_end_last=pd.Timestamp(2017, 12, 31))
    title = "2017: $1 billion to $2 billion or more stolen (2 authors); no publisher gives a high end"
    assert year_finding(one_year, 2017) == title
    nothing = claims().iloc[:0]
    assert len(theft_periods(nothing, palette=LIGHT, words=WORDS).data) == 0
    assert len(theft_years(nothing, palette=LIGHT, words=WORDS).data) == 0


def test_shares_are_drawn_and_said_in_percent() -> None:
    shares = claims().assign(
        measure="share_of_all",
        share_low=pd.array([43.4, 50, None, None], dtype="Float64"),
        share_high=pd.array([44, None, 10, None], dtype="Float64"),
    )
    figure = theft_years(shares, palette=LIGHT, words=WORDS)
    assert list(figure.layout.yaxis.ticktext) == ["0%", "25%", "50%", "75%", "100%"]
    assert {"44%", "50%", "10%"} <= {note.text for note in figure.layout.annotations}
    hovers = [data[1] for trace in figure.data for data in trace.customdata]
    assert any("43.4% to 44%" in text for text in hovers)
    one_year = shares.head(2).assign(scope=pd.NA, period_end="2017", period_end_last=pd.Timestamp(2017, 12, 31))
    title = "2017: 43.4% to 50% or more of all thefts (2 authors); no publisher gives a high end"
    assert year_finding(one_year, 2017) == title
    assert years_finding(shares.iloc[2:3]) == "The share of all thefts attributed to the DPRK, year by year"

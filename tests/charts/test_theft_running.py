"""The running total of named thefts and the claims beside it: steps are sums, claims stand at their own end."""

import pandas as pd

from charts.theft_running import finding, theft_running
from charts.theme import Words
from loaders.dates import first_day, last_day
from look.palette import LIGHT

WORDS = Words("The finding", "US dollars", "Counted: thefts.", ["A publisher"], "deadbeef")


def running() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "incident_id": ["a", "b"],
            "victim": ["One <b>", "Two"],
            "day": pd.to_datetime(["2018-01-26", "2022-03-23"]),
            "low": pd.array([5e8, 5e8], dtype="Float64"),
            "high": pd.array([5e8, 7e8], dtype="Float64"),
            "sum_low": pd.array([5e8, 1e9], dtype="Float64"),
            "sum_high": pd.array([5e8, 1.2e9], dtype="Float64"),
        }
    )


def claims() -> pd.DataFrame:
    start, end = ["2017", "2015", "2016", "2017"], ["2021", "2023-06", "2025", "2024"]
    return pd.DataFrame(
        {
            "claim_id": ["dot", "least", "range", "silent"],
            "estimator": ["One", "Two <i>", "Three", "Four"],
            "scope": pd.array([None] * 4, dtype="string"),
            "low": pd.array([1.5e9, 1.5e9, 2e9, None], dtype="Float64"),
            "high": pd.array([1.5e9, None, 3e9, None], dtype="Float64"),
            "qualifier": "exact",
            "period_start": start,
            "period_end": end,
            "period_start_first": pd.Series([first_day(text) for text in start], dtype="datetime64[s]"),
            "period_end_last": pd.Series([last_day(text) for text in end], dtype="datetime64[s]"),
            "published": "2024",
            "published_last": pd.to_datetime(["2024-12-31"] * 4),
            "source_kind": "blockchain_analytics",
            "is_current": [True, True, False, True],
            "publisher": "A publisher",
            "title": "A report",
            "locator": "p. 1",
            "grade": "A",
            "note": pd.array([None] * 4, dtype="string"),
        }
    )


def test_claims_on_one_spot_stand_beside_one_another_about_their_day() -> None:
    rows = pd.concat([claims(), claims().head(1).assign(claim_id="same")], ignore_index=True)
    figure = theft_running(running(), rows, palette=LIGHT, words=WORDS)
    at = {trace.customdata[0][0]: pd.Timestamp(trace.x[0]) for trace in figure.data[2:]}
    day = pd.Timestamp("2021-12-31")
    assert day - at["dot"] == at["same"] - day
    assert pd.Timedelta(days=3) < at["same"] - at["dot"] < pd.Timedelta(days=40)
    assert at["least"] == pd.Timestamp("2023-06-30")


def test_steps_are_the_sums_and_claims_stand_at_their_end() -> None:
    figure = theft_running(running(), claims(), palette=LIGHT, words=WORDS)
    low, high, *said = figure.data
    assert (list(low.y), list(high.y)) == ([5e8, 1e9], [5e8, 1.2e9])
    assert [data[0] for data in high.customdata] == ["a", "b"]
    assert "markers" in high.mode  # each step is one that the arrow keys find
    at = {trace.customdata[0][0]: (str(pd.Timestamp(trace.x[0]).date()), list(trace.y)) for trace in said}
    assert at == {
        "dot": ("2021-12-31", [1.5e9]),
        "least": ("2023-06-30", [1.5e9]),
        "range": ("2025-12-31", [2e9, 3e9]),
    }
    arrows = [note for note in figure.layout.annotations if note.showarrow]
    assert len(arrows) == 1
    assert "&lt;b&gt;" in low.customdata[0][1]


def test_titles_names_empty_frames_and_input() -> None:
    sums, said = running(), claims()
    figure = theft_running(sums, said, palette=LIGHT, words=WORDS)
    pd.testing.assert_frame_equal(sums, running())
    pd.testing.assert_frame_equal(said, claims())
    texts = [note.text.replace("&#36;", "$") for note in figure.layout.annotations]
    assert "One $1.5bn" in texts
    said_of = "Three, since 2016: $2 billion to $3 billion"
    assert finding(sums, said) == f"Named since 2018: $1 billion to $1.2 billion; {said_of}"
    opened = sums.assign(high=pd.array([5e8, None], dtype="Float64"))
    assert finding(opened, said) == f"Named since 2018: $1 billion to $1.2 billion or more; {said_of}"
    assert finding(sums, said.iloc[3:]) == "What named thefts add up to, from the first onwards"
    assert len(theft_running(sums.iloc[:0], said, palette=LIGHT, words=WORDS).data) == 0
    assert len(theft_running(sums, said.iloc[:0], palette=LIGHT, words=WORDS).data) == 2

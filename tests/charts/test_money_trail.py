"""Where the assets went, and named thefts beside claims: marks, lanes, and nothing added that must not be."""

import pandas as pd
import pytest

from charts import theft_against_totals
from charts.money_trail import finding, money_trail, without_amount
from charts.theme import LIGHT, Words
from loaders.dates import first_day, last_day

WORDS = Words("The finding", "Events", "Counted: events.", ["A court"], "deadbeef")


def events() -> pd.DataFrame:
    dates = ["2022-08-08", "2023", "2024-03-05"]
    return pd.DataFrame(
        {
            "event_id": ["mix", "freeze", "seize"],
            "date": dates,
            "date_first": pd.Series([first_day(text) for text in dates], dtype="datetime64[s]"),
            "date_last": pd.Series([last_day(text) for text in dates], dtype="datetime64[s]"),
            "kind": ["mixer", "freeze", "seizure"],
            "service": ["Mixer <b>", "Tether", "A court"],
            "amount": pd.array([4.55e8, 1e6, None], dtype="Float64"),
            "summary": "Sold",
            "publisher": "A publisher",
            "title": "A report",
        }
    )


def test_every_event_is_one_mark_in_its_lane_and_unknown_is_a_tick() -> None:
    figure = money_trail(events(), palette=LIGHT, words=WORDS)
    discs, ticks = figure.data
    assert [data[0] for data in discs.customdata] == ["mix", "freeze"]
    assert [data[0] for data in ticks.customdata] == ["seize"]
    assert "that is not zero" in ticks.customdata[0][1]
    lanes = dict(zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True))
    assert [lanes[y] for y in (*discs.y, *ticks.y)] == ["Mixers (1)", "Freezes (1)", "Seizures (1)"]
    assert "Mixer &lt;b&gt; &#36;455m" in [note.text for note in figure.layout.annotations]


def test_words_empty_frame_and_input() -> None:
    before = events()
    money_trail(before, palette=LIGHT, words=WORDS)
    pd.testing.assert_frame_equal(before, events())
    assert finding(events()) == "The largest sum named: $455 million, Mixer <b> (mixers), 8 August 2022"
    assert without_amount(events()) == "1 event of 3 names no amount."
    assert len(money_trail(events().iloc[:0], palette=LIGHT, words=WORDS).data) == 0


def sums() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": pd.array([2022, 2022], dtype="Int64"),
            "strength": ["formal", "assessed"],
            "low": pd.array([6e8, 1e8], dtype="Float64"),
            "high": pd.array([7e8, 2e8], dtype="Float64"),
            "is_low_open": False,
            "is_high_open": [False, True],
            "n_incidents": [3, 2],
            "n_without_amount": [0, 1],
        }
    )


def claims() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "claim_id": ["one", "two"],
            "year": pd.array([2022, 2022], dtype="Int64"),
            "estimator": ["One", "Two"],
            "low": pd.array([1.7e9, 1e9], dtype="Float64"),
            "high": pd.array([1.7e9, None], dtype="Float64"),
            "qualifier": "exact",
            "publisher": "A publisher",
            "title": "A report",
            "published": "2023",
            "locator": "p. 1",
            "grade": "A",
        }
    )


def test_columns_stack_thefts_only_and_claims_stand_at_their_own_ends() -> None:
    figure = theft_against_totals.theft_against_totals(sums(), claims(), palette=LIGHT, words=WORDS)
    by_name = {trace.name: trace for trace in figure.data}
    assert (by_name["formal"].base[0], by_name["formal"].y[0]) == (0, 6e8)
    assert (by_name["assessed"].base[0], by_name["assessed"].y[0]) == (6e8, 1e8)
    top = by_name["to the high ends"]
    assert top.base[0] + top.y[0] == pytest.approx(9e8)
    assert by_name["claim: figure"].y[0] == 1.7e9
    assert by_name["claim: at_least"].y[0] == 1e9
    assert "1 without an amount" in by_name["assessed"].customdata[0][1]
    title = theft_against_totals.finding(sums(), claims())
    assert title == "2022: named thefts $700 million to $900 million, claims $1 billion to $1.7 billion"


def test_nothing_at_all_is_said() -> None:
    figure = theft_against_totals.theft_against_totals(sums().iloc[:0], claims().iloc[:0], palette=LIGHT, words=WORDS)
    assert len(figure.data) == 0


@pytest.mark.parametrize(("n_sums", "n_claims"), [(2, 0), (0, 2)])
def test_one_of_both_is_enough(n_sums: int, n_claims: int) -> None:
    figure = theft_against_totals.theft_against_totals(
        sums().head(n_sums), claims().head(n_claims), palette=LIGHT, words=WORDS
    )
    assert sum(len(trace.x) for trace in figure.data) > 0


def test_an_event_stands_in_the_lane_of_every_service_it_names() -> None:
    rows = pd.concat([events(), events().head(1)], ignore_index=True)
    rows = rows.assign(named_service=["Mixer <b>", "once", "once", "Other"])
    lanes = {"Mixer <b>": "Mixer <b>", "Other": "Other", "once": "Named once"}
    figure = money_trail(rows, by="named_service", lanes=lanes, palette=LIGHT, words=WORDS)
    texts = ["Mixer &lt;b&gt; (1)", "Other (1)", "Named once (2)"]
    assert list(figure.layout.yaxis.ticktext) == texts
    assert [data[0] for trace in figure.data for data in trace.customdata].count("mix") == 2

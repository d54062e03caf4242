"""Cases in time: one mark an event, at its own time, in its own lane."""

import pandas as pd

from charts.apart import UPRIGHT
from charts.events import event_hover
from charts.it_cases import LANE, finding, it_cases
from charts.theme import Words
from loaders.codes import LANES
from loaders.dates import first_day, last_day
from look.palette import LIGHT

WORDS = Words("The finding", "Events", "Counted: events.", ["A court"], "deadbeef")


def events() -> pd.DataFrame:
    dates = ["2024-05-16", "2025-07", "2018", "2025-07-24", "2026-01-01"]
    return pd.DataFrame(
        {
            "event_id": [f"ev-{number}" for number in range(5)],
            "date": dates,
            "end_date": pd.Series([None] * 5, dtype="string"),
            "date_first": pd.Series([first_day(text) for text in dates], dtype="datetime64[s]"),
            "date_last": pd.Series([last_day(text) for text in dates], dtype="datetime64[s]"),
            "lane": ["indictment", "guilty_plea_or_sentence", "designation", "indictment", "visa_workaround"],
            "title": ["Charges <b>&", "A plea", "A listing", "More charges", "Something else"],
            "publisher": "A court",
            "source_title": "A judgment",
            "grade": "A",
        }
    )


def test_every_event_is_one_mark_in_its_lane() -> None:
    figure = it_cases(events(), palette=LIGHT, words=WORDS)
    marks = figure.data[-1]
    assert [data[0] for data in marks.customdata] == events()["event_id"].tolist()
    lanes = dict(zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True))
    assert [lanes[y] for y in marks.y] == [
        "Charges (2)",
        "Pleas and sentences (1)",
        "Designations (1)",
        "Charges (2)",
        "Visas other than work visas (1)",
    ]
    assert "Charges &lt;b&gt;&amp;" in marks.customdata[0][1]


def test_events_of_one_day_and_kind_share_the_height_of_a_mark_so_that_all_are_seen() -> None:
    rows = pd.concat([events(), events().assign(event_id=lambda rows: rows["event_id"] + "-too")], ignore_index=True)
    marks = it_cases(rows, palette=LIGHT, words=WORDS).data[-1]
    place = {
        data[0]: at for data, at in zip(marks.customdata, zip(marks.y, marks.marker.size, strict=True), strict=True)
    }
    for event in events()["event_id"]:
        (upper, high), (lower, low) = place[event], place[f"{event}-too"]
        assert (upper - lower) * LANE > UPRIGHT * (high + low) / 2 > 15


def test_a_month_and_a_year_are_lines_over_their_time() -> None:
    figure = it_cases(events(), palette=LIGHT, words=WORDS)
    spans = [[pd.Timestamp(day).date().isoformat() for day in trace.x] for trace in figure.data[:-1]]
    assert spans == [["2025-07-01", "2025-07-31"], ["2018-01-01", "2018-12-31"]]


def test_the_chosen_event_is_named_and_larger() -> None:
    figure = it_cases(events(), palette=LIGHT, words=WORDS, chosen="ev-1")
    assert "A plea" in [note.text for note in figure.layout.annotations]
    sizes = figure.data[-1].marker.size
    assert sizes[1] > sizes[0] == sizes[2]


def test_title_empty_frame_and_input() -> None:
    assert finding(events()) == "1 designation, 2 sets of charges and 1 plea or sentence concern IT workers"
    assert finding(events().iloc[:0]) == "Cases that concern IT workers"
    assert len(it_cases(events().iloc[:0], palette=LIGHT, words=WORDS).data) == 0
    frame = events()
    it_cases(frame, palette=LIGHT, words=WORDS)
    pd.testing.assert_frame_equal(frame, events())


def test_an_event_has_the_lane_and_the_hover_that_it_has_on_the_timeline() -> None:
    figure = it_cases(events(), palette=LIGHT, words=WORDS)
    assert [data[1] for data in figure.data[-1].customdata] == [event_hover(row) for _, row in events().iterrows()]
    assert "Grade A, " in figure.data[-1].customdata[0][1]
    assert {tick.split(" (")[0] for tick in figure.layout.yaxis.ticktext} <= set(LANES.values())


def test_each_year_has_its_name_also_where_no_browser_reckons_it_out() -> None:
    axis = it_cases(events(), palette=LIGHT, words=WORDS).plain()["layout"]["xaxis"]
    assert axis["ticktext"] == [str(year) for year in range(2018, 2027)]
    assert len(axis["tickvals"]) == 9

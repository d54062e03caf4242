"""The timeline: one mark an event, a day a stroke, a less exact date a bar over all of its time."""

from html import unescape
from typing import Any

import pandas as pd

from charts.apart import UPRIGHT
from charts.event_lanes import LABELS, LANE, event_lanes, finding
from charts.labels import FOOTER_LETTER, LABEL_SIZE
from charts.theme import Words
from charts.widths import text_width
from loaders.codes import LANES
from loaders.dates import first_day, last_day
from loaders.tables import load_record
from look.palette import DARK, LIGHT
from subjects.timeline import timeline_events
from words.events import event_title

WORDS = Words("The finding", "Events", "Counted: events.", ["A court"], "deadbeef")
DAY = 86_400_000  # milliseconds
DAY_LATER = pd.Timedelta(days=1)


def events() -> pd.DataFrame:
    dates = ["2006-10-09", "2017", "2017-12", "2019-12-22", "2022-10"]
    ends = [pd.NA, pd.NA, pd.NA, "2019-12-24", "2023-01"]
    untils = [last_day(date if end is pd.NA else end) for date, end in zip(dates, ends, strict=True)]
    return pd.DataFrame(
        {
            "event_id": [f"ev-{number}" for number in range(5)],
            "date": pd.Series(dates, dtype="string"),
            "end_date": pd.Series(ends, dtype="string"),
            "date_first": pd.Series([first_day(text) for text in dates], dtype="datetime64[s]"),
            "until": pd.Series(untils, dtype="datetime64[s]"),
            "lane": pd.Series(
                ["nuclear_test", "workers_found", "workers_found", "diplomacy", "seizure"], dtype="string"
            ),
            "title": ["A test <b>&$1$", "Workers seen", "More workers seen", "A meeting", "Accounts seized"],
            "publisher": "A court",
            "source_title": "A judgment",
            "grade": "A",
        }
    )


def drawn(name: str) -> dict[str, tuple[object, ...]]:
    figure = event_lanes(events(), palette=LIGHT, words=WORDS)
    lanes = dict(zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True))
    return {
        custom[0]: (t.base[i] if t.type == "bar" else t.x[i], t.x[i], lanes[t.y[i]])
        for t in figure.data
        if t.name == name
        for i, custom in enumerate(t.customdata)
    }


def test_a_day_is_a_stroke_and_what_is_less_exact_a_bar_over_its_time() -> None:
    assert drawn("day") == {"ev-0": ("2006-10-09", "2006-10-09", "Nuclear tests (1)")}
    assert drawn("time covered") == {
        "ev-1": ("2017-01-01", 365 * DAY, "Workers reported (2)"),
        "ev-2": ("2017-12-01", 31 * DAY, "Workers reported (2)"),
        "ev-3": ("2019-12-22", 3 * DAY, "Diplomacy (1)"),
        "ev-4": ("2022-10-01", 123 * DAY, "Seizures (1)"),
    }


def test_every_event_of_the_record_is_one_mark_in_a_named_lane() -> None:
    rows = timeline_events(load_record())
    assert set(rows["lane"]) <= set(LANES)
    figure = event_lanes(rows, palette=DARK, words=WORDS)
    assert sorted(custom[0] for t in figure.data for custom in t.customdata) == sorted(rows["event_id"])
    assert len(figure.layout.yaxis.tickvals) == rows["lane"].nunique()


def test_events_of_one_time_share_the_height_of_a_mark_and_keep_to_their_lane() -> None:
    rows = pd.concat([events(), events(), events().assign(date_first=lambda rows: rows["date_first"] + DAY_LATER)])
    rows = rows.assign(event_id=[f"ev-{number}" for number in range(len(rows))]).reset_index(drop=True)
    figure = event_lanes(rows, palette=LIGHT, words=WORDS)
    spans: dict[str, tuple[float, float]] = {}
    for trace in figure.data:
        heights = trace.width if trace.type == "bar" else [UPRIGHT * size / LANE for size in trace.marker.size]
        for custom, place, high in zip(trace.customdata, trace.y, heights, strict=True):
            spans[custom[0]] = place - high / 2, place + high / 2
            assert all(-0.4 < end - round(place) < 0.4 for end in spans[custom[0]])
    for number in range(5):
        first, second, third = (spans[f"ev-{number + more}"] for more in (0, 5, 10))
        assert (first[0] - second[1]) * LANE > 1
        assert (second[0] - third[1]) * LANE > 1


def test_the_years_stand_above_and_below_the_lanes() -> None:
    figure = event_lanes(events(), palette=LIGHT, words=WORDS)
    below = [note.text for note in figure.layout.annotations if note.name == "year"]
    assert figure.layout.xaxis.side == "top"
    assert below == list(figure.layout.xaxis.ticktext) == [str(year) for year in range(2006, 2024)]


def test_labels_are_few_and_end_before_the_next_mark() -> None:
    rows = timeline_events(load_record())
    figure = event_lanes(rows, palette=LIGHT, words=WORDS)
    labels = [note for note in figure.layout.annotations if note.name == "label"]
    lanes = pd.Series([note.y for note in labels])
    assert labels
    assert lanes.value_counts().max() <= LABELS
    names = [unescape(note.text).replace("&#36;", "$") for note in labels]
    titles = [event_title(row) for _, row in rows.iterrows()]
    assert all(any(title.startswith(name.rstrip("…")) for title in titles) for name in names)
    assert all(text_width(name, LABEL_SIZE) < 200 * FOOTER_LETTER / 2 for name in names)


def test_the_chosen_event_is_named_alone_in_its_lane_and_its_mark_is_stronger() -> None:
    figure = event_lanes(events(), palette=LIGHT, words=WORDS, chosen="ev-2")
    place = dict(zip(figure.layout.yaxis.ticktext, figure.layout.yaxis.tickvals, strict=True))["Workers reported (2)"]
    names = [note.text for note in figure.layout.annotations if note.name == "label" and note.y == place]
    assert names == ["<b>More workers seen</b>"]
    bars = next(t for t in figure.data if [c[0] for c in t.customdata] == ["ev-1", "ev-2"])
    assert bars.marker.opacity[1] > bars.marker.opacity[0]


def test_hover_says_title_time_document_and_grade_as_plain_text() -> None:
    figure = event_lanes(events(), palette=LIGHT, words=WORDS)
    hovers = {custom[0]: custom[1] for t in figure.data for custom in t.customdata}
    assert "A test &lt;b&gt;&amp;&#36;1&#36;" in hovers["ev-0"]
    assert "October 2022 to January 2023" in hovers["ev-4"]
    assert "2017<br>A court: A judgment<br>Grade A, seen in the primary document" in hovers["ev-1"]


def test_the_deadline_stands_only_where_it_is_given_and_inside_the_years() -> None:
    day = pd.Timestamp(2019, 12, 22)

    def notes(**options: Any) -> list[str]:
        figure = event_lanes(events(), palette=LIGHT, words=WORDS, **options)
        return [note.text for note in figure.layout.annotations if note.name == "deadline"]

    assert notes(deadline=day) == ["Deadline to send workers home: 22 December 2019"]
    assert notes(deadline=day, years=(2006, 2018)) == notes() == []


def test_the_words_of_the_deadline_are_on_the_side_that_has_room() -> None:
    def side(*years: int) -> str:
        figure = event_lanes(events(), palette=LIGHT, words=WORDS, deadline=pd.Timestamp("2019-12-22"), years=years)
        return next(note.xanchor for note in figure.layout.annotations if note.name == "deadline")

    sides = [side(*years) for years in ((2006, 2026), (2006, 2023), (2019, 2020), (2019, 2019))]
    assert sides == ["left", "right", "left", "right"]


def test_title_empty_frame_and_input() -> None:
    rows = events()
    before = rows.copy()
    event_lanes(rows, palette=LIGHT, words=WORDS)
    pd.testing.assert_frame_equal(rows, before)
    assert finding(rows) == "2017 is the busiest year: 2 of 5 events, most often workers reported (2)"
    assert finding(rows.iloc[:1]) == "9 October 2006: A test <b>&$1$"
    assert finding(rows.iloc[:0]) == "Events in time"
    assert len(event_lanes(rows.iloc[:0], palette=LIGHT, words=WORDS).data) == 0


def test_no_event_is_named_twice() -> None:
    figure = event_lanes(events().iloc[:1], palette=LIGHT, words=WORDS, years=(2000, 2012))
    assert len([note for note in figure.layout.annotations if note.name == "label"]) == 1


def test_a_theft_is_called_by_its_victim_and_amount() -> None:
    rows = events().assign(low=pd.Series([None] * 4 + [230e6], dtype="Float64"), high=250e6)
    rows.loc[4, "lane"] = "theft"
    assert event_title(rows.iloc[4]) == "Accounts seized: $230 million to $250 million stolen"
    figure = event_lanes(rows, palette=LIGHT, words=WORDS)
    assert "Largest thefts (1)" in figure.layout.yaxis.ticktext
    assert "&#36;230 million" in next(c[1] for t in figure.data for c in t.customdata if c[0] == "ev-4")


def test_a_name_with_no_room_on_either_side_stays_away() -> None:
    rows = pd.concat([events().iloc[[0]]] * 3, ignore_index=True).assign(event_id=["ev-0", "ev-1", "ev-2"])
    for column in ("date_first", "until"):
        rows[column] = pd.to_datetime(["2010-01-01", "2010-02-01", "2010-03-01"]).astype("datetime64[s]")
    figure = event_lanes(rows, palette=LIGHT, words=WORDS, chosen="ev-1", years=(2006, 2026))
    assert [note for note in figure.layout.annotations if note.name == "label"] == []

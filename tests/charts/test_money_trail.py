"""Where the assets went: marks, lanes, and what is unknown."""

import pandas as pd

from charts.money_trail import LANE, SHARED, finding, money_trail, without_amount
from charts.theme import Words
from loaders.dates import first_day, last_day
from look.palette import LIGHT

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
    assert "unknown, not zero" in ticks.customdata[0][1]
    lanes = dict(zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True))
    assert [lanes[y] for y in (*discs.y, *ticks.y)] == ["Mixers (1)", "Freezes (1)", "Seizures (1)"]
    assert "Mixer &lt;b&gt; &#36;455m" in [note.text for note in figure.layout.annotations]


def test_events_of_one_time_in_one_lane_stand_above_one_another() -> None:
    rows = pd.concat([events(), events()], ignore_index=True)
    rows["event_id"] = [f"{event}-{i}" for i, event in enumerate(rows["event_id"])]
    rows["kind"] = "mixer"
    discs, ticks = money_trail(rows, palette=LIGHT, words=WORDS).data
    for marks, apart in (
        (discs, ("mix-0", "mix-3")),
        (discs, ("freeze-1", "freeze-4")),
        (ticks, ("seize-2", "seize-5")),
    ):
        places = {custom[0]: place * LANE for custom, place in zip(marks.customdata, marks.y, strict=True)}
        assert places[apart[0]] - places[apart[1]] == SHARED / 2
        assert all(abs(place) <= LANE / 2 for place in places.values())
    assert max(ticks.marker.size) < SHARED / 2


def test_words_empty_frame_and_input() -> None:
    before = events()
    money_trail(before, palette=LIGHT, words=WORDS)
    pd.testing.assert_frame_equal(before, events())
    assert finding(events()) == "The largest sum named: $455 million, Mixer <b> (mixers), 8 August 2022"
    assert without_amount(events()) == "1 event of 3 names no amount."
    assert len(money_trail(events().iloc[:0], palette=LIGHT, words=WORDS).data) == 0


def test_an_event_stands_in_the_lane_of_every_service_it_names() -> None:
    rows = pd.concat([events(), events().head(1)], ignore_index=True)
    rows = rows.assign(named_service=["Mixer <b>", "once", "once", "Other"])
    lanes = {"Mixer <b>": "Mixer <b>", "Other": "Other", "once": "Named once"}
    figure = money_trail(rows, by="named_service", lanes=lanes, palette=LIGHT, words=WORDS)
    texts = ["Mixer &lt;b&gt; (1)", "Other (1)", "Named once (2)"]
    assert list(figure.layout.yaxis.ticktext) == texts
    assert [data[0] for trace in figure.data for data in trace.customdata].count("mix") == 2

"""Thefts in time: a disc an amount, a cross where none is known, labels that do not meet."""

import pandas as pd

from charts.incident_strip import finding, incident_strip, without_amount
from charts.theme import Words
from loaders.dates import first_day, last_day
from look.coded import LOOKS
from look.palette import LIGHT

WORDS = Words("The finding", "Thefts", "Counted: thefts.", ["A court"], "deadbeef")


def thefts() -> pd.DataFrame:
    dates = ["2022-03-23", "2022-03-24", "2023", "2024-05"]
    return pd.DataFrame(
        {
            "incident_id": ["big", "next", "none", "open"],
            "date": dates,
            "date_first": pd.Series([first_day(text) for text in dates], dtype="datetime64[s]"),
            "date_last": pd.Series([last_day(text) for text in dates], dtype="datetime64[s]"),
            "victim": ["Bridge <b> of a very long name indeed", "Another", "Unknown", "Open"],
            "victim_kind": ["bridge", "bridge", "other", "other"],
            "low": pd.array([5e8, 4e8, None, 1e6], dtype="Float64"),
            "high": pd.array([6e8, 4e8, None, None], dtype="Float64"),
            "strength": ["formal", "assessed", "suspected", "disputed"],
            "attributors": "A court (formal)",
            "vector": pd.array([None] * 4, dtype="string"),
        }
    )


def test_every_theft_is_one_mark_and_its_area_follows_the_amount() -> None:
    figure = incident_strip(thefts(), palette=LIGHT, words=WORDS)
    discs, crosses = figure.data
    assert [data[0] for data in discs.customdata] == ["big", "next", "open"]
    assert list(discs.marker.size) == [6e8, 4e8, 1e6]
    assert [data[0] for data in crosses.customdata] == ["none"]
    assert "unknown, not zero" in crosses.customdata[0][1]
    assert list(discs.marker.line.width) == [LOOKS[s].ring for s in ("formal", "assessed", "disputed")]


def test_thefts_of_one_day_in_one_lane_stand_above_one_another() -> None:
    alone, _ = incident_strip(thefts(), palette=LIGHT, words=WORDS).data
    rows = thefts().assign(**{end: thefts()["date_first"].iloc[0] for end in ("date_first", "date_last")})
    discs, _ = incident_strip(rows, palette=LIGHT, words=WORDS).data
    assert [y == int(y) for y in alone.y] == [False, False, True], "the first two are a day apart"
    assert len({*zip(discs.x, discs.y, strict=True)}) == 3


def test_labels_end_at_a_word_and_stand_apart() -> None:
    figure = incident_strip(thefts(), palette=LIGHT, words=WORDS)
    notes = [note for note in figure.layout.annotations if note.xref != "paper"]
    texts = [note.text.replace("&#36;", "$") for note in notes]
    assert "Bridge &lt;b&gt; of a very long… $500m to $600m" in texts
    assert "Open at least $1m" in texts
    places = [(str(note.x), note.xshift, note.yshift) for note in notes]
    assert len(set(places)) == len(places)


def test_words_empty_frame_and_input() -> None:
    before = thefts()
    incident_strip(before, palette=LIGHT, words=WORDS)
    pd.testing.assert_frame_equal(before, thefts())
    assert finding(thefts()).startswith("The largest theft: Bridge <b>")
    assert without_amount(thefts()) == "1 of 4 thefts has no amount and is in no sum."
    assert without_amount(thefts().dropna(subset=["high"])) == "Every theft shown has an amount."
    assert len(incident_strip(thefts().iloc[:0], palette=LIGHT, words=WORDS).data) == 0

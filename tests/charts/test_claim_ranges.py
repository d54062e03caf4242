"""Claims by source and period, read back from the figure."""

import pandas as pd
import pytest

from charts.claim_ranges import claim_ranges, finding, highest_finding
from charts.theme import Words
from loaders.dates import first_day, last_day
from look.palette import LIGHT
from subjects.comparability import spans

WORDS = Words("The finding", "Claims", "Counted: claims.", ["A panel"], "deadbeef")
COLUMNS = "claim_id channel low high qualifier period_start period_end publisher published grade"
ROWS = [
    ("range", "coal", 2e8, 5e8, "range", "2019", "2019", "A panel", "2020", "A"),
    (
        "about",
        "coal",
        1e8,
        1e8,
        "about",
        "2021-01",
        "2021-02",
        "A very long publisher's name that cannot stand whole",
        None,
        "B",
    ),
    ("at-least", "tourism", 3e8, None, "at_least", None, "2016", "<b>Bold</b> & $x$", "2017-05-01", "C"),
    ("up-to", "tourism", None, 9e8, "up_to", None, None, "A paper", "2017", "C"),
    ("zero", "coal", 0, 0, "exact", "2018", "2018", "A panel", "2018", "A"),
    ("none", "coal", None, None, "none", "2017", "2017", "A panel", "2018", "A"),
]


def claims(rows: list[tuple[object, ...]] = ROWS) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=COLUMNS.split()).astype({"low": "Float64", "high": "Float64"})
    for end in ("start", "end"):
        for name, day in (("first", first_day), ("last", last_day)):
            days = [day(text) if isinstance(text, str) else None for text in frame[f"period_{end}"]]
            frame[f"period_{end}_{name}"] = pd.Series(days, dtype="datetime64[s]")
    return frame.assign(group=frame["channel"], title="A report", locator=None, note=None, detail=None, source_id="s")


def draw(frame: pd.DataFrame, **options: object) -> object:
    heads = {"tourism": "foreign tourists", "coal": "coal"}
    asked = {"kind": "money", "unit": "US dollars a year", "by": "a year", "heads": heads, **options}
    return claim_ranges(frame, palette=LIGHT, words=WORDS, **asked)


def marks(figure: object) -> dict[str, tuple[object, int]]:
    return {data[0]: (trace, at) for trace in figure.data for at, data in enumerate(trace.customdata)}


def test_one_mark_a_numbered_claim_and_no_value_that_no_row_has() -> None:
    drawn = marks(draw(claims()))
    assert set(drawn) == {"range", "about", "at-least", "up-to", "zero"}
    trace, at = drawn["range"]
    assert (trace.base[at], trace.base[at] + trace.x[at]) == (2e8, 5e8)
    for name, value in {"about": 1e8, "at-least": 3e8, "up-to": 9e8, "zero": 0}.items():
        trace, at = drawn[name]
        assert trace.x[at] == value


def test_groups_stand_in_the_order_of_the_headings_and_newest_first() -> None:
    figure = draw(claims())
    lanes = {name: trace.y[at] for name, (trace, at) in marks(figure).items()}
    assert sorted(lanes, key=lanes.get, reverse=True) == ["at-least", "up-to", "about", "range", "zero"]
    texts = [note.text for note in figure.layout.annotations]
    assert texts.index("<b>Foreign tourists</b>") < texts.index("<b>Coal</b>")


def test_hover_unit_and_lane_name_the_source() -> None:
    figure = draw(claims())
    trace, at = marks(figure)["range"]
    hover = trace.customdata[at][1]
    assert "<b>&#36;200 million to &#36;500 million</b> a year, 2019" in hover
    assert "A panel, 2020" in hover
    assert "Grade A" in hover
    assert figure.layout.xaxis.title.text == "US dollars a year"
    assert "A panel, 2019" in figure.layout.yaxis.ticktext
    assert any(text.endswith("…, Jan 2021 to Feb 2021") for text in figure.layout.yaxis.ticktext)
    assert any("time not stated" in text for text in figure.layout.yaxis.ticktext)


def test_an_arrow_that_reaches_beyond_zero_keeps_clear_of_the_names() -> None:
    def standoff(high: float) -> int:
        rows = [("up-to", "coal", None, high, "up_to", "2019", "2019", "A panel", "2020", "A"), ROWS[3]]
        return draw(claims(rows)).layout.yaxis.ticklabelstandoff

    assert standoff(1e6) > 30
    assert standoff(8e8) == 4


def test_text_of_the_record_is_harmless() -> None:
    figure = draw(claims())
    names = [text for text in figure.layout.yaxis.ticktext if "Bold" in text]
    assert names == ["&lt;b&gt;Bold&lt;/b&gt; &amp; &#36;x&#36;, 2016"]


def test_shares_are_drawn_from_their_own_columns_up_to_a_hundred() -> None:
    frame = claims().assign(share_low=[30, None, None, None, None, None], share_high=[50, None, None, None, None, None])
    frame = frame.astype({"share_low": "Float64", "share_high": "Float64"}).assign(detail="cyber theft")
    figure = draw(frame, kind="percent", unit="percent", heads=None, ends=("share_low", "share_high"))
    trace, at = marks(figure)["range"]
    assert (trace.base[at], trace.x[at]) == (30, 20)
    assert figure.layout.xaxis.ticktext[-1] == "100%"
    assert figure.layout.xaxis.range[1] >= 100
    assert any("30% to 50% <span" in str(note.text) for note in figure.layout.annotations)


@pytest.mark.parametrize("frame", [claims([]), claims(ROWS[-1:])])
def test_nothing_to_draw_is_a_labelled_figure(frame: pd.DataFrame) -> None:
    figure = draw(frame)
    assert len(figure.data) == 0
    assert any("unknown, not zero" in str(note.text) for note in figure.layout.annotations)


def test_the_frame_stays_as_it_was() -> None:
    frame = claims()
    before = frame.copy(deep=True)
    draw(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_the_finding_says_open_ends_as_open_and_the_years() -> None:
    frame = claims().assign(published_last=pd.Timestamp("2020-01-01"), author=claims()["publisher"])
    span = spans(frame, by="channel").set_index("channel")
    coal = finding(span.loc["coal"], "coal", kind="money", by="a year")
    assert coal.startswith("Coal: $0 to $500 million a year, in 3 claims about 20")
    assert finding(None, "coal", kind="money") == "Coal: no source gives a number"
    assert finding(None, "coal", kind="money", n=1) == "Coal: what sources say"


def test_the_title_counts_the_claims_with_a_number_and_says_what_is_counted() -> None:
    ends = {"lowest": 500, "highest": 900, "is_low_open": False, "is_high_open": True}
    span = ends | {"n_low_authors": 1, "n_high_authors": 0, "n_claims": 3, "n_numbered": 2}
    said = pd.Series(span | {"first_year": 2016, "last_year": 2018})
    about = "in 2 claims about 2016 to 2018"
    title = finding(said, "Laos", kind="count", by="workers present")
    assert title == f"Laos: 500 to 900 or more workers present, {about}"
    both = finding(said.replace({False: True}), "Teams", kind="money", by="a month")
    assert both == f"Teams: $500 to $900 a month, both ends open, {about}"


def test_of_several_channels_the_title_names_the_highest_claim() -> None:
    names = {"coal": "coal", "tourism": "foreign tourists"}
    title = highest_finding(claims().assign(author=claims()["publisher"]), names, by="a year")
    assert title.startswith("The highest single claim: foreign tourists, up to $900 million a year, about ")
    assert ", by " in title
    assert highest_finding(claims(ROWS[-1:]), names) == "No source gives a number"


def test_a_dot_at_the_end_of_the_scale_is_not_cut() -> None:
    dots = [trace for trace in draw(claims()).data if trace.type == "scatter"]
    assert dots
    assert all(trace.cliponaxis is False for trace in dots)

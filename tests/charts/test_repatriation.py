"""Four marks a place, read back from the figure."""

import pandas as pd
import pytest

from charts.repatriation import AN_EVENT, ZERO, drawn, finding, phase_words, repatriation_chart
from charts.theme import Words
from look.coded import PHASE_LOOKS
from look.palette import DARK, LIGHT

WORDS = Words("The finding", "Persons", "Counted: workers.", ["A panel"], "deadbeef")
NONE = (None, None, False, False)
#        iso3, name, status, {phase: (lowest, highest, is_low_open, is_high_open)}
PLACES = [
    ("GON", "Gone", "reported_gone", {"before": (5, 9, False, False), "left": (0, 0, False, False)}),
    ("SML", "Small <b>&$x$", "reported_after_deadline", {"after": (1, 1, False, True)}),
    (
        "BIG",
        "Big",
        "reported_after_deadline",
        {"before": (30000, 50000, True, False), "after": (511, 15000, False, False)},
    ),
    ("EVT", "Event only", "reported_after_deadline", {"home": (7, 7, False, False)}),
    ("NIL", "No number", "reported_before_deadline", {"before": NONE}),
]


def rows(places: list[tuple[str, str, str, dict[str, tuple[object, ...]]]] = PLACES) -> pd.DataFrame:
    made = []
    for iso3, name, status, phases in places:
        row: dict[str, object] = {"iso3": iso3, "name": name, "label": name, "status": status, "of": None}
        for phase in PHASE_LOOKS:
            known = phase in phases
            ends = phases.get(phase, NONE)
            row |= dict(
                zip([f"{phase}_{c}" for c in ("lowest", "highest", "is_low_open", "is_high_open")], ends, strict=True)
            )
            row |= {f"{phase}_n_low_authors": 0, f"{phase}_n_high_authors": 0}
            row |= {f"{phase}_n_claims": 1 if known else None, f"{phase}_is_part": False if known else None}
            row[f"{phase}_authors"] = ["<i>A panel</i>"] if known else None
        made.append(row)
    types = {f"{p}_{c}": "Float64" for p in PHASE_LOOKS for c in ("lowest", "highest")}
    types |= {f"{p}_n_claims": "Int64" for p in PHASE_LOOKS}
    types |= {f"{p}_{c}": "boolean" for p in PHASE_LOOKS for c in ("is_low_open", "is_high_open", "is_part")}
    counted = [f"{p}_n_{end}_authors" for p in PHASE_LOOKS for end in ("low", "high")]
    columns = ["iso3", "name", "label", "status", "of", *types, *counted, *(f"{p}_authors" for p in PHASE_LOOKS)]
    return pd.DataFrame(made, columns=columns).astype(types)


def draw(frame: pd.DataFrame, **options: object) -> object:
    return repatriation_chart(frame, palette=LIGHT, words=WORDS, **options)


def marks(figure: object) -> set[tuple[str, str, float]]:
    return {
        (trace.name, data[0], x)
        for trace in figure.data
        if trace.customdata is not None
        for data, x in zip(trace.customdata, trace.x, strict=True)
    }


@pytest.mark.parametrize(("log", "zero"), [(True, ZERO), (False, 0)])
def test_every_mark_is_an_end_of_a_row_and_zero_is_a_mark(log: bool, zero: float) -> None:
    assert marks(draw(rows(), log=log)) == {
        ("before", "GON", 5),
        ("before", "GON", 9),
        ("left", "GON", zero),
        ("after", "SML", 1),
        ("before", "BIG", 30000),
        ("before", "BIG", 50000),
        ("after", "BIG", 511),
        ("after", "BIG", 15000),
        ("home", "EVT", 7),
    }


def test_phases_differ_in_shape_and_in_colour() -> None:
    for palette in (LIGHT, DARK):
        drawn_marks = [
            t.marker for t in repatriation_chart(rows(), palette=palette, words=WORDS).data if t.marker.symbol
        ]
        assert len({mark.symbol for mark in drawn_marks}) == len({mark.color for mark in drawn_marks}) == 4


def test_the_axis_says_its_scale() -> None:
    assert "logarithmic" in draw(rows(), log=True).layout.xaxis.title.text
    assert draw(rows()).layout.xaxis.title.text == "persons"
    assert "0" in draw(rows(), log=True).layout.xaxis.ticktext


def test_those_still_reported_come_first_by_their_highest_claim() -> None:
    assert drawn(rows())["iso3"].tolist() == ["BIG", "SML", "EVT", "GON"]


def test_unknown_stands_as_the_word_and_open_ends_as_arrows() -> None:
    notes = draw(rows()).layout.annotations
    texts = [note.text for note in notes]
    assert "home, remaining" in texts
    assert "home, after" in texts
    assert AN_EVENT in texts  # a status without a claim of that time
    assert sum(bool(note.showarrow) for note in notes) == 2
    assert "Event only" in texts
    assert "No number" not in texts


def test_text_of_the_record_stays_text() -> None:
    figure = draw(rows())
    written = str(figure.parts)
    assert "Small <b>" not in written
    assert "<i>A panel" not in next(t for t in figure.data if t.name == "after").customdata[0][1]


def test_words_tell_unknown_zero_and_no_number_apart() -> None:
    by_place = rows().set_index("iso3", drop=False)
    assert phase_words(by_place.loc["GON"], "left") == "0"
    assert phase_words(by_place.loc["GON"], "after") == "unknown"
    assert phase_words(by_place.loc["NIL"], "before") == "no number given"


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (PLACES, "Workers reported after the deadline in 3 places; reported gone from 1"),
        (PLACES[:1], "Workers reported gone from 1 place"),
        (PLACES[4:], "1 place: none reported after the deadline, none reported gone"),
    ],
)
def test_the_title_counts_the_rows_shown(
    kept: list[tuple[str, str, str, dict[str, tuple[object, ...]]]], said: str
) -> None:
    assert finding(rows(kept)) == said
    assert len(said.split()) <= 15


def test_no_row_gives_a_labelled_figure_and_rows_stay_as_they_were() -> None:
    assert not draw(rows([])).data
    frame = rows()
    before = frame.copy(deep=True)
    draw(frame)
    pd.testing.assert_frame_equal(frame, before)

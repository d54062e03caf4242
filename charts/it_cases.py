"""What governments and courts did about IT workers, in time: one mark an event, a lane for each kind."""

import pandas as pd

from charts import figure as go
from charts.apart import sharing, upright
from charts.events import event_hover
from charts.labels import FOOTER_LETTER, names_room
from charts.marks import day_axis, days_around, is_day, middle_day
from charts.theme import COLUMNS, SANS, Words, empty, frame, lane_axis, safe
from language.messages import plural, tr
from loaders.codes import LANES
from loaders.rows import FrameRow, each_row
from look.palette import Palette

COUNTED = ("designation", "indictment", "guilty_plea_or_sentence")
"""The lanes that the title counts."""
LANE, LEFT, RIGHT = 46, 190, 24  # px
STROKE = 34  # px: how high a mark is


def finding(events: pd.DataFrame) -> str:
    """The title: how many designations, charges, and pleas and sentences are shown."""
    if events.empty:
        return tr("Cases that concern IT workers")
    counts = events["lane"].value_counts()
    designations, charges, pleas = (int(counts.get(lane, 0)) for lane in COUNTED)
    return tr(
        "{designations}, {charges} and {pleas} concern IT workers",
        designations=plural("{n} designation", "{n} designations", designations),
        charges=plural("{n} set of charges", "{n} sets of charges", charges),
        pleas=plural("{n} plea or sentence", "{n} pleas and sentences", pleas),
    )


def it_cases(events: pd.DataFrame, *, palette: Palette, words: Words, chosen: str | None = None) -> go.Figure:
    """Events as upright strokes on a time axis, one lane a kind; an imprecise date is a line over the time it covers.
    Marks on one spot share its height.

    `events`: `event_id`, `date`, `end_date`, `date_first`, `date_last`, `lane`, `title`, `publisher`,
    `source_title`, `grade`. Each mark carries its `event_id` in customdata; the chosen one is named. An empty frame
    gives an empty, labelled figure.
    """
    if events.empty:
        return empty(palette, words, tr("No such event in this selection."))
    rows = events.assign(
        kind=events["lane"].map(LANES),
        middle=middle_day(events),
        hover=[event_hover(row) for row in each_row(events)],
    )
    kinds = [kind for kind in LANES.values() if rows["kind"].eq(kind).any()]
    counts = rows["kind"].value_counts()
    at = {kind: -float(place) for place, kind in enumerate(kinds)}
    names = [tr("{kind} ({n})", kind=kind, n=counts[kind]) for kind in kinds]
    left = names_room(names, LEFT)
    figure = frame(palette, words, plot_height=LANE * len(kinds) + 14, left=left, right=RIGHT, axis=8, top=40)
    ends = days_around(rows)
    scale = (COLUMNS * FOOTER_LETTER - left - RIGHT) / (ends[1] - ends[0]).days
    days = (rows["middle"] - ends[0]).dt.days
    shared = sharing([(kind, day * scale) for kind, day in zip(rows["kind"], days, strict=True)])
    sizes, is_chosen = upright([part for _, part in shared], STROKE), [event == chosen for event in rows["event_id"]]
    for row in each_row(rows[~is_day(rows["date"])]):
        figure.add_trace(
            go.Scatter(
                x=[row["date_first"], row["date_last"]],
                y=[at[row["kind"]]] * 2,
                mode="lines",
                name="time that an imprecise date covers",
                line={"color": palette.people, "width": 3},
                hoverinfo="skip",
            )
        )
    figure.add_trace(
        go.Scatter(
            x=rows["middle"],
            y=[at[kind] + shift * STROKE / LANE for kind, (shift, _) in zip(rows["kind"], shared, strict=True)],
            mode="markers",
            name="event",
            customdata=rows[["event_id", "hover"]].to_numpy().tolist(),
            hovertemplate="%{customdata[1]}<extra></extra>",
            marker={
                "symbol": "line-ns",
                "size": [size * (1.4 if it else 1) for size, it in zip(sizes, is_chosen, strict=True)],
                "color": palette.people,
                "opacity": 1,
                "line": {"width": [5 if it else 3 for it in is_chosen], "color": palette.people},
            },
        )
    )
    figure.add_annotations(
        [_name(row, at, rows["middle"], palette) for row in each_row(rows[rows["event_id"] == chosen])]
    )
    figure.update_xaxes(**day_axis(palette, *ends, side="top"))
    figure.update_yaxes(
        **lane_axis(palette, at.values(), (safe(name) for name in names), [min(at.values()) - 0.6, 0.75])
    )
    return figure


def _name(row: FrameRow, at: dict[str, float], times: pd.Series, palette: Palette) -> dict[str, object]:
    is_late = row["middle"] > times.min() + (times.max() - times.min()) / 2
    return {
        "x": row["middle"],
        "y": at[row["kind"]],
        "yshift": 24,
        "xanchor": "right" if is_late else "left",
        "text": safe(row["title"]),
        "showarrow": False,
        "bgcolor": palette.paper,
        "font": {"family": SANS, "size": 13, "color": palette.ink},
    }

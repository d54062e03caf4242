"""All claims about one place, one row a claim, newest first."""

import pandas as pd

from charts import figure as go
from charts.labels import FOOTER_LETTER, label_margin, lane_name, names_room, shape_of
from charts.marks import GROUP, ROW, add_claims, add_headings, claim_hover
from charts.theme import COLUMNS, Words, count_ticks, empty, frame, quiet_axis, safe
from charts.widths import shorten
from language.forms import strung
from language.messages import tr
from loaders.codes import WORKER_MEASURES
from loaders.rows import FrameRow, each_row
from look.palette import CLEAR, Palette
from words.claims import is_of_workers, parts_of
from words.numbers import range_words

LANE_ROOM = 345  # px


def worker_ranges(claims: pd.DataFrame, *, palette: Palette, words: Words) -> go.Figure:
    """Claims as bars, dots and arrows: one lane per claim, grouped by measure, newest time first.

    `claims`: `claim_id`, `measure`, `low`, `high` (persons), `qualifier`, `as_of_start`, `as_of_end`, `scope`,
    `sector`, `population`, `author`, `title`, `published`, `locator`, `grade`, `note`, and `as_of_end_last` for the
    order. Claims without a number are not drawn; the page lists them. An empty frame gives an empty, labelled figure.
    """
    numbered = claims[[shape_of(low, high) != "none" for low, high in zip(claims["low"], claims["high"], strict=True)]]
    if numbered.empty:
        return empty(palette, words, tr("No claim with a number in this selection."))
    order = {measure: place for place, measure in enumerate(WORKER_MEASURES)}
    rows = numbered.assign(order=numbered["measure"].map(order)).sort_values(
        ["order", "as_of_end_last", "claim_id"], ascending=[True, False, True], kind="stable"
    )
    lanes, heads, y = [], [], 0.0
    for measure, group in rows.groupby("order", sort=True):
        heads.append((y, WORKER_MEASURES[list(order)[int(str(measure))]]))
        y -= GROUP / ROW
        for _ in range(len(group)):
            lanes.append(y)
            y -= 1
        y -= 0.35
    rows = rows.assign(
        lane=lanes,
        hover=[claim_hover(row, kind="count", what=WORKER_MEASURES[row["measure"]]) for row in each_row(rows)],
        label=[_label(row) for row in each_row(rows)],
    )
    names = [lane_name(row, LANE_ROOM) for row in each_row(rows)]
    left = names_room(names)
    figure = frame(
        palette,
        words,
        plot_height=int(ROW * (-y + 0.4)),
        left=left,
        right=label_margin(rows, COLUMNS * FOOTER_LETTER - left),
        axis=14,
        top=44,
    )
    add_claims(figure, rows, palette, colour=palette.people, name="claims")
    figure.update_traces(cliponaxis=False, selector={"type": "scatter"})  # a dot at zero is a whole one
    highest = float(rows[["low", "high"]].astype("Float64").max().max())
    values, texts = count_ticks(highest)
    figure.update_xaxes(
        **quiet_axis(palette, side="top", tickvals=values, ticktext=texts, range=[0, max(highest, values[-2]) * 1.01])
    )
    figure.update_yaxes(
        **quiet_axis(
            palette,
            tickvals=rows["lane"].tolist(),
            ticktext=[safe(name) for name in names],
            range=[y, 0.6],
            ticks="outside",
            ticklen=8,
            tickcolor=CLEAR,
            showgrid=False,
        )
    )
    add_headings(figure, heads, palette)
    return figure


def _label(row: FrameRow) -> str:
    text = range_words(row["low"], row["high"], qualifier=row["qualifier"])
    part = parts_of(row)
    part += [tr("all nationals, not workers only")] if not is_of_workers(row) else []
    return safe(f"{text} ({shorten(strung(part), 300)})" if part else text)
